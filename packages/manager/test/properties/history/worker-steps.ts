import type { Worker } from '../../../src/db/records.js';
import { FarmError } from '../../../src/farm/errors.js';
import { mayWorkerRun } from '../../../src/farm/use-cases/tasks/may-worker-run.js';
import { takeTaskUpdate } from '../../../src/farm/use-cases/tasks/take-task-update.js';
import type { TaskUpdate } from '../../../src/farm/use-cases/tasks/take-task-update.js';
import { changeState } from '../../../src/farm/use-cases/workers/change-state.js';
import { deleteWorker } from '../../../src/farm/use-cases/workers/delete-worker.js';
import { pollState } from '../../../src/farm/use-cases/workers/poll-state.js';
import { registerWorker } from '../../../src/farm/use-cases/workers/register-worker.js';
import { requestStatus } from '../../../src/farm/use-cases/workers/request-status.js';
import { setTags } from '../../../src/farm/use-cases/workers/set-tags.js';
import { signOff } from '../../../src/farm/use-cases/workers/sign-off.js';
import { signOn } from '../../../src/farm/use-cases/workers/sign-on.js';
import { changeWorker } from '../../../src/db/workers.js';
import { anyOf, endedWithJob, FAILED_IN_SOME_WAY, followsFailure, from, nothing, when } from './deed.js';
import type { Deed, Permit } from './deed.js';
import { pick } from './dice.js';
import { expectedAnswer } from './expected-task.js';
import type { StepTable } from './steps.js';
import { TAGS } from './world.js';
import type { World } from './world.js';

const MOST_WORKERS = 6;
export const ALL_TYPES = ['blender', 'ffmpeg', 'misc'];
const TYPE_LISTS = [ALL_TYPES, ALL_TYPES, ['BLENDER', 'Misc'], ['ffmpeg'], []];
const STATES = ['awake', 'awake', 'asleep', 'starting'] as const;
const REQUESTS = ['awake', 'asleep', 'offline', 'restart'] as const;

/** The active tasks of a Worker go back to the pool. */
const returned = ({ id }: Worker): Permit =>
  when(({ before }) => before.workerId === id, from('active').to('queued', 'paused'));

/** A Worker is there, and awake. */
export async function join(world: World, name: string, taskTypes: readonly string[]): Promise<Worker> {
  const { farm } = world;
  const address = '10.0.0.7';
  const { id } = await registerWorker(farm, { name, secretHash: 'unused', platform: 'linux', taskTypes, address });
  await comeBack(world, { id, name }, taskTypes);
  return await farm.worker({ id });
}

async function comeBack({ farm }: World, { id, name }: Pick<Worker, 'id' | 'name'>, taskTypes: readonly string[]) {
  const about = { name, address: '10.0.0.7', softwareVersion: '4.0', taskTypes, canRestart: true, canTest: false };
  const wanted = await signOn(farm, id, about);
  await changeState(farm, id, wanted === 'asleep' ? 'asleep' : 'awake');
}

/** Reports of a Worker about the task that it has. */
async function report(world: World, a: number, text: string, update: TaskUpdate, permits: (id: number) => Permit) {
  const task = world.task(a, ({ status }) => status === 'active');
  if (!task) return undefined;
  const worker = world.workerOf(task);
  await takeTaskUpdate(world.farm, worker.id, task.uuid, update);
  return { text: `${worker.name} ${text} ${task.name}`, permits: anyOf(permits(task.id), endedWithJob) };
}

const about = (id: number, permit: Permit): Permit => when(({ before }) => before.id === id, permit);

