const { blenderCommand, pythonArguments } = require('./flamenco/render.js');
const { filledIn, filledInForEachFrame, partsOf, runsOf } = require('./flamenco/repetition.js');
const shared = require('./flamenco/settings.js');

const JOB_TYPE = {
  label: 'Blender Python',
  description: 'Runs a Python script in Blender: once, for each item of a list, or for each piece of a frame range',
  settings: [
    {
      key: 'script_file',
      type: 'string',
      subtype: 'file_path',
      description: 'The Python script, in a place that all Workers can read',
    },
    {
      key: 'script_text',
      type: 'string',
      description: 'Instead of a file, the name of a text in the blend file',
    },
    {
      key: 'arguments',
      type: 'string',
      default: '',
      description:
        'What the script finds in sys.argv after "--", with blanks between; put quotes around what contains blanks or backslashes',
    },
    ...shared.repetition,
    {
      key: 'open_blendfile',
      type: 'bool',
      default: true,
      visible: 'submission',
      description: 'Open the blend file before the script runs',
    },
    {
      key: 'expected_files',
      type: 'string',
      visible: 'submission',
      description: 'Files that have to be there when the script is done, else the task fails; ";" between them',
    },
    { ...shared.blendfile, required: false },
  ],
};

function compileJob(job) {
  const { settings } = job;
  const script = scriptArguments(settings);
  const blendfile = settings.open_blendfile === false ? '' : settings.blendfile;
  const expected = partsOf(settings.expected_files);
  for (const { name, values } of runsOf(settings)) {
    const own = shellSplit(settings.arguments).map((argument) => filledIn(argument, values));
    const files = expected.flatMap((file) => filledInForEachFrame(file, values));
    const task = author.Task(name === '' ? 'python' : `python-${name}`, 'blender');
    task.addCommand(blenderCommand(blendfile, [...script, '--', ...own]));
    if (files.length > 0) task.addCommand(blenderCommand('', [...pythonArguments(CHECK_FILES), '--', ...files]));
    job.addTask(task);
  }
}

/** A script that ends with an exception fails its task. */
function scriptArguments({ script_file: file, script_text: text, blendfile, open_blendfile }) {
  const exitCode = ['--python-exit-code', '1'];
  if (file && text) throw 'Give either "script_file" or "script_text", not both';
  if (file) return [...exitCode, '--python', file];
  if (!text) throw 'No script to run: give "script_file", or "script_text" for a text in the blend file';
  if (open_blendfile === false || !blendfile) throw '"script_text" is a text in the blend file, so that has to be opened';
  return [...exitCode, '--python-text', text];
}

/** A Blender of its own looks, so that every Worker can do it, and the script may end its Blender as it likes. */
const CHECK_FILES = `
import os, sys
files = sys.argv[sys.argv.index('--') + 1:]
missing = [file for file in files if not os.path.isfile(file) or os.path.getsize(file) == 0]
if missing:
    raise SystemExit('Error: missing or empty: ' + ', '.join(missing))
`.trim();
