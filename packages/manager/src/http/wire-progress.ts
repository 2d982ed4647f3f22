import type { Schemas } from '@flamenco/api';
import type { JobWithProgress } from '../farm/use-cases/jobs/job-progress.js';
import { toJob } from './wire.js';
import { seconds } from './wire-history.js';

/** A job with how far it is, as the JSON of the API. Pure. */
export function toJobWithProgress(job: JobWithProgress): Schemas['Job'] {
  const { startedAt, finishedAt } = job.times;
  return {
    ...toJob(job),
    task_counts: job.tally,
    ...(startedAt && { started_at: startedAt.toISOString() }),
    ...(finishedAt && { finished_at: finishedAt.toISOString() }),
    elapsed_seconds: seconds(job.elapsedMs),
    ...(job.averageFrameMs !== undefined && { average_frame_seconds: seconds(job.averageFrameMs) }),
    ...(job.estimate && { estimate: toEstimate(job.estimate) }),
  };
}

function toEstimate({ msLeft, basis }: NonNullable<JobWithProgress['estimate']>): Schemas['JobEstimate'] {
  return {
    seconds_left: Math.ceil(msLeft / 1000),
    basis: {
      completed_tasks: basis.completedTasks,
      running_steps: basis.runningSteps,
      workers: basis.workers,
      running_workers: basis.runningWorkers,
      tasks_left: basis.tasksLeft,
      tasks_unknown: basis.tasksUnknown,
    },
  };
}
