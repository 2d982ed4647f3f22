import type { Worker } from '../../../src/db/records.js';
import { changeState } from '../../../src/farm/use-cases/workers/change-state.js';
import { deleteWorker } from '../../../src/farm/use-cases/workers/delete-worker.js';
import { pollState } from '../../../src/farm/use-cases/workers/poll-state.js';
import { registerWorker } from '../../../src/farm/use-cases/workers/register-worker.js';
import { requestStatus } from '../../../src/farm/use-cases/workers/request-status.js';
import { saveSleepSchedule } from '../../../src/farm/use-cases/workers/save-sleep-schedule.js';
import { setBlockExempt } from '../../../src/farm/use-cases/workers/set-block-exempt.js';
import { setTags } from '../../../src/farm/use-cases/workers/set-tags.js';
import { signOff } from '../../../src/farm/use-cases/workers/sign-off.js';
import { signOn } from '../../../src/farm/use-cases/workers/sign-on.js';
import { anyOf, endedWithJob, from, nothing, when } from './deed.js';
import type { Deed, Permit } from './deed.js';
import { pick } from './dice.js';
import type { StepTable } from './steps.js';
import { tried } from './tried.js';
import { TAGS } from './world.js';
import type { World } from './world.js';

const WINDOWS = [
  ['22:00', '06:00'],
  ['09:00', '17:00'],
  ['', '12:00'],
  ['', ''],
] as const;
const DAYS = ['', 'mo-fr', 'sa su', 'th'];
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
  const about = {
    name,
    address: '10.0.0.7',
    softwareVersion: '4.0',
    taskTypes,
    canRestart: true,
    canTest: false,
    canCheckStorage: false,
  };
  const wanted = await signOn(farm, id, about);
  await changeState(farm, id, wanted === 'asleep' ? 'asleep' : 'awake');
}

/** Workers that come, go, and are looked after. */
export const workerSteps: StepTable = {
  async join(world, a) {
    const alive = [...world.snapshot.workers.values()].filter(({ deletedAt }) => !deletedAt);
    if (alive.length >= MOST_WORKERS) return undefined;
    const worker = await join(world, `worker ${world.snapshot.workers.size + 1}`, pick(TYPE_LISTS, a) ?? []);
    return { text: `${worker.name} joins for ${worker.taskTypes.join(', ')}`, permits: nothing };
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
    const text = `${worker.name} gets ${tags.length} tags`;
    return await tried(setTags(world.farm, worker.uuid, tags), { text, permits: nothing });
  },

  async saveSchedule(world, a, b, c) {
    const worker = world.worker(a);
    if (!worker) return undefined;
    const [startTime, endTime] = pick(WINDOWS, b) ?? ['', ''];
    const schedule = { isActive: b % 5 !== 0, daysOfWeek: pick(DAYS, c) ?? '', startTime, endTime };
    await saveSleepSchedule(world.farm, worker.uuid, schedule);
    return { text: `${worker.name} shall sleep ${schedule.daysOfWeek} ${startTime}-${endTime}`, permits: nothing };
  },

  async exempt(world, a, b) {
    const worker = world.worker(a);
    if (!worker) return undefined;
    await setBlockExempt(world.farm, worker.uuid, b % 2 === 1);
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
