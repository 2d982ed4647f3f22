import type { JobStatus, TaskStatus } from '@flamenco/api';

/** A task as it is stored. Its commands are JSON. */
export interface TaskBefore {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly commands: string;
}

/** A task as the job type makes it now. */
export interface TaskNow {
  readonly uuid: string;
  readonly name: string;
  readonly type: string;
  readonly commands: string;
  /** UUIDs of other tasks of the same compilation. */
  readonly dependencies: readonly string[];
}

/**
 * What becomes of a task: it stays as it is, it is the same but has to be done again because of what it depends on, it has
 * other commands now, or it is new.
 */
export type Fate = 'kept' | 'again' | 'changed' | 'added';

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
}

/** A task as it is made now, and which of the stored tasks it was. */
interface MatchedTask<Before, Now> {
  readonly now: Now;
  readonly before: Before | undefined;
}

/** Which stored tasks are which of those that the job type makes now, whatever became of them. */
export interface TaskMatches<Before, Now> {
  readonly tasks: readonly MatchedTask<Before, Now>[];
  readonly removed: readonly Before[];
}

/**
 * What a job's new settings do to its tasks. A task with the same name, type and commands is the same task and
 * keeps its status; but what is completed or runs is to be done again when something that it depends on is. One with the
 * same name and type alone gets its new commands and starts anew. Takes time in proportion to the number of tasks.
 */
export function planSettingsChange<Before extends TaskBefore, Now extends TaskNow>(
  { tasks, removed }: TaskMatches<Before, Now>,
  statuses: ReadonlyMap<number, TaskStatus>,
): SettingsChangePlan<Before, Now> {
  const again = tasksToDoAgain(tasks, statuses);
  const planned = tasks.map((task): PlannedTask<Before, Now> => ({ ...task, fate: fateOf(task, again) }));
  const done = planned.flatMap(({ before, fate }) => (before && fate !== 'kept' ? [before] : []));
  const stopped = [...done, ...removed].filter(({ id }) => statuses.get(id) === 'active').length;
  return { tasks: planned, removed, stopped };
}

function fateOf({ now, before }: MatchedTask<TaskBefore, TaskNow>, again: ReadonlySet<string>): Fate {
  if (!before) return 'added';
  if (before.commands !== now.commands) return 'changed';
  return again.has(now.uuid) ? 'again' : 'kept';
}

/** Names may repeat, so equal commands come before equal names. The costly part of a plan; it needs no database. */
export function matchTasks<Before extends TaskBefore, Now extends TaskNow>(
  before: readonly Before[],
  now: readonly Now[],
): TaskMatches<Before, Now> {
  const matches = new Map<string, Before>();
  const used = new Set<Before>();
  for (const key of [wholeKey, nameKey]) {
    const free = new Map<string, Before[]>();
    for (const task of before) if (!used.has(task)) push(free, key(task), task);
    for (const list of free.values()) list.reverse();
    for (const task of now) {
      const match = matches.has(task.uuid) ? undefined : free.get(key(task))?.pop();
      if (!match) continue;
      matches.set(task.uuid, match);
      used.add(match);
    }
  }
  return {
    tasks: now.map((task) => ({ now: task, before: matches.get(task.uuid) })),
    removed: before.filter((task) => !used.has(task)),
  };
}

type Named = Pick<TaskBefore, 'name' | 'type' | 'commands'>;
/** No name contains a NUL. */
const nameKey = ({ name, type }: Named) => `${type}\0${name}`;
const wholeKey = ({ name, type, commands }: Named) => `${type}\0${name}\0${commands}`;

function push<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** Same tasks that are completed or run, though something that they depend on is not completed any more. */
function tasksToDoAgain(
  tasks: readonly MatchedTask<TaskBefore, TaskNow>[],
  statuses: ReadonlyMap<number, TaskStatus>,
): ReadonlySet<string> {
  const statusOf = new Map(
    tasks.flatMap(({ now, before }) =>
      before?.commands === now.commands ? [[now.uuid, statuses.get(before.id)] as const] : [],
    ),
  );
  const dependents = new Map<string, string[]>();
  for (const { now } of tasks) for (const other of now.dependencies) push(dependents, other, now.uuid);
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
