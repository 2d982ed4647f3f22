import { obstacles } from './obstacles.js';
import type { Obstacle, ObstacleJob, ObstacleTask, ObstacleWorker } from './obstacles.js';
import { some } from './findings.js';
import type { TagRef, TaskRef, WorkersFinding, WorkerStateFinding } from './findings.js';
import { stateFindings } from './explain-state.js';
import type { WorkerAsSeen } from './explain-state.js';

/** A Worker of the farm, and what it does. */
export interface ExplainedWorker extends ObstacleWorker, WorkerAsSeen {
  /** The task that it has. */
  readonly work?: TaskRef | undefined;
}

/** A task that a Worker failed, also when that is not held against it any more. */
export interface SpoiledTask extends TaskRef {
  readonly workerId: number;
  readonly type: string;
}

/** Who could run a task, or one that stands for all of its type in its job? */
export interface WorkersQuestion {
  readonly task: ObstacleTask;
  readonly job: ObstacleJob;
  /** The tag of the job. */
  readonly tag?: TagRef | undefined;
  /** All Workers of the farm. */
  readonly workers: readonly ExplainedWorker[];
  /** What the Workers that are blocked from the type failed of it. */
  readonly spoiled: readonly SpoiledTask[];
  /** What idle Workers get when they ask next, by their numbers. */
  readonly next: ReadonlyMap<number, TaskRef>;
  /** Whether a task is the one that the question is about, or one of them. */
  readonly isMeant: (task: TaskRef) => boolean;
}

/** Workers that nothing keeps from a task: the same predicate that the scheduler follows (contract 03 §5.3). */
export function readyWorkers(
  { task, job }: Pick<WorkersQuestion, 'task' | 'job'>,
  workers: readonly ExplainedWorker[],
): ExplainedWorker[] {
  return workers.filter((worker) => obstacles(task, job, worker).length === 0);
}

/**
 * What stands between the Workers of the farm and a task that itself is ready to run. Workers that do not run its type
 * are not named, nor those without its job's tag, unless that is what everything waits for.
 */
export function explainWorkers(question: WorkersQuestion): (WorkersFinding | WorkerStateFinding)[] {
  const { task, job, tag, workers } = question;
  if (workers.length === 0) return [{ code: 'no-workers' }];
  const seen = workers.map((worker) => ({ worker, why: obstacles(task, job, worker) }));
  const capable = without(seen, 'task-type');
  const tagged = without(capable, 'worker-tag');
  const fit = without(without(tagged, 'blocklisted'), 'failed-before');
  return [
    ...readyFindings(question, refused(fit, 'none')),
    ...nobodyFindings(task.type, tag, { all: seen, capable, tagged }),
    ...stateFindings(fit.filter(({ why }) => why.some(isState)).map(({ worker }) => worker)),
    ...structuralFindings(question, tagged),
  ];
}

interface Seen {
  readonly worker: ExplainedWorker;
  readonly why: readonly Obstacle[];
}

const isState = ({ tag }: Obstacle) => tag === 'worker-status' || tag === 'status-requested';

function without(seen: readonly Seen[], tag: Obstacle['tag']): Seen[] {
  return seen.filter(({ why }) => !why.some((obstacle) => obstacle.tag === tag));
}

/** The Workers with this obstacle, or with none at all. */
function refused(seen: readonly Seen[], tag: Obstacle['tag'] | 'none'): ExplainedWorker[] {
  const has = ({ why }: Seen) => (tag === 'none' ? why.length === 0 : why.some((obstacle) => obstacle.tag === tag));
  return seen.filter(has).map(({ worker }) => worker);
}

function readyFindings({ next, isMeant }: WorkersQuestion, ready: readonly ExplainedWorker[]): WorkersFinding[] {
  const busy: (readonly [ExplainedWorker, TaskRef])[] = [];
  const elsewhere: (readonly [ExplainedWorker, TaskRef])[] = [];
  const coming: (readonly [ExplainedWorker, TaskRef])[] = [];
  for (const worker of ready) {
    const task = next.get(worker.id);
    if (worker.work) busy.push([worker, worker.work]);
    else if (task) (isMeant(task) ? coming : elsewhere).push([worker, task]);
  }
  return [...paired('next-request', coming), ...paired('workers-busy', busy), ...paired('other-work-first', elsewhere)];
}

function paired(
  code: 'next-request' | 'workers-busy' | 'other-work-first',
  pairs: readonly (readonly [ExplainedWorker, TaskRef])[],
): WorkersFinding[] {
  if (pairs.length === 0) return [];
  const tasks = new Map(pairs.map(([, task]) => [task.uuid, task]));
  return [{ code, workers: pairs.map(([worker]) => worker), tasks: some([...tasks.values()]) }];
}

function nobodyFindings(
  taskType: string,
  tag: TagRef | undefined,
  { all, capable, tagged }: Readonly<Record<'all' | 'capable' | 'tagged', readonly Seen[]>>,
): WorkersFinding[] {
  const found: WorkersFinding[] = [];
  if (capable.length === 0) found.push({ code: 'no-worker-of-type', taskType });
  if (!tag || tagged.length > 0) return found;
  const workers = capable.map(({ worker }) => worker);
  if (without(all, 'worker-tag').length === 0) found.push({ code: 'tag-without-workers', tag });
  else if (workers.length > 0) found.push({ code: 'workers-without-tag', tag, taskType, workers });
  return found;
}

function structuralFindings({ task, spoiled }: WorkersQuestion, tagged: readonly Seen[]): WorkersFinding[] {
  const blocked = refused(tagged, 'blocklisted');
  const failed = refused(without(tagged, 'blocklisted'), 'failed-before');
  const isBlocked = new Set(blocked.map(({ id }) => id));
  const behind = spoiled.filter(({ workerId }) => isBlocked.has(workerId));
  const found: WorkersFinding[] = [];
  const { type: taskType } = task;
  if (blocked.length > 0) found.push({ code: 'workers-blocked', taskType, workers: blocked, tasks: distinct(behind) });
  if (failed.length > 0) found.push({ code: 'workers-failed', taskType, workers: failed });
  return found;
}

/** Each task once. */
function distinct(tasks: readonly TaskRef[]) {
  return some([...new Map(tasks.map((task) => [task.uuid, task])).values()]);
}
