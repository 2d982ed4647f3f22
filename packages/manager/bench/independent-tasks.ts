import type { Schemas } from '@flamenco/api';

/** Name of the script's file, which is also the name of the job type but for the ending. */
export const JOB_TYPE_FILE = 'bench.js';

/** The type of its tasks. */
export const TASK_TYPE = 'blender';

/** A job type of tasks that look like those of a render and do not wait for each other. */
export const JOB_TYPE_SCRIPT = `
const JOB_TYPE = {
  label: 'Bench',
  settings: [
    { key: 'tasks', type: 'int32', required: true },
    { key: 'name', type: 'string', default: 'render' },
    { key: 'format', type: 'string', default: 'PNG' },
  ],
};

function compileJob(job) {
  const { tasks, name, format } = job.settings;
  for (let frame = 1; frame <= tasks; frame += 1) {
    const task = author.Task(name + '-' + frame, 'blender');
    task.addCommand(author.Command('blender-render', {
      exe: '{blender}',
      exeArgs: '{blenderArgs}',
      argsBefore: [],
      blendfile: '/render/bench/scene.blend',
      args: ['--render-output', '/render/bench/frame-######', '--render-format', format, '--render-frame', String(frame)],
    }));
    job.addTask(task);
  }
}
`;

/** A job of so many tasks. */
export function submission(tasks: number): Schemas['SubmittedJob'] {
  return { name: `${tasks} tasks`, type: 'bench', priority: 50, submitter_platform: 'linux', settings: { tasks } };
}
