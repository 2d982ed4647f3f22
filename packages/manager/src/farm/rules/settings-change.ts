import type { JobStatus, TaskStatus } from '@flamenco/api';
import type { InPieces } from './pieces.js';
import type { MatchedTask, TaskBefore, TaskMatches, TaskNow } from './task-matches.js';

/**
 * What becomes of a task: it stays as it is, it is the same but has to be done again because of what it depends on, it has
 * other commands now, it is new, or it is new but all its frames were rendered by completed tasks that are removed.
 */
export type Fate = 'kept' | 'again' | 'changed' | 'added' | 'done';

/** A task of the job once its settings are changed. */
export interface PlannedTask<Before, Now> {
  readonly now: Now;
  /** Undefined for a task that is added. */
  readonly before: Before | undefined;
  readonly fate: Fate;
}

export interface SettingsChangePlan<Before, Now> {
  /** In the order in which the job type makes them. */
  readonly tasks: readonly PlannedTask<Before, Now>[];
  readonly removed: readonly Before[];
  /** How many that run are to be done anew or are removed. */
  readonly stopped: number;
  readonly lost: LostWork;
}

/** Completed work that is not counted as done any more. */
export interface LostWork {
  /** Frames that are rendered again because their new task renders others too. */
  readonly frames: readonly number[];
  /** How many completed tasks are removed of which nobody can tell what they made. */
  readonly tasks: number;
}

/**
 * What a job's new settings do to its tasks. A task with the same name, type and commands is the same task and
 * keeps its status; but what is completed or runs is to be done again when something that it depends on is. One with the
 * same name and type alone gets its new commands and starts anew. A new task counts as done if all its frames were rendered
 * by tasks that are removed. Takes time in proportion to the number of tasks.
 */
export function* planSettingsChange<Before extends TaskBefore, Now extends TaskNow>(
  matches: TaskMatches<Before, Now>,
  statuses: ReadonlyMap<number, TaskStatus>,
): InPieces<SettingsChangePlan<Before, Now>> {
  const { tasks, removed } = matches;
  const again = yield* tasksToDoAgain(tasks, statuses);
  yield;
  const planned = tasks.map((task): PlannedTask<Before, Now> & MatchedTask<Before, Now> => ({
    ...task,
    fate: fateOf(task, again, statuses),
  }));
  yield;
  const done = planned.flatMap(({ before, fate }) => (before && fate !== 'kept' ? [before] : []));
  const stopped = [...done, ...removed].filter(({ id }) => statuses.get(id) === 'active').length;
  const fresh = planned.filter(({ fate }) => fate === 'added');
  return { tasks: planned, removed, stopped, lost: lostWork(fresh, matches, statuses) };
}

function fateOf(
  task: MatchedTask<TaskBefore, TaskNow>,
  again: ReadonlySet<string>,
  statuses: ReadonlyMap<number, TaskStatus>,
): Fate {
  const { now, before } = task;
  if (!before) return isRendered(task, statuses) && !again.has(now.uuid) ? 'done' : 'added';
  if (before.commands !== now.commands) return 'changed';
  return again.has(now.uuid) ? 'again' : 'kept';
}

/** Whether all frames of a new task were rendered by tasks that are removed. */
function isRendered({ frames }: MatchedTask<TaskBefore, TaskNow>, statuses: ReadonlyMap<number, TaskStatus>): boolean {
  return frames?.every(({ by }) => isCompleted(by, statuses)) ?? false;
}

function isCompleted(task: TaskBefore | undefined, statuses: ReadonlyMap<number, TaskStatus>): boolean {
  return task !== undefined && statuses.get(task.id) === 'completed';
}

/** Removed tasks that nobody can look into matter only if others come that may make the same again. */
function lostWork<Before extends TaskBefore, Now extends TaskNow>(
  fresh: readonly MatchedTask<Before, Now>[],
  { removed, frameTasks }: TaskMatches<Before, Now>,
  statuses: ReadonlyMap<number, TaskStatus>,
): LostWork {
  const frames = fresh.flatMap((task) => task.frames ?? []).filter(({ by }) => isCompleted(by, statuses));
  const unknown = removed.filter((task) => !frameTasks.has(task) && isCompleted(task, statuses));
  return { frames: frames.map(({ frame }) => frame), tasks: fresh.length > 0 ? unknown.length : 0 };
}

function push<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** Same tasks that are completed or run, though something that they depend on is not completed any more. */
function* tasksToDoAgain(
  tasks: readonly MatchedTask<TaskBefore, TaskNow>[],
  statuses: ReadonlyMap<number, TaskStatus>,
): InPieces<ReadonlySet<string>> {
  const statusOf = new Map(
    tasks.flatMap((task) => {
      const { now, before } = task;
      if (before) return before.commands === now.commands ? [[now.uuid, statuses.get(before.id)] as const] : [];
      return isRendered(task, statuses) ? [[now.uuid, 'completed' as const] as const] : [];
    }),
  );
  yield;
  const dependents = new Map<string, string[]>();
  for (const { now } of tasks) for (const other of now.dependencies) push(dependents, other, now.uuid);
  yield;
  const notDone = tasks.map(({ now }) => now.uuid).filter((uuid) => statusOf.get(uuid) !== 'completed');
  const again = new Set<string>();
  for (let uuid = notDone.pop(); uuid !== undefined; uuid = notDone.pop()) {
    for (const dependent of dependents.get(uuid) ?? []) {
      const status = statusOf.get(dependent);
      if (again.has(dependent) || (status !== 'completed' && status !== 'active')) continue;
      again.add(dependent);
      if (status === 'completed') notDone.push(dependent);
    }
  }
  return again;
}

/** The status of tasks that are to be done (again) after their job's settings changed: it starts no job that a user or the farm stopped. */
export function statusOfOpenTask(job: JobStatus): TaskStatus {
  if (job === 'paused' || job === 'pause-requested') return 'paused';
  return job === 'canceled' || job === 'failed' || job === 'cancel-requested' ? 'canceled' : 'queued';
}
