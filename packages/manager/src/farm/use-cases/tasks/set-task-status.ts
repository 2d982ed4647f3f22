import type { TaskStatus } from '@flamenco/api';
import { clearFailuresOfTask } from '../../../db/failures.js';
import { lockJob } from '../../../db/jobs.js';
import { lockTaskByUuid } from '../../../db/tasks.js';
import { FarmError, unknown } from '../../errors.js';
import type { Farm } from '../../farm.js';
import { planTaskRequest } from '../../rules/task-change.js';
import { transact } from '../../transaction.js';
import { changeTask } from '../steps/change-task.js';
import { lastWorkerOf } from '../steps/last-worker.js';
import { requeueDependents } from '../steps/requeue-dependents.js';

/** What else a user asks for. */
export interface TaskRequestOptions {
  /** All tasks that depend on this one are queued with it (D2.9). */
  readonly includesDependents?: boolean | undefined;
}

/** A user asks for a task's status (D2.20, "Tasks by hand"). */
export async function setTaskStatus(
  farm: Farm,
  uuid: string,
  status: TaskStatus,
  reason: string,
  { includesDependents = false }: TaskRequestOptions = {},
): Promise<void> {
  if (includesDependents && status !== 'queued') throw new FarmError('invalid', { tag: 'dependents-only-queued' });
  await transact(farm, async (tx) => {
    const task = await lockTaskByUuid(tx, uuid);
    const job = task && (await lockJob(tx, task.jobId));
    if (!task || !job) throw unknown('task', uuid);
    const plan = planTaskRequest(task, status);
    if (plan.kind === 'refused') throw new FarmError('refused', { ...plan, tag: 'task-status-refused' });
    if (plan.kind === 'nothing') {
      if (includesDependents) await requeueDependents(tx, job, task, reason);
      return;
    }
    if (plan.clearsFailures) {
      await clearFailuresOfTask(tx, task.id);
      // A soft-failed task could run before, but not on the Workers that failed it.
      tx.wake({ kind: 'work', typeKeys: new Set([task.typeKey]) });
    }
    const now = includesDependents ? await requeueDependents(tx, job, task, reason) : job;
    await changeTask(
      farm,
      tx,
      { job: now, task },
      {
        to: plan.to,
        columns: { activity: reason },
        worker: await lastWorkerOf(tx, task),
        attemptEnd: { outcome: 'canceled', reason },
        isRequeueByUser: plan.to === 'queued',
      },
    );
  });
}
