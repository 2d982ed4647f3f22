import type { Schemas } from '@flamenco/api';
import type { FrameTime, TaskAttempt, WorkerStatusPeriod } from '../farm/records.js';

/** The history of the farm as the JSON of the API. All pure. */

const time = (date: Date) => date.toISOString();

export const seconds = (ms: number) => Math.round(ms) / 1000;

export function toAttempt(attempt: TaskAttempt): Schemas['TaskAttempt'] {
  const { startedAt, endedAt } = attempt;
  return {
    id: attempt.id,
    task_id: attempt.taskUuid,
    task_name: attempt.taskName,
    task_type: attempt.taskType,
    job_id: attempt.jobUuid,
    worker_id: attempt.workerUuid,
    worker_name: attempt.workerName,
    started_at: time(startedAt),
    ...(endedAt && {
      ended_at: time(endedAt),
      duration_seconds: seconds(endedAt.getTime() - startedAt.getTime()),
    }),
    ...(attempt.outcome && { outcome: attempt.outcome }),
    ...(attempt.reason && { reason: attempt.reason }),
  };
}

export function toStatusPeriod({ status, since, until, reason }: WorkerStatusPeriod): Schemas['WorkerStatusPeriod'] {
  return { status, since: time(since), ...(until && { until: time(until) }), ...(reason !== '' && { reason }) };
}

export function toFrameTime(frame: FrameTime): Schemas['FrameTime'] {
  return {
    frame: frame.frame,
    duration_ms: frame.durationMs,
    finished_at: time(frame.finishedAt),
    task_id: frame.taskUuid,
    worker_id: frame.workerUuid,
    worker_name: frame.workerName,
    ...(frame.attemptId !== undefined && { attempt_id: frame.attemptId }),
  };
}
