import { countFailures } from '../../../db/failures.js';
import { lockJob } from '../../../db/jobs.js';
import { activeTasksOfWorker, tasksLastHadBy } from '../../../db/tasks.js';
import { reasonText, returnedToPool } from '../../../texts/activities.js';
import { consoleTexts } from '../../../texts/console.js';
import type { Farm } from '../../farm.js';
import type { JobState, Task, Worker } from '../../records.js';
import type { ReturnReason } from '../../rules/reasons.js';
import { returnedStatus } from '../../rules/task-change.js';
import type { FarmTx } from '../../transaction.js';
import { changeTask } from './change-task.js';
import type { JobAndTask, TaskChange } from './change-task.js';

/** All tasks that a Worker has go back to the pool, whatever their jobs (contract 03 §4.7). */
export async function returnActiveTasks(farm: Farm, tx: FarmTx, worker: Worker, reason: ReturnReason): Promise<void> {
  for (const task of await activeTasksOfWorker(tx, worker.id)) {
    const job = await lockJob(tx, task.jobId);
    if (job) await returnTask(farm, tx, { job, task }, worker, reason);
  }
}

/**
 * The failed tasks of a type that a Worker had last on a job go back to the pool, because it is blocked from that type
 * (D2.4); those that nobody else may run stay failed. Gives the job as it is then.
 */
export async function returnFailedTasks(
  farm: Farm,
  tx: FarmTx,
  which: { readonly job: JobState; readonly typeKey: string; readonly except?: Task },
  worker: Worker,
  reason: ReturnReason,
): Promise<JobState> {
  let { job } = which;
  const had = { jobId: job.id, workerId: worker.id, typeKey: which.typeKey, status: 'failed' as const };
  for (const task of await tasksLastHadBy(tx, had)) {
    if (task.id === which.except?.id) continue;
    const { eligibleForTask } = await countFailures(tx, task, worker.id);
    if (eligibleForTask > 0) ({ job } = await returnTask(farm, tx, { job, task }, worker, reason));
  }
  return job;
}

/**
 * One task goes back to the pool: queued, or paused if its job is pausing; its failure list stays.
 *
 * @param attemptEnd how the running attempt ends; by the reason for the return unless told otherwise
 */
export async function returnTask(
  farm: Farm,
  tx: FarmTx,
  { job, task }: JobAndTask,
  worker: { readonly name: string; readonly uuid: string },
  reason: ReturnReason,
  attemptEnd: TaskChange['attemptEnd'] = { outcome: 'requeued', reason: reasonText(reason) },
): Promise<JobAndTask> {
  const to = returnedStatus(job);
  const activity = returnedToPool(to, reason);
  const after = await changeTask(farm, tx, { job, task }, { to, columns: { activity }, worker, attemptEnd });
  tx.log(after.task, activity);
  tx.tell('info', consoleTexts.taskReturned, { task: task.uuid, job: job.uuid, newTaskStatus: to, reason: activity });
  return after;
}
