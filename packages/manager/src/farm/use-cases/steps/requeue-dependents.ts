import { allDependents } from '../../../db/dependencies.js';
import { saveJobState } from '../../../db/jobs.js';
import { countStatuses, requeueTasks, sumOfSteps } from '../../../db/mass-changes.js';
import { activeTasksOfJob } from '../../../db/tasks.js';
import { requeuedWithTask } from '../../../texts/activities.js';
import { statusChanged } from '../../../texts/task-log.js';
import { jobEvent } from '../../events.js';
import type { JobState, Task } from '../../records.js';
import type { FarmTx } from '../../transaction.js';

/**
 * All tasks that depend on one go back into the queue with it, whatever became of them (D2.9): those that run too, because
 * what they use is going to be made again. In a few statements, however many they are. Gives the job with its new
 * counters; its status is the caller's business.
 */
export async function requeueDependents(tx: FarmTx, job: JobState, task: Task, reason: string): Promise<JobState> {
  const dependents = await allDependents(tx, task.id);
  if (dependents.length === 0) return job;
  const activity = requeuedWithTask(task.name);
  const isDependent = new Set(dependents);
  const running = (await activeTasksOfJob(tx, job.id)).filter(({ id }) => isDependent.has(id));
  await requeueTasks(tx, job.id, dependents, { activity, reason });
  for (const stopped of running) {
    tx.log(stopped, statusChanged(stopped.status, 'queued'));
    tx.log(stopped, activity);
  }
  const changed: JobState = {
    ...job,
    tally: await countStatuses(tx, job.id),
    stepsCompleted: await sumOfSteps(tx, job.id),
    updatedAt: tx.now,
  };
  await saveJobState(tx, changed);
  tx.emit(jobEvent(changed, { refreshTasks: true }));
  return changed;
}
