import { block } from '../../../db/blocklist.js';
import { typeKey } from '../../../db/codecs.js';
import { clearFailuresOfWorker, countEligibleForType } from '../../../db/failures.js';
import { hasUnfinished } from '../../../db/runnable.js';
import { consoleTexts } from '../../../texts/console.js';
import type { Farm } from '../../farm.js';
import type { JobState, Worker } from '../../records.js';
import { planJobChange } from '../../rules/job-chain.js';
import { ENDED_JOB } from '../../rules/statuses.js';
import type { FarmTx } from '../../transaction.js';
import { applyJobSteps } from './apply-job-steps.js';
import { blockReason, failWithNobodyLeft } from './follow-block.js';
import { returnFailedTasks } from './return-tasks.js';

/**
 * A user blocks a Worker from a task type of a job (D2.6): what it failed goes to others, as after a block for failures
 * (D2.4), and the job fails if nobody is left for tasks of this type (D2.5). What it runs at the moment it may finish. Gives
 * the job as it is then.
 */
export async function blockByHand(
  farm: Farm,
  tx: FarmTx,
  job: JobState,
  worker: Worker,
  taskType: string,
): Promise<JobState> {
  const of = { jobId: job.id, typeKey: typeKey(taskType) };
  await block(tx, job.id, worker.id, taskType);
  tx.tell('info', consoleTexts.blockedByHand, { worker: worker.name, job: job.uuid, taskType });
  if (ENDED_JOB.has(job.status)) return job;
  const isPaused = job.status === 'paused' || job.status === 'pause-requested';
  if (!isPaused && (await countEligibleForType(tx, of)) === 0 && (await hasUnfinished(tx, job.id, of.typeKey))) {
    return await applyJobSteps(tx, job, planJobChange(job, job.tally, 'failed', { tag: 'no-workers-left', taskType }));
  }
  await clearFailuresOfWorker(tx, job.id, worker.id, of.typeKey);
  const which = { job, typeKey: of.typeKey };
  const returned = await returnFailedTasks(farm, tx, which, worker, blockReason(worker, taskType));
  // A paused job is its user's to arrange; what nobody is left for is found when it runs again.
  return isPaused ? returned : await failWithNobodyLeft(farm, tx, returned, of);
}
