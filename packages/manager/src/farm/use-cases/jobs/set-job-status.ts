import type { JobStatus } from '@flamenco/api';
import { clearBlocklist } from '../../../db/blocklist.js';
import { clearFailuresOfJob } from '../../../db/failures.js';
import { FarmError } from '../../errors.js';
import type { Farm } from '../../farm.js';
import { planJobRequest } from '../../rules/job-chain.js';
import type { JobStep } from '../../rules/job-chain.js';
import { transact } from '../../transaction.js';
import type { FarmTx } from '../../transaction.js';
import { applyRequest } from '../steps/apply-job-steps.js';
import { namedJob } from '../steps/known-job.js';

/** A user asks for a job's status (D2.20); everything that follows from it is done when this resolves. */
export async function setJobStatus(farm: Farm, uuid: string, status: JobStatus, reason: string): Promise<void> {
  await transact(farm, async (tx) => {
    const job = await namedJob(tx, uuid);
    const plan = planJobRequest(job, job.tally, status, { tag: 'requested', text: reason });
    if (plan.kind === 'refused') throw new FarmError('refused', { ...plan, tag: 'job-status-refused' });
    if (plan.kind === 'nothing') return;
    if (plan.clearsFailures) await clearFailures(tx, job.id, plan.steps);
    await applyRequest(tx, job, plan.steps);
  });
}

/** Of the tasks that are requeued, and of those that wait already: the user wants them tried by everybody again. */
async function clearFailures(tx: FarmTx, jobId: number, steps: readonly JobStep[]): Promise<void> {
  const requeued = steps.flatMap(({ massChange }) => massChange?.from ?? []);
  await clearFailuresOfJob(tx, jobId, [...new Set([...requeued, 'queued' as const])]);
  await clearBlocklist(tx, jobId);
}
