import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { RealFarm } from './farm.js';

/** How many numbered lines each task prints: enough for several chunks of log. */
export const LINES = 160;

/** How many images each task "renders". */
const IMAGES = 2;

/** Longer than it takes until a Worker asks whether it may go on (contract 07 §12.3). */
const LONG_SECONDS = 11;

const JOB_TYPE = `const JOB_TYPE = {
  label: 'Numbered lines',
  settings: [
    { key: 'folder', type: 'string', required: true },
    { key: 'tasks', type: 'int32', required: true },
    { key: 'long_tasks', type: 'int32', required: true },
  ],
};

function compileJob(job) {
  const { folder, tasks, long_tasks } = job.settings;
  for (let number = 1; number <= tasks; number++) {
    const task = author.Task('numbered-' + number, 'misc');
    task.addCommand(author.Command('echo', { message: 'begin' }));
    task.addCommand(author.Command('exec', { exe: 'sh', args: ['-c', ${JSON.stringify(countingScript())}, folder + '/runs-' + number] }));
    task.addCommand(author.Command('blender-render', {
      exe: '/bin/sh', exeArgs: '', argsBefore: [], blendfile: '-c', args: [${JSON.stringify(renderingScript())}, folder + '/image.png'],
    }, ${IMAGES}));
    task.addCommand(author.Command('sleep', { duration_in_seconds: number <= long_tasks ? ${LONG_SECONDS} : 0 }));
    job.addTask(task);
  }
}
`;

/** Leaves a trace of each run in the file named by \`$0\`. */
function countingScript(): string {
  const padding = 'x'.repeat(180);
  const count = `i=1; while [ $i -le ${LINES} ]; do echo "number $i of $$ ${padding}"; i=$((i+1)); done`;
  return `echo run >> "$0"; ${count}; sleep 0.1`;
}

/** Says about images what Blender says, and takes a moment for each. */
function renderingScript(): string {
  const numbers = Array.from({ length: IMAGES }, (_, at) => at + 1).join(' ');
  return `for n in ${numbers}; do sleep 0.1; echo "Saved: '$0'"; echo "Time: 00:00.10 (Saving: 00:00.01)"; done`;
}

/** Gives the farm the job type; before the Manager starts. */
export async function addNumberedJobType(farm: RealFarm): Promise<void> {
  const scripts = path.join(farm.folder, 'scripts');
  await mkdir(scripts);
  await writeFile(path.join(scripts, 'numbered-lines.js'), JOB_TYPE);
}

/** Submits a job whose tasks print numbered lines; gives its id and the folder where the tasks leave traces. */
export async function submitNumbered(
  farm: RealFarm,
  tasks: number,
  longTasks: number,
): Promise<{ readonly id: string; readonly folder: string }> {
  const folder = path.join(farm.storage, `job-${Date.now()}`);
  await mkdir(folder);
  const create = { width: 16, height: 16, channels: 3 as const, background: '#ff8000' };
  await sharp({ create }).png().toFile(path.join(folder, 'image.png'));
  const settings = { folder, tasks, long_tasks: longTasks };
  const { id } = await farm.submit({ name: 'numbers', type: 'numbered-lines', settings });
  return { id, folder };
}

/** How often a task was run, by the trace that it left. */
export async function countRuns(folder: string, taskName: string): Promise<number> {
  const trace = path.join(folder, taskName.replace('numbered', 'runs'));
  return (await readFile(trace, 'utf8')).trim().split('\n').length;
}

/** The numbers of the lines in a log, in their order. */
export function numbersIn(log: string): number[] {
  return [...log.matchAll(/> number (\d+) of /g)].map(([, number]) => Number(number));
}
