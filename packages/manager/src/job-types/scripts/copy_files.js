const { frameNumbers } = require('./flamenco/frames.js');
const { partsOf } = require('./flamenco/repetition.js');

const JOB_TYPE = {
  label: 'Copy Files',
  description: 'Copies files into a folder, one task for each file. Nothing is overwritten: a file that is there already fails its task',
  settings: [
    {
      key: 'files',
      type: 'string',
      required: true,
      description:
        'The files, by their whole paths, with ";" between them. With "frames", a path with #### is copied for each frame',
    },
    {
      key: 'frames',
      type: 'string',
      description: 'Frame numbers for the #### in "files", for example "1-30"',
    },
    {
      key: 'destination',
      type: 'string',
      subtype: 'dir_path',
      required: true,
      description: 'The folder for the copies, by its whole path; it is made if it is not there. It may contain {timestamp}',
    },
  ],
};

function compileJob(job) {
  const { settings } = job;
  const files = filesOf(settings);
  if (files.length === 0) throw 'No files to copy: give "files", with ";" between their paths';
  const destination = destinationOf(job);
  const targets = new Map();
  for (const src of files) {
    const name = path.basename(src);
    refuseRelative(src);
    const other = targets.get(name);
    if (other !== undefined) throw `Two files have the name "${name}", so that one would overwrite the other: ${other}, ${src}`;
    targets.set(name, src);
    const task = author.Task(`copy-${name}`, 'file-management');
    task.addCommand(author.Command('copy-file', { src, dest: `${destination}/${name}` }));
    job.addTask(task);
  }
}

function filesOf({ files, frames }) {
  const paths = [...new Set(partsOf(files))];
  if (!String(frames ?? '').trim()) return paths;
  const numbers = frameNumbers(frames);
  if (!paths.some((file) => file.includes('#'))) throw 'No path in "files" has #### for the numbers of "frames"';
  return paths.flatMap((file) => (file.includes('#') ? numbers.map((number) => numbered(file, number)) : [file]));
}

function numbered(file, number) {
  return file.replaceAll(/#+/g, (marks) => String(number).padStart(marks.length, '0'));
}

function destinationOf(job) {
  const wanted = String(job.settings.destination ?? '').trim();
  if (wanted === '') throw 'Nobody said where the copies go: give "destination"';
  refuseRelative(wanted);
  job.settings.destination = wanted.replaceAll('{timestamp}', formatTimestampLocal(job.created));
  const slashed = job.settings.destination.replaceAll('\\', '/');
  return slashed.endsWith('/') ? slashed.slice(0, -1) : slashed;
}

/** Workers refuse paths that depend on where they were started; one that begins with a variable may be anything. */
function refuseRelative(file) {
  if (!/^(?:[\\/{]|[A-Za-z]:[\\/])/.test(file)) throw `"${file}" is not a whole path`;
}
