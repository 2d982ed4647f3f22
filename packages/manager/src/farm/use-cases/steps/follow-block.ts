import { addFailure, clearFailuresOfWorker, tasksWithNobodyLeft } from '../../../db/failures.js';
import type { Farm } from '../../farm.js';
import type { JobState, Task, Worker } from '../../records.js';
import type { FailureVerdict } from '../../rules/failure.js';
import type { ReturnReason } from '../../rules/reasons.js';
import { ENDED_JOB } from '../../rules/statuses.js';
import type { FarmTx } from '../../transaction.js';
import type { JobAndTask } from './change-task.js';
import { failStranded } from './fail-stranded.js';
import { returnFailedTasks } from './return-tasks.js';

/** Why tasks go back to the pool then. */
export function blockReason(worker: Worker, taskType: string): ReturnReason {
  return { tag: 'worker-blocked', name: worker.name, taskType };
}

/** What else a block brings: entries of the Worker are cleared, and what it failed goes back to the pool (D2.4). */
export async function followBlock(
  farm: Farm,
  tx: FarmTx,
  { job, task }: JobAndTask,
  worker: Worker,
  { clears, requeuesOthers }: FailureVerdict,
): Promise<JobAndTask> {
  if (clears !== 'none') await clearFailuresOfWorker(tx, job.id, worker.id, task.typeKey);
  if (clears === 'other-tasks') await addFailure(tx, task, worker.id);
  if (!requeuesOthers) return { job, task };
  const which = { job, typeKey: task.typeKey, except: task };
  return { job: await returnFailedTasks(farm, tx, which, worker, blockReason(worker, task.type)), task };
}

/**
 * Tasks that somebody failed and that nobody else may run, now that one Worker more is blocked, would wait for ever: they
 * fail for good (D2.5). Gives the job as it is then.
 */
export async function failWithNobodyLeft(
  farm: Farm,
  tx: FarmTx,
  job: JobState,
  of: Pick<Task, 'jobId' | 'typeKey'>,
): Promise<JobState> {
  let current = job;
  for (const stranded of await tasksWithNobodyLeft(tx, of)) {
    // The failure of one may end the job, and with it the others.
    if (ENDED_JOB.has(current.status)) break;
    ({ job: current } = await failStranded(farm, tx, { job: current, task: stranded }));
  }
  return current;
}
