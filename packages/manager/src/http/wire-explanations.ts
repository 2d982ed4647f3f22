import type { Schemas } from '@flamenco/api';
import type { Explained } from '../farm/use-cases/explain/explain-task.js';
import type { Finding, TaskRef } from '../farm/rules/findings.js';
import { findingAction, findingText, headlineText } from '../texts/explanations.js';
import type { Topic } from '../texts/explanations.js';
import type { LocalTime } from '../texts/listing.js';

/** Workers that are named in a finding; `worker_count` tells how many there are. */
const WORKERS = 10;

/** From an explanation to the JSON of the API. Pure. */
export function toExplanation(
  subject: Topic['subject'],
  { name, explanation }: Explained,
  time: LocalTime,
): Schemas['Explanation'] {
  return {
    standing: explanation.standing,
    headline: headlineText({ subject, name }, explanation, time),
    findings: explanation.findings.map((finding) => toFinding(finding, time)),
  };
}

function toFinding(finding: Finding, time: LocalTime): Schemas['Finding'] {
  return {
    code: finding.code,
    message: findingText(finding, time),
    action: findingAction(finding),
    ...workersOf(finding),
    ...tasksOf(finding),
    ...jobsOf(finding),
    ...('tag' in finding && { tag: named(finding.tag) }),
    ...('taskType' in finding && { task_types: [finding.taskType] }),
    ...('taskTypes' in finding && { task_types: finding.taskTypes.examples }),
    ...('status' in finding && { status: finding.status }),
    ...('until' in finding && finding.until && { until: finding.until.toISOString() }),
  };
}

function workersOf(finding: Finding) {
  if (!('workers' in finding)) return {};
  return { workers: finding.workers.slice(0, WORKERS).map(named), worker_count: finding.workers.length };
}

function tasksOf(finding: Finding) {
  if ('count' in finding) return { task_count: finding.count };
  if ('task' in finding) return { tasks: [toTaskRef(finding.task)], task_count: 1 };
  if (!('tasks' in finding)) return {};
  return { tasks: finding.tasks.examples.map(toTaskRef), task_count: finding.tasks.count };
}

function jobsOf(finding: Finding) {
  if ('job' in finding) return { jobs: [named(finding.job)], job_count: 1 };
  if (!('jobs' in finding)) return {};
  return { jobs: finding.jobs.examples.map(named), job_count: finding.jobs.count };
}

function named({ uuid, name }: { readonly uuid: string; readonly name: string }) {
  return { id: uuid, name };
}

function toTaskRef({ uuid, name, status, jobUuid }: TaskRef) {
  return { id: uuid, name, status, job_id: jobUuid };
}
