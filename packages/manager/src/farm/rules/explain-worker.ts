import { explanation } from './explanation.js';
import type { Explanation } from './explanation.js';
import { some } from './findings.js';
import type { Finding, JobRef, TaskRef } from './findings.js';
import { standIn } from './explain-job.js';
import type { RunnableGroup } from './explain-job.js';
import { stateFindings } from './explain-state.js';
import { setupFindings } from './explain-task.js';
import type { ExplainedWorker } from './explain-workers.js';
import { obstacles } from './obstacles.js';
import type { Obstacle, ObstacleJob } from './obstacles.js';

/** Tasks of one type of a job that could run now. */
export interface WorkGroup extends RunnableGroup {
  readonly job: ObstacleJob & JobRef;
}

/** What there is to know about one Worker. */
export interface WorkerFacts {
  readonly isFirstRun: boolean;
  readonly worker: ExplainedWorker;
  /** Everything that the farm has to run. */
  readonly work: readonly WorkGroup[];
  /** What the Worker failed of that from which it is blocked. */
  readonly spoiled: readonly TaskRef[];
  /** What it gets when it asks next. */
  readonly next?: TaskRef | undefined;
}

/** Why a Worker does nothing, or what it is doing. */
export function explainWorker(facts: WorkerFacts): Explanation {
  const { worker } = facts;
  const setup = setupFindings(facts);
  const state = stateFindings([worker]);
  const { work } = worker;
  const atWork: Finding[] = work ? [{ code: 'at-work', tasks: some([work]), workers: [worker] }] : [];
  const own = [...atWork, ...state];
  const found = [...setup, ...own, ...workFindings(facts, own.length === 0)];
  // While the Worker itself is not ready, what there is to run does not matter.
  return explanation(found, own.length > 0 ? own : found);
}

function workFindings(facts: WorkerFacts, isReady: boolean): Finding[] {
  const { worker, work, next } = facts;
  if (worker.taskTypes.length === 0) return [{ code: 'no-task-types', workers: [worker] }];
  if (work.length === 0) return [{ code: 'no-work' }];
  const awake = { ...worker, status: 'awake', statusRequest: undefined } as const;
  const seen = work.map((group) => ({ group, why: obstacles(standIn(group), group.job, awake) }));
  const open = seen.filter(({ why }) => why.length === 0).map(({ group }) => group);
  const refused = refusedFindings(facts, seen, open.length > 0);
  if (open.length === 0) return refused;
  const ready: Finding =
    isReady && next
      ? { code: 'next-request', workers: [worker], tasks: some([next]) }
      : { code: 'work-ready', jobs: some(jobsOf(open)) };
  return [ready, ...refused];
}

interface SeenGroup {
  readonly group: WorkGroup;
  readonly why: readonly Obstacle[];
}

/** Other people's work is told of only when there is no other. */
function refusedFindings({ spoiled }: WorkerFacts, seen: readonly SeenGroup[], hasWork: boolean): Finding[] {
  const by = (tag: Obstacle['tag']) => seen.filter(({ why }) => causeOf(why) === tag).map(({ group }) => group);
  const [types, tags, blocked, failed] = [by('task-type'), by('worker-tag'), by('blocklisted'), by('failed-before')];
  const found: Finding[] = [];
  if (blocked.length > 0) found.push({ code: 'blocked-from-work', jobs: some(jobsOf(blocked)), tasks: some(spoiled) });
  if (failed.length > 0) found.push({ code: 'work-failed-before', jobs: some(jobsOf(failed)) });
  if (tags.length > 0 && !hasWork) found.push({ code: 'work-for-other-tags', jobs: some(jobsOf(tags)) });
  if (types.length > 0 && !hasWork) {
    const taskTypes = [...new Set(types.map(({ taskType }) => taskType))].sort();
    found.push({ code: 'work-of-other-types', taskTypes: some(taskTypes), jobs: some(jobsOf(types)) });
  }
  return found;
}

/** The obstacle to name of several: without the type, nothing else matters. */
function causeOf(why: readonly Obstacle[]): Obstacle['tag'] | undefined {
  return (why.find(({ tag }) => tag === 'task-type') ?? why[0])?.tag;
}

function jobsOf(groups: readonly WorkGroup[]): JobRef[] {
  return [...new Map(groups.map(({ job }) => [job.uuid, job])).values()];
}
