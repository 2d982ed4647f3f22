const { chunksInOrder, frameNumbers } = require('./flamenco/frames.js');
const { outputOf } = require('./flamenco/output.js');
const { refuseVideoFormats, renderTask } = require('./flamenco/render.js');
const { animation } = require('./flamenco/settings.js');
const { addPreviewVideo } = require('./flamenco/video.js');

const JOB_TYPE = {
  label: 'Render with Probe',
  description:
    'Renders the first, the middle and the last frame, and only then the others, so that mistakes show before they cost a night',
  settings: [
    ...animation.slice(0, 1),
    {
      key: 'pause_after_probe',
      type: 'bool',
      default: false,
      visible: 'submission',
      description: 'Pause the job after the three frames, until somebody has looked at them and resumes it',
    },
    ...animation.slice(1),
  ],
};

/** Before other tasks of the job that could run, had they not to wait anyway. */
const PROBE_PRIORITY = 60;

function compileJob(job) {
  const { settings } = job;
  refuseVideoFormats(settings);
  const output = outputOf(job);
  const frames = frameNumbers(settings.frames);
  const probes = probeFrames(frames);
  const render = (name, chunk) => renderTask(`${name}-${chunk}`, settings, output, chunk);

  const probeTasks = probes.map((frame) => render('probe', String(frame)));
  for (const task of probeTasks) {
    task.priority = PROBE_PRIORITY;
    job.addTask(task);
  }

  const others = frames.filter((frame) => !probes.includes(frame));
  const chunks = others.length > 0 ? chunksInOrder({ ...settings, frames: others.join(',') }) : [];
  const before = chunks.length > 0 && settings.pause_after_probe ? [addApproval(job, probeTasks)] : probeTasks;
  const otherTasks = chunks.map((chunk) => render('render', chunk));
  for (const task of otherTasks) {
    for (const earlier of before) task.addDependency(earlier);
    job.addTask(task);
  }
  addPreviewVideo(job, output, [...probeTasks, ...otherTasks]);
}

/** The first, the middle and the last frame, as far as they differ. */
function probeFrames(frames) {
  const last = frames.length - 1;
  return [...new Set([frames[0], frames[Math.floor(last / 2)], frames[last]])];
}

/** A task that does nothing but to end when all probes are there, at which the Manager pauses the job. */
function addApproval(job, probeTasks) {
  const task = author.Task('approval', 'misc');
  task.addCommand(author.Command('echo', { message: 'The probe is rendered. Resume the job to render the rest.' }));
  task.priority = PROBE_PRIORITY;
  task.pauseJobAfter = true;
  for (const probe of probeTasks) task.addDependency(probe);
  job.addTask(task);
  return task;
}
