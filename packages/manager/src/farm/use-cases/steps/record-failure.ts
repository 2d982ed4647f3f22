import { block } from '../../../db/blocklist.js';
import { addFailure, countFailures } from '../../../db/failures.js';
import { consoleTexts } from '../../../texts/console.js';
import { hardFailure, nobodyElseLeft, noWorkersLeft, softFailure } from '../../../texts/task-log.js';
import type { Farm } from '../../farm.js';
import type { AttemptOutcome, JobState, Worker } from '../../records.js';
import { judgeFailure } from '../../rules/failure.js';
import type { FailureThresholds, FailureVerdict } from '../../rules/failure.js';
import { softFailedStatus } from '../../rules/task-change.js';
import type { FarmTx } from '../../transaction.js';
import { changeTask } from './change-task.js';
import type { JobAndTask } from './change-task.js';
import { blockReason, failWithNobodyLeft, followBlock } from './follow-block.js';
import { returnTask } from './return-tasks.js';

/** A failure of a Worker at its active task. */
export interface Failure {
  readonly worker: Worker;
  /** How its attempt ended, for the history. */
  readonly attempt: { readonly outcome: Extract<AttemptOutcome, 'failed' | 'timed-out'>; readonly reason: string };
  /** The task's activity, if it is not there already. */
  readonly activity?: string;
}

/**
 * A Worker failed a task, or let it time out (contract 03 §6.2 with D2.4, D2.5, D2.8): the failure list, the blocklist,
 * the task, and if need be the whole job.
 */
export async function recordFailure(farm: Farm, tx: FarmTx, before: JobAndTask, failure: Failure): Promise<JobAndTask> {
  const { task, job } = before;
  const { worker } = failure;
  await addFailure(tx, task, worker.id);
  const facts = { ...(await countFailures(tx, task, worker.id)), isExempt: worker.isBlockExempt };
  const thresholds = thresholdsOf(farm, job);
  const verdict = judgeFailure(facts, thresholds);
  tellVerdict(tx, before, worker, verdict, thresholds);
  if (verdict.block) await block(tx, job.id, worker.id, task.type);
  const after = await applyVerdict(farm, tx, before, failure, verdict);
  return verdict.block ? { ...after, job: await failWithNobodyLeft(farm, tx, after.job, task) } : after;
}

/** Of the job, else of the configuration (D2.6). */
function thresholdsOf(farm: Farm, job: JobState): FailureThresholds {
  const config = farm.config.current();
  return {
    blocklist: job.blocklistThreshold ?? config.blocklistThreshold,
    softFail: job.softFailCount ?? config.taskFailAfterSoftfailCount,
  };
}

async function applyVerdict(
  farm: Farm,
  tx: FarmTx,
  before: JobAndTask,
  failure: Failure,
  verdict: FailureVerdict,
): Promise<JobAndTask> {
  const { worker, attempt } = failure;
  const columns = failure.activity === undefined ? {} : { activity: failure.activity };
  const change = { columns, worker, attemptEnd: attempt };
  switch (verdict.outcome) {
    case 'soft-failed':
      tx.log(before.task, softFailure(verdict.failedByWorkers, verdict.failuresLeft));
      return await changeTask(farm, tx, before, { ...change, to: softFailedStatus(before.job) });
    case 'failed': {
      // Other tasks first: with them back in the pool this failure may not be the end of the job.
      const after = verdict.block ? await followBlock(farm, tx, before, worker, verdict) : before;
      const line = verdict.why === 'nobody-left' ? nobodyElseLeft : hardFailure;
      tx.log(before.task, line(verdict.failedByWorkers));
      return await changeTask(farm, tx, after, { ...change, to: 'failed' });
    }
    case 'requeued': {
      const after = await followBlock(farm, tx, before, worker, verdict);
      return await returnTask(farm, tx, after, worker, blockReason(worker, before.task.type), attempt);
    }
    case 'job-failed':
      // Nobody is left for tasks of this type: the job fails at once, whatever its other tasks (contract 03 §6.5, D2.5).
      tx.log(before.task, noWorkersLeft(worker, before.task.type));
      return await changeTask(farm, tx, before, {
        ...change,
        to: 'failed',
        failsJob: { tag: 'no-workers-left', taskType: before.task.type },
      });
  }
}

function tellVerdict(
  tx: FarmTx,
  { job, task }: JobAndTask,
  worker: Worker,
  verdict: FailureVerdict,
  thresholds: FailureThresholds,
): void {
  const who = { worker: worker.name, task: task.uuid, taskType: task.type };
  if (verdict.block) tx.tell('warn', consoleTexts.blocked, { ...who, job: job.uuid });
  else {
    const fields = { ...who, numFailedTasks: verdict.workerFailures, threshold: thresholds.blocklist };
    tx.tell('info', consoleTexts.notBlocked, fields);
  }
  const fields = { ...who, failedByWorkerCount: verdict.failedByWorkers, threshold: thresholds.softFail };
  if (verdict.outcome === 'job-failed') {
    tx.tell('info', consoleTexts.noWorkersLeft, { job: job.uuid, newJobStatus: 'failed', taskType: task.type });
  } else tx.tell('info', outcomeText(verdict), { ...fields, newTaskStatus: verdict.outcome });
}

function outcomeText(verdict: Exclude<FailureVerdict, { outcome: 'job-failed' }>): string {
  if (verdict.outcome === 'soft-failed') return consoleTexts.softFailed;
  if (verdict.outcome === 'requeued') return consoleTexts.requeuedByBlock;
  return verdict.why === 'nobody-left' ? consoleTexts.nobodyElseLeft : consoleTexts.hardFailed;
}