export const workerSteps: StepTable = {
  async join(world, a) {
    const alive = [...world.snapshot.workers.values()].filter(({ deletedAt }) => !deletedAt);
    if (alive.length >= MOST_WORKERS) return undefined;
    const worker = await join(world, `worker ${world.snapshot.workers.size + 1}`, pick(TYPE_LISTS, a) ?? []);
    return { text: `${worker.name} joins for ${worker.taskTypes.join(', ')}`, permits: nothing };
  },

  async fetch(world, a, b) {
    const worker = world.worker(a, ({ status }) => status === 'awake' || b % 4 === 0);
    if (!worker) return undefined;
    const expected = expectedAnswer(world.snapshot, worker);
    const got = await world.farm.fetch(worker);
    const text = `${worker.name} asks for a task and gets ${got}`;
    if (got !== expected) world.fail([`${text}, but should get ${expected}`]);
    const permits: Permit = ({ before, after }) =>
      from('queued', 'soft-failed').to('active')({ before, after } as never) && after.name === got;
    return { text, permits };
  },

  progress: (world, a, b) =>
    report(world, a, 'works on', { stepsCompleted: (b % 6) - 1, activity: `${b}` }, () => nothing),

  complete: (world, a) =>
    report(world, a, 'completes', { taskStatus: 'completed' }, (id) => about(id, from('active').to('completed'))),

  async fail(world, a) {
    const task = world.task(a, ({ status }) => status === 'active');
    if (!task) return undefined;
    const own = about(task.id, from('active').to(...FAILED_IN_SOME_WAY));
    const others: Permit = when(({ before }) => before.id !== task.id, followsFailure(task.workerId ?? 0));
    return await report(world, a, 'fails', { taskStatus: 'failed', activity: 'Failed' }, () => anyOf(own, others));
  },

  giveBack: (world, a) =>
    report(world, a, 'gives back', { taskStatus: 'queued' }, (id) => about(id, from('active').to('queued', 'paused'))),

  async reportLate(world, a, b, c) {
    const task = world.task(a);
    const worker = world.worker(b, ({ id }) => task?.status !== 'active' || task.workerId !== id);
    if (!task || !worker) return undefined;
    const taskStatus = pick(['completed', 'failed', 'active', 'queued', undefined] as const, c);
    const text = `${worker.name} reports ${taskStatus ?? 'nothing'} about ${task.name} that it does not have`;
    try {
      await takeTaskUpdate(world.farm, worker.id, task.uuid, {
        taskStatus,
        stepsCompleted: c,
        activity: 'late',
        log: 'x',
      });
    } catch (error) {
      if (error instanceof FarmError && error.kind === 'conflict') return { text, permits: nothing };
      throw error;
    }
    return world.fail([`${text}, and was heard`]);
  },

  async askMayRun(world, a, b) {
    const task = world.task(a, ({ workerId }) => workerId !== undefined);
    const worker = world.worker(b, ({ id }) => task?.workerId === id || b % 4 === 0);
    if (!task || !worker) return undefined;
    const { outcome } = await mayWorkerRun(world.farm, worker.id, task.uuid);
    const mayRun =
      task.status === 'active' && task.workerId === worker.id && (!worker.statusRequest || worker.statusRequest.isLazy);
    const text = `${worker.name} asks about ${task.name}: ${outcome}`;
    if ((outcome === 'yes') !== mayRun) world.fail([`${text} is wrong`]);
    return { text, permits: nothing };
  },

  async signOff(world, a) {
    const worker = world.worker(a);
    if (!worker) return undefined;
    await signOff(world.farm, worker.id);
    return { text: `${worker.name} signs off`, permits: returned(worker) };
  },

  async signOn(world, a) {
    const worker = world.worker(a, ({ status }) => status !== 'awake') ?? world.worker(a);
    if (!worker) return undefined;
    await comeBack(world, worker, worker.taskTypes);
    return { text: `${worker.name} signs on`, permits: returned(worker) };
  },

  async changeState(world, a, b) {
    const worker = world.worker(a);
    const state = pick(STATES, b) ?? 'awake';
    if (!worker) return undefined;
    await changeState(world.farm, worker.id, state);
    return { text: `${worker.name} is ${state}`, permits: state === 'awake' ? nothing : returned(worker) };
  },

  async requestStatus(world, a, b) {
    const worker = world.worker(a);
    const status = pick(REQUESTS, b) ?? 'awake';
    if (!worker) return undefined;
    await requestStatus(world.farm, worker.uuid, { status, isLazy: b % 3 === 0 });
    return { text: `a user asks ${worker.name} to be ${status}`, permits: nothing };
  },

  async pollState(world, a) {
    const worker = world.worker(a);
    if (!worker) return undefined;
    const wanted = await pollState(world.farm, worker.id);
    return { text: `${worker.name} asks what to be: ${wanted ?? '-'}`, permits: nothing };
  },

  async setTags(world, a, b) {
    const worker = world.worker(a);
    if (!worker) return undefined;
    const tags = TAGS.filter((_, number) => (b >> number) % 2 === 1);
    await setTags(world.farm, worker.uuid, tags);
    return { text: `${worker.name} has ${tags.length} tags`, permits: nothing };
  },

  async exempt(world, a, b) {
    const worker = world.worker(a);
    if (!worker) return undefined;
    await world.farm.db.transact((tx) => changeWorker(tx, worker.id, { is_block_exempt: b % 2 === 0 ? 0 : 1 }));
    return { text: `${worker.name} is exempt: ${b % 2}`, permits: nothing };
  },

  async deleteWorker(world, a) {
    const worker = world.worker(a);
    if (!worker) return undefined;
    await deleteWorker(world.farm, worker.uuid);
    const permits = anyOf(returned(worker), from('queued', 'soft-failed', 'active').to('failed'), endedWithJob);
    return { text: `a user deletes ${worker.name}`, permits } satisfies Deed;
  },
};
