import { saveJobState } from '../../../db/jobs.js';
import { changeTasks, sumOfSteps } from '../../../db/mass-changes.js';
import type { AttemptOutcome } from '../../../db/records.js';
import { runnableTasks } from '../../../db/runnable.js';
import { activeTasksOfJob } from '../../../db/tasks.js';
import { jobActivity, massActivity, reasonText } from '../../../texts/activities.js';
import { consoleTexts } from '../../../texts/console.js';
import { statusChanged } from '../../../texts/task-log.js';
import { jobEvent } from '../../events.js';
import type { JobState } from '../../records.js';
import type { JobStep, MassChange } from '../../rules/job-chain.js';
import { tallyAfter } from '../../rules/job-chain.js';
import { SCHEDULABLE_JOB } from '../../rules/statuses.js';
import { planEndOfIdleJob } from '../../rules/ripple.js';
import type { FarmTx } from '../../transaction.js';
import { wakeForJob } from './wake-for-job.js';

/** Takes a job through its steps: tasks, stored state and event of each in turn (contract 03 §4.3). Gives it as it is then. */
export async function applyJobSteps(tx: FarmTx, job: JobState, steps: readonly JobStep[]): Promise<JobState> {
  let current = job;
  for (const step of steps) current = await applyStep(tx, current, step);
  const mayHaveMore = steps.some(({ from }) => !SCHEDULABLE_JOB.has(from)) && SCHEDULABLE_JOB.has(current.status);
  if (mayHaveMore) await wakeForJob(tx, job.id);
  return current;
}

/** The same, and the end of the job if nothing of it can run then (D2.7). */
export async function applyRequest(tx: FarmTx, job: JobState, steps: readonly JobStep[]): Promise<JobState> {
  const current = await applyJobSteps(tx, job, steps);
  if (current.tally.active > 0) return current;
  return await applyJobSteps(tx, current, planEndOfIdleJob(current, current.tally, await runnableTasks(tx, job.id)));
}

async function applyStep(tx: FarmTx, job: JobState, step: JobStep): Promise<JobState> {
  if (step.massChange) await applyMassChange(tx, job, step.massChange, step);
  const changed: JobState = {
    ...job,
    status: step.to,
    activity: jobActivity(step.to, step.reason),
    updatedAt: tx.now,
    tally: tallyAfter(job.tally, [step]),
    stepsCompleted: step.massChange?.to === 'queued' ? await sumOfSteps(tx, job.id) : job.stepsCompleted,
  };
  await saveJobState(tx, changed);
  tx.emit(jobEvent(changed, { previousStatus: step.from, refreshTasks: step.refreshTasks }));
  tx.tell('info', consoleTexts.jobStatusChanged, {
    job: job.uuid,
    jobStatusOld: step.from,
    jobStatusNew: step.to,
    reason: reasonText(step.reason),
  });
  return changed;
}

async function applyMassChange(tx: FarmTx, job: JobState, change: MassChange, step: JobStep): Promise<void> {
  // Only what runs gets a line in its log: somebody may be looking at it, and its Worker is going to stop.
  const running = change.from.includes('active') && job.tally.active > 0 ? await activeTasksOfJob(tx, job.id) : [];
  await changeTasks(tx, {
    jobId: job.id,
    from: change.from,
    to: change.to,
    activity: massActivity(change.reason),
    attempts: { outcome: attemptOutcome(change), reason: jobActivity(step.to, step.reason) },
  });
  for (const task of running) {
    tx.log(task, statusChanged(task.status, change.to));
    tx.log(task, massActivity(change.reason));
  }
}

function attemptOutcome({ to }: MassChange): AttemptOutcome {
  if (to === 'paused') return 'paused';
  return to === 'queued' ? 'requeued' : 'canceled';
}
