import { randomUUID } from 'node:crypto';
import type {
  AuthoredTask,
  AvailableJobType,
  CompileResult,
  JobToCompile,
  JobTypes,
} from '../../../src/job-types/job-type.js';
import { numbersFrom } from './dice.js';

const MOST_TASKS = 12;
const TYPES = ['blender', 'blender', 'ffmpeg', 'Misc'];
const PRIORITIES = [50, 50, 50, 10, 90];

/** A task that is to be made; `after` are numbers of tasks before it. */
interface PlannedTask {
  readonly type: string;
  readonly priority: number;
  readonly steps: number;
  readonly after: readonly number[];
  /** The job waits after it. */
  readonly pauses: boolean;
}

/** The tasks of a job of any shape, as a text for its only setting. */
export function randomPlan(seed: number): string {
  const next = numbersFrom(seed);
  const density = next() * next();
  const length = 1 + Math.floor(next() * MOST_TASKS);
  return JSON.stringify(Array.from({ length }, (_, index) => randomTask(next, index, density)));
}

/** The same with some tasks more, some less, and some different. */
export function editedPlan(plan: string, seed: number): string {
  const next = numbersFrom(seed);
  const density = next() * next();
  const before = JSON.parse(plan) as readonly PlannedTask[];
  const length = Math.max(1, Math.min(MOST_TASKS, before.length + Math.floor(next() * 5) - 2));
  const tasks = Array.from({ length }, (_, index) => {
    const task = before[index];
    return task && next() < 0.7 ? task : randomTask(next, index, density);
  });
  return JSON.stringify(tasks);
}

function randomTask(next: () => number, index: number, density: number): PlannedTask {
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    type: TYPES[below(TYPES.length)] ?? '',
    priority: PRIORITIES[below(PRIORITIES.length)] ?? 50,
    steps: 1 + below(4),
    after: Array.from({ length: index }, (_, earlier) => earlier).filter(() => next() < density),
    pauses: next() < 0.05,
  };
}

const JOB_TYPE: AvailableJobType = {
  name: 'planned',
  label: 'Planned',
  etag: 'planned',
  settings: [{ key: 'plan', type: 'string' }],
};

/** A job type whose jobs have exactly the tasks that their setting says: thousands of them are made. */
export class PlannedJobTypes implements JobTypes {
  list() {
    return Promise.resolve({ jobTypes: [JOB_TYPE], problems: [] });
  }

  find(name: string) {
    return Promise.resolve(name === JOB_TYPE.name ? JOB_TYPE : undefined);
  }

  compile({ id, name, type, priority, settings, metadata, workerTag = '' }: JobToCompile): Promise<CompileResult> {
    const plan = JSON.parse(String(settings['plan'])) as readonly PlannedTask[];
    const uuids = plan.map(() => randomUUID());
    const tasks = plan.map((task, index): AuthoredTask => ({
      uuid: uuids[index] ?? '',
      name: `${name}.${index + 1}`,
      type: task.type,
      priority: task.priority,
      commands: [{ name: 'echo', parameters: {}, totalStepCount: task.steps }],
      dependencies: task.after.map((earlier) => uuids[earlier] ?? ''),
      pauseJobAfter: task.pauses,
    }));
    const job = { id, name, type, priority, settings, metadata, shamanCheckoutId: '', workerTag };
    return Promise.resolve({ outcome: 'compiled', scriptDigest: 'planned', job, tasks, warnings: [], output: [] });
  }

  examine(): Promise<never> {
    return Promise.reject(new Error('no history looks at scripts'));
  }

  stop() {
    return Promise.resolve();
  }
}
