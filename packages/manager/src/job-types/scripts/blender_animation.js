const { chunksInOrder } = require('./flamenco/frames.js');
const { outputOf } = require('./flamenco/output.js');
const { refuseVideoFormats, renderTask } = require('./flamenco/render.js');
const { animation } = require('./flamenco/settings.js');
const { addPreviewVideo } = require('./flamenco/video.js');

const JOB_TYPE = {
  label: 'Blender Animation',
  description: 'Renders a range of frames in the order that you like, and makes a video of them',
  settings: animation,
};

function compileJob(job) {
  const { settings } = job;
  refuseVideoFormats(settings);
  const output = outputOf(job);
  const tasks = chunksInOrder(settings).map((chunk) => renderTask(`render-${chunk}`, settings, output, chunk));
  for (const task of tasks) job.addTask(task);
  addPreviewVideo(job, output, tasks);
}
