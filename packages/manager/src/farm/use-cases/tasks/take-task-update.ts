import { recordFrames } from '../../../db/frame-times.js';
import type { FinishedFrame } from '../../../db/frame-times.js';
import { lockJob, saveJobProgress } from '../../../db/jobs.js';
import { lockTaskByUuid, saveTaskProgress, touchTask } from '../../../db/tasks.js';
import { lockWorker, markSeen } from '../../../db/workers.js';
import { consoleTexts } from '../../../texts/console.js';
import { lateLogOf } from '../../../texts/task-log.js';
import { checkUuid, FarmError, unknown } from '../../errors.js';
import { jobEvent, taskEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import type { JobState, Task, Worker } from '../../records.js';
import { clampSteps, judgeReport } from '../../rules/task-report.js';
import type { ReportVerdict } from '../../rules/task-report.js';
import { transact } from '../../transaction.js';
import type { FarmTx } from '../../transaction.js';
import { changeTask } from '../steps/change-task.js';
import type { JobAndTask } from '../steps/change-task.js';
import { recordFailure } from '../steps/record-failure.js';
import { returnTask } from '../steps/return-tasks.js';

/** What a Worker reports about its task; what is left out stays. */
export interface TaskUpdate {
  readonly taskStatus?: Task['status'] | undefined;
  readonly activity?: string | undefined;
  readonly log?: string | undefined;
  readonly stepsCompleted?: number | undefined;
  /** Frames that were finished since the last report. */
  readonly frameTimes?: readonly FinishedFrame[] | undefined;
}

type Refused = Extract<ReportVerdict, { readonly kind: 'refused' }>;

/**
 * A Worker reports about its task (contract 03 §5.6, D2.3). Log text is kept whatever else comes of the report: under a
 * line that names the Worker if the task is not its own any more.
 */
export async function takeTaskUpdate(
  farm: Farm,
  workerId: number,
  taskUuid: string,
  update: TaskUpdate,
): Promise<void> {
  checkUuid('task', taskUuid);
  const refused = await transact(farm, async (tx) => {
    const task = await lockTaskByUuid(tx, taskUuid);
    if (!task) throw unknown('task', taskUuid);
    const worker = await lockWorker(tx, workerId);
    if (!worker) throw unknown('worker', String(workerId));
    const verdict = judgeReport(task, worker, update);
    if (verdict.kind === 'refused') return { error: refuse(tx, task, worker, update, verdict) };
    await markSeen(tx, worker);
    if (update.log !== undefined) tx.logRaw(task, update.log);
    if (update.frameTimes?.length) await recordFrames(tx, task, workerId, update.frameTimes);
    await takeReport(farm, tx, task, worker, update);
    return undefined;
  });
  if (refused) throw refused.error;
}

function refuse(tx: FarmTx, task: Task, worker: Worker, { log, taskStatus }: TaskUpdate, { why }: Refused): FarmError {
  if (log !== undefined && log !== '' && why !== 'status-not-allowed') {
    tx.log(task, lateLogOf(worker));
    tx.logRaw(task, log);
  }
  tx.tell('info', consoleTexts.reportRefused, { task: task.uuid, worker: worker.name, status: task.status });
  switch (why) {
    case 'not-assigned':
      return new FarmError('conflict', { tag: 'task-not-assigned', task: task.uuid });
    case 'other-worker':
      return new FarmError('conflict', { tag: 'task-of-other-worker', task: task.uuid });
    case 'not-active':
      return new FarmError('conflict', { tag: 'task-not-active', task: task.uuid, status: task.status });
    case 'status-not-allowed':
      return new FarmError('invalid', { tag: 'status-not-for-workers', status: taskStatus ?? task.status });
  }
}

async function takeReport(farm: Farm, tx: FarmTx, before: Task, worker: Worker, update: TaskUpdate): Promise<void> {
  const task = reportedTask(before, update, tx.now);
  if (update.taskStatus === undefined || update.taskStatus === 'active') {
    await takeProgress(tx, before, task, worker);
    return;
  }
  const job = await lockJob(tx, task.jobId);
  if (job) await takeEnd(farm, tx, { job: countSteps(tx, job, before, task), task }, worker, update);
}

/** The task with what was reported; its status is another matter. Pure. */
function reportedTask(task: Task, { activity, stepsCompleted }: TaskUpdate, now: Date): Task {
  return {
    ...task,
    activity: activity ?? task.activity,
    stepsCompleted: stepsCompleted === undefined ? task.stepsCompleted : clampSteps(stepsCompleted, task.stepsTotal),
    lastTouchedAt: now,
  };
}

async function takeProgress(tx: FarmTx, before: Task, reported: Task, worker: Worker): Promise<void> {
  const hasNews = reported.activity !== before.activity || reported.stepsCompleted !== before.stepsCompleted;
  if (!hasNews) {
    await touchTask(tx, before.id);
    return;
  }
  const task = { ...reported, updatedAt: tx.now };
  await saveTaskProgress(tx, task);
  if (task.stepsCompleted !== before.stepsCompleted) {
    const job = await lockJob(tx, task.jobId);
    if (job) await saveJobProgress(tx, countSteps(tx, job, before, task));
  }
  tx.emit(taskEvent(task, worker));
}

/** The job's steps move with its task's (contract 02 §11). */
function countSteps(tx: FarmTx, job: JobState, before: Task, task: Task): JobState {
  if (task.stepsCompleted === before.stepsCompleted) return job;
  const stepsCompleted = job.stepsCompleted + task.stepsCompleted - before.stepsCompleted;
  const counted = { ...job, stepsCompleted, updatedAt: tx.now };
  tx.emit(jobEvent(counted));
  return counted;
}

async function takeEnd(
  farm: Farm,
  tx: FarmTx,
  before: JobAndTask,
  worker: Worker,
  { taskStatus }: TaskUpdate,
): Promise<void> {
  const { activity } = before.task;
  switch (taskStatus) {
    case 'completed': {
      const attemptEnd = { outcome: 'completed' as const, reason: activity };
      await changeTask(farm, tx, before, { to: 'completed', worker, attemptEnd });
      return;
    }
    case 'failed':
      await recordFailure(farm, tx, before, { worker, attempt: { outcome: 'failed', reason: activity } });
      return;
    case 'queued':
      await returnTask(farm, tx, before, worker, { tag: 'given-back', name: worker.name, uuid: worker.uuid });
      return;
    default:
      throw new Error(`a report of status ${taskStatus} passed the rules`);
  }
}
