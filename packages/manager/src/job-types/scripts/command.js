const { filledIn, filledInForEachFrame, partsOf, runsOf } = require('./flamenco/repetition.js');
const shared = require('./flamenco/settings.js');

const JOB_TYPE = {
  label: 'Command',
  description:
    'Runs any program: once, for each item of a list, or for each piece of a frame range. Working directory, environment, expected files and preview need Workers of this Flamenco; those of Flamenco 3 do not look at them',
  settings: [
    {
      key: 'program',
      type: 'string',
      required: true,
      description: 'The program, by its whole path or as a name that all Workers find on their PATH. No shell is involved',
    },
    {
      key: 'arguments',
      type: 'string',
      default: '',
      description: 'Its arguments, with blanks between; put quotes around what contains blanks or backslashes',
    },
    ...shared.repetition,
    {
      key: 'working_directory',
      type: 'string',
      subtype: 'dir_path',
      visible: 'submission',
      description: 'The folder in which the program runs; if empty, that of the Worker',
    },
    {
      key: 'environment',
      type: 'string',
      visible: 'submission',
      description: 'Variables for the program, as NAME=value with ";" between them; in quotes it is kept: NAME="a;b"',
    },
    {
      key: 'expected_files',
      type: 'string',
      visible: 'submission',
      description: 'Files that have to be there when the program is done, else the task fails; ";" between them',
    },
    {
      key: 'preview',
      type: 'string',
      visible: 'submission',
      description: 'An image that the program writes, to be shown as the last rendered one',
    },
    {
      key: 'task_type',
      type: 'string',
      choices: ['misc', 'blender', 'ffmpeg', 'file-management'],
      default: 'misc',
      visible: 'submission',
      description: 'Only Workers that do tasks of this type run the program',
    },
  ],
};

function compileJob(job) {
  const { settings } = job;
  const program = String(settings.program ?? '').trim();
  if (program === '') throw 'No program to run: give "program", for example "/usr/bin/convert"';
  const environment = environmentOf(settings.environment);
  for (const { name, values } of runsOf(settings)) {
    const task = author.Task([path.stem(program), name].filter((part) => part !== '').join('-'), settings.task_type || 'misc');
    task.addCommand(author.Command('exec', parametersOf(settings, program, environment, values)));
    job.addTask(task);
  }
}

/** What is not asked for is left out, so that the command is what every Worker knows. */
function parametersOf(settings, program, environment, values) {
  const fill = (text) => filledIn(String(text), values);
  const files = partsOf(settings.expected_files).flatMap((file) => filledInForEachFrame(file, values));
  return {
    exe: fill(program),
    args: shellSplit(settings.arguments).map(fill),
    ...(settings.working_directory ? { cwd: fill(settings.working_directory) } : {}),
    ...(environment.length > 0
      ? { env: Object.fromEntries(environment.map(([name, value]) => [name, fill(value)])) }
      : {}),
    ...(files.length > 0 ? { expectedFiles: files } : {}),
    ...(settings.preview ? { preview: fill(settings.preview) } : {}),
  };
}

/** `A=1; B="x;y"` as pairs. */
function environmentOf(text) {
  const parts = String(text ?? '').match(/(?:"[^"]*"|[^;\r\n"])+/g) ?? [];
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, name, value] = /^([^=\s"]+)=(.*)$/.exec(part) ?? [];
      if (name === undefined) throw `The variable "${part}" of "environment" should be written as NAME=value`;
      return [name, value.replaceAll('"', '')];
    });
}
