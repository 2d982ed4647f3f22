import { explanation } from './explanation.js';
import type { Explanation } from './explanation.js';
import type { Finding, JobRef, Some, TaskRef, WorkerRef } from './findings.js';
import { jobFindings, setupFindings } from './explain-task.js';
import { explainWorkers } from './explain-workers.js';
import type { WorkersQuestion } from './explain-workers.js';
import { sameType } from './obstacles.js';
import type { ObstacleJob, ObstacleTask } from './obstacles.js';
import type { TaskTally } from './tally.js';

/** The tasks of one type of a job that could run now. */
export interface RunnableGroup {
  readonly taskType: string;
  /** Workers that failed every single one of them. */
  readonly failedByWorkerIds: readonly number[];
}

/** What there is to know about one job, whatever its number of tasks. */
export interface JobFacts extends Omit<WorkersQuestion, 'task' | 'job' | 'isMeant'> {
  readonly isFirstRun: boolean;
  readonly job: ObstacleJob & JobRef & { readonly tally: TaskTally };
  readonly groups: readonly RunnableGroup[];
  /** How many tasks could run now. */
  readonly runnable: number;
  readonly atWork: { readonly tasks: Some<TaskRef>; readonly workers: readonly WorkerRef[] };
  /** Failed and cancelled tasks that others wait for. */
  readonly holdingUp: Some<TaskRef>;
}

/** A task that stands for all of its group: a Worker may run it exactly if it may run some task of the group. */
export function standIn({ taskType, failedByWorkerIds }: RunnableGroup): ObstacleTask {
  return { status: 'queued', type: taskType, blockedBy: 0, failedByWorkerIds };
}

/** Why a job does not get on, or what it is doing. */
export function explainJob(facts: JobFacts): Explanation {
  return explanation([...setupFindings(facts), ...jobFindings(facts.job), ...taskFindings(facts)]);
}

function taskFindings(facts: JobFacts): Finding[] {
  const { job, atWork, groups, runnable, holdingUp } = facts;
  const found: Finding[] = [];
  if (atWork.tasks.count > 0) found.push({ code: 'at-work', ...atWork });
  if (jobFindings(job).length > 0) return found;
  found.push(...eachOnce(groups.flatMap((group) => groupFindings(facts, group))));
  const waiting = job.tally.queued + job.tally['soft-failed'] - runnable;
  if (waiting > 0) found.push({ code: 'tasks-waiting', count: waiting });
  if (waiting > 0 && holdingUp.count > 0) found.push({ code: 'tasks-held-up', tasks: holdingUp });
  if (job.tally.paused > 0) found.push({ code: 'tasks-paused', count: job.tally.paused });
  return found;
}

function groupFindings(facts: JobFacts, group: RunnableGroup): Finding[] {
  return explainWorkers({
    ...facts,
    task: standIn(group),
    spoiled: facts.spoiled.filter(({ type }) => sameType(type, group.taskType)),
    isMeant: ({ jobUuid }) => jobUuid === facts.job.uuid,
  });
}

/** What holds for several types is told once. */
function eachOnce(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}
