import { explanation } from './explanation.js';
import type { Explanation } from './explanation.js';
import type { Finding, FindingCode, JobRef, Some, TaskRef, WorkerRef } from './findings.js';
import { explainWorkers } from './explain-workers.js';
import type { WorkersQuestion } from './explain-workers.js';
import type { ObstacleJob, ObstacleTask } from './obstacles.js';
import { SCHEDULABLE_JOB } from './statuses.js';

/** What there is to know about one task. */
export interface TaskFacts extends Omit<WorkersQuestion, 'task' | 'job' | 'isMeant'> {
  readonly isFirstRun: boolean;
  readonly task: ObstacleTask & TaskRef;
  readonly job: ObstacleJob & JobRef;
  /** The Worker that has the task, while it is active. */
  readonly assignee?: WorkerRef | undefined;
  /** Dependencies that are not completed. */
  readonly openDependencies: Some<TaskRef>;
  /** What it waits for, directly or not, and that ended without being completed. */
  readonly endedDependencies: Some<TaskRef>;
}

/** Why a task does not run, or what it is doing. */
export function explainTask(facts: TaskFacts): Explanation {
  return explanation([...setupFindings(facts), ...taskFindings(facts)]);
}

/** First run: without a shared storage no job finds its files. */
export function setupFindings({ isFirstRun }: { readonly isFirstRun: boolean }): Finding[] {
  return isFirstRun ? [{ code: 'not-set-up' }] : [];
}

/** What of the job itself keeps its tasks back. */
export function jobFindings(job: ObstacleJob & JobRef): Finding[] {
  const found: Finding[] = [];
  if (job.deleteRequestedAt) found.push({ code: 'deletion-requested', job });
  if (!SCHEDULABLE_JOB.has(job.status)) found.push({ code: 'job-status', job, status: job.status });
  return found;
}

function taskFindings(facts: TaskFacts): Finding[] {
  const { task, job, assignee } = facts;
  switch (task.status) {
    case 'active':
      return [{ code: 'at-work', tasks: { count: 1, examples: [task] }, workers: assignee ? [assignee] : [] }];
    case 'completed':
      return [{ code: 'task-ended', task, status: task.status }];
    case 'failed':
    case 'canceled':
      return [...jobFindings(job), { code: 'task-ended', task, status: task.status }];
    case 'paused':
      return [...jobFindings(job), { code: 'task-paused', task }];
    case 'queued':
    case 'soft-failed':
      return [...jobFindings(job), ...waitingFindings(facts)];
  }
}

/** What else would stand in the way once the dependencies are completed, and should be known before. */
const TO_COME: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'no-workers',
  'no-worker-of-type',
  'tag-without-workers',
  'workers-without-tag',
]);

function waitingFindings(facts: TaskFacts): Finding[] {
  const { task, job, openDependencies, endedDependencies } = facts;
  const isMeant = ({ uuid }: TaskRef) => uuid === task.uuid;
  const isHeld = task.blockedBy > 0 || jobFindings(job).length > 0;
  if (!isHeld) return explainWorkers({ ...facts, isMeant });
  const ready = { ...facts, task: { ...task, blockedBy: 0 }, isMeant };
  const later = explainWorkers(ready).filter(({ code }) => TO_COME.has(code));
  if (task.blockedBy === 0) return later;
  const ended: Finding[] =
    endedDependencies.count > 0 ? [{ code: 'dependencies-ended', tasks: endedDependencies }] : [];
  return [...ended, { code: 'dependencies-open', tasks: openDependencies }, ...later];
}
