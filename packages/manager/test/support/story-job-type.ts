/** A job type that makes jobs of any shape, good and bad, as its setting `shape` says. */
export const STORY_JOB_TYPE = {
  'story.js': `
const JOB_TYPE = {
  label: 'Story',
  settings: [
    { key: 'shape', type: 'string', default: 'line' },
    { key: 'frames', type: 'string', required: true },
    { key: 'chunk_size', type: 'int32', default: 3, propargs: { min: 1 } },
    { key: 'format', type: 'string', choices: ['PNG', 'EXR'], default: 'PNG' },
    { key: 'blendfile', type: 'string' },
  ],
};

function task(name, type, job) {
  const made = author.Task(name, type);
  made.addCommand(author.Command('echo', { message: name }));
  made.addCommand(author.Command('frames', { file: job.settings.blendfile ?? '' }, 4));
  return made;
}

function compileJob(job) {
  const { shape } = job.settings;
  if (shape === 'thrown') throw new Error('the scene has no camera');
  if (shape === 'empty') return;
  const render = task('render', 'blender', job);
  const video = task('video', 'ffmpeg', job);
  video.addDependency(render);
  if (shape === 'cycle') render.addDependency(video);
  if (shape === 'repeated') video.addDependency(render);
  if (shape !== 'foreign') job.addTask(render);
  if (shape === 'twice') job.addTask(render);
  job.addTask(video);
}
`,
  'broken.js': `const JOB_TYPE = { settings: [{ type: 'string' }] };\nfunction compileJob(job) {}\n`,
};
