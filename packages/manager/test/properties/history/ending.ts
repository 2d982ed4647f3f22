import { takeTaskUpdate } from '../../../src/farm/use-cases/tasks/take-task-update.js';
import { processDeletions } from '../../../src/farm/use-cases/upkeep/process-deletions.js';
import { setTags } from '../../../src/farm/use-cases/workers/set-tags.js';
import { signOff } from '../../../src/farm/use-cases/workers/sign-off.js';
import type { Task, Worker } from '../../../src/db/records.js';
import { anyOf, endedWithJob, from, nothing, pausedWithJob } from './deed.js';
import { perform } from './steps.js';
import { ALL_TYPES, join } from './worker-steps.js';
import { TAGS } from './world.js';
import type { World } from './world.js';

const A_DAY_MS = 24 * 3_600_000;
const OVER = new Set(['completed', 'failed', 'canceled', 'paused']);

/**
 * Whatever has happened: everybody goes home, two healthy Workers come, and all jobs but the paused ones come to their
 * end; those that nothing stood against are completed. What shall be deleted is gone after a day.
 */
export async function bringToAnEnd(world: World): Promise<void> {
  for (const worker of world.snapshot.workers.values()) if (!worker.deletedAt) await goHome(world, worker);
  await world.makeTags();
  const healthy = [await arrive(world, 'healthy 1'), await arrive(world, 'healthy 2')];
  await renderEverything(world, healthy);
  const left = [...world.snapshot.jobs.values()].filter((job) => !job.deleteRequestedAt && !OVER.has(job.status));
  if (left.length > 0)
    world.fail(left.map(({ name, status }) => `${name} stays ${status} although nothing stands against it`));
  await removeMarked(world);
}

async function goHome(world: World, worker: Worker): Promise<void> {
  await signOff(world.farm, worker.id);
  const permits = from('active').to('queued', 'paused');
  await world.judge({ text: `${worker.name} goes home`, permits });
}

async function arrive(world: World, name: string): Promise<Worker> {
  const worker = await join(world, name, ALL_TYPES);
  await setTags(world.farm, worker.uuid, TAGS);
  await world.judge({ text: `${name} comes`, permits: nothing });
  return worker;
}

async function renderEverything(world: World, healthy: readonly Worker[]): Promise<void> {
  for (let rounds = 0; rounds <= 2 * world.snapshot.tasks.size + 1; rounds += 1) {
    for (const { id } of healthy) {
      const a = [...world.snapshot.workers.values()]
        .filter(({ deletedAt }) => !deletedAt)
        .findIndex((it) => it.id === id);
      await perform(world, { kind: 'fetch', a, b: 0, c: 0 });
    }
    if (!healthy.some((worker) => taskOf(world, worker))) return;
    for (const worker of healthy) await finish(world, worker);
  }
  world.fail(['the healthy workers never come to an end']);
}

function taskOf({ snapshot }: World, { id }: Worker): Task | undefined {
  return [...snapshot.tasks.values()].find(({ status, workerId }) => status === 'active' && workerId === id);
}

async function finish(world: World, worker: Worker): Promise<void> {
  const task = taskOf(world, worker);
  if (!task) return;
  await takeTaskUpdate(world.farm, worker.id, task.uuid, { taskStatus: 'completed' });
  const permits = anyOf(from('active').to('completed'), endedWithJob, pausedWithJob);
  await world.judge({ text: `${worker.name} completes ${task.name}`, permits });
}

async function removeMarked(world: World): Promise<void> {
  await world.farm.clock.advance(A_DAY_MS);
  await processDeletions(world.farm);
  await world.judge({ text: 'a day later', permits: nothing, removesJobs: true });
  const marked = [...world.snapshot.jobs.values()].filter(({ deleteRequestedAt }) => deleteRequestedAt);
  if (marked.length > 0) world.fail(marked.map(({ name }) => `${name} was not deleted`));
}
