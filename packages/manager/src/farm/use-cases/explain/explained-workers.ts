import { findRunnableTask } from '../../../db/scheduling.js';
import type { Reader } from '../../../db/transaction.js';
import { workersAtLarge } from '../../../db/workers-at-large.js';
import type { WorkerAtLarge } from '../../../db/workers-at-large.js';
import type { Farm } from '../../farm.js';
import type { SleepSchedule, Task } from '../../records.js';
import type { ExplainedWorker } from '../../rules/explain-workers.js';
import type { TaskRef } from '../../rules/findings.js';
import { NEVER, scheduledStatus } from '../steps/follow-schedule.js';

/** All Workers of the farm, as explanations see them. */
export async function explainedWorkers(farm: Farm, reader: Reader): Promise<ExplainedWorker[]> {
  const now = farm.clock.now();
  return (await workersAtLarge(reader)).map((worker) => explained(farm, worker, now));
}

function explained(farm: Farm, { schedule, ...worker }: WorkerAtLarge, now: Date): ExplainedWorker {
  return { ...worker, scheduledSleep: scheduledSleep(farm, schedule, now) };
}

/** The schedule is next followed at its boundary, which a user's decision may have moved (D2.14). */
function scheduledSleep(farm: Farm, schedule: SleepSchedule | undefined, now: Date): ExplainedWorker['scheduledSleep'] {
  if (!schedule || scheduledStatus(farm, schedule, now) === 'awake') return undefined;
  const { nextCheckAt = now } = schedule;
  return nextCheckAt < NEVER ? { until: nextCheckAt } : {};
}

/**
 * What Workers get when they ask next, by their numbers. Asked for those only that have nothing to do and may have
 * something: mostly none, as Workers ask every few seconds.
 */
export async function nextTasks(
  reader: Reader,
  workers: readonly ExplainedWorker[],
): Promise<ReadonlyMap<number, TaskRef>> {
  const next = new Map<number, TaskRef>();
  for (const { id, work } of workers) {
    const task = work ? undefined : await findRunnableTask(reader, id);
    if (task) next.set(id, taskRef(task));
  }
  return next;
}

export function taskRef({ uuid, name, status, jobUuid }: Task): TaskRef {
  return { uuid, name, status, jobUuid };
}
