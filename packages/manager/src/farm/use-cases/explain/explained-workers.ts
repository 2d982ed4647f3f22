import { typeKey } from '../../../db/codecs.js';
import { findRunnableTask } from '../../../db/scheduling.js';
import type { Reader } from '../../../db/transaction.js';
import { markedWorkers, workersAtLarge } from '../../../db/workers-at-large.js';
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
 * What Workers get when they ask next, by their numbers. Asked for those only that have nothing to do. Workers with the
 * same types and tags get the same, unless they have failed something or are blocked from it: a room of 200 equal
 * computers is one question.
 */
export async function nextTasks(
  reader: Reader,
  workers: readonly ExplainedWorker[],
): Promise<ReadonlyMap<number, TaskRef>> {
  const idle = workers.filter(({ work }) => !work);
  if (idle.length === 0) return new Map();
  const marked = await markedWorkers(reader);
  const known = new Map<string, TaskRef | undefined>();
  const next = new Map<number, TaskRef>();
  for (const worker of idle) {
    const kind = marked.has(worker.id) ? `Worker ${worker.id}` : kindOf(worker);
    if (!known.has(kind)) known.set(kind, taskRef(await findRunnableTask(reader, worker.id)));
    const task = known.get(kind);
    if (task) next.set(worker.id, task);
  }
  return next;
}

function kindOf({ taskTypes, tagIds }: ExplainedWorker): string {
  return JSON.stringify([taskTypes.map(typeKey).sort(), [...tagIds].sort()]);
}

function taskRef(task: Task | undefined): TaskRef | undefined {
  return task && { uuid: task.uuid, name: task.name, status: task.status, jobUuid: task.jobUuid };
}
