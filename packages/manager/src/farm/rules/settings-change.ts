import type { JobStatus, TaskStatus } from '@flamenco/api';

/** A task as it is stored. Its commands are JSON. */
export interface TaskBefore {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly commands: string;
  readonly status: TaskStatus;
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
}

/**
 * What a job's new settings do to its tasks. A task with the same name, type and commands is the same task and
 * keeps its status; but what is completed or runs is to be done again when something that it depends on is. One with the
 * same name and type alone gets its new commands and starts anew. Takes time in proportion to the number of tasks.
 */
export function planSettingsChange<Before extends TaskBefore, Now extends TaskNow>(
  before: readonly Before[],
  now: readonly Now[],
): SettingsChangePlan<Before, Now> {
  const matches = matchTasks(before, now);
  const again = tasksToDoAgain(now, matches);
  const used = new Set([...matches.values()].map(({ id }) => id));
  const tasks = now.map((task): PlannedTask<Before, Now> => {
    const match = matches.get(task.uuid);
    return { now: task, before: match, fate: fateOf(task, match, again) };
  });
  return { tasks, removed: before.filter(({ id }) => !used.has(id)) };
}

function fateOf(task: TaskNow, match: TaskBefore | undefined, again: ReadonlySet<string>): Fate {
  if (!match) return 'added';
  if (match.commands !== task.commands) return 'changed';
  return again.has(task.uuid) ? 'again' : 'kept';
}

/** Which task was which, by UUID of the new one: names may repeat, so equal commands come before equal names. */
function matchTasks<Before extends TaskBefore>(
  before: readonly Before[],
  now: readonly TaskNow[],
): ReadonlyMap<string, Before> {
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
  return matches;
}

type Named = Pick<TaskBefore, 'name' | 'type' | 'commands'>;
const nameKey = ({ name, type }: Named) => JSON.stringify([type, name]);
const wholeKey = ({ name, type, commands }: Named) => JSON.stringify([type, name, commands]);

function push<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** Same tasks that are completed or run, though something that they depend on is not completed any more. */
function tasksToDoAgain(now: readonly TaskNow[], matches: ReadonlyMap<string, TaskBefore>): ReadonlySet<string> {
  const byUuid = new Map(now.map((task) => [task.uuid, task]));
  const dependents = new Map<string, string[]>();
  for (const { uuid, dependencies } of now) for (const other of dependencies) push(dependents, other, uuid);
  const sameStatus = ({ uuid, commands }: TaskNow) => {
    const match = matches.get(uuid);
    return match?.commands === commands ? match.status : undefined;
  };
  const notDone = now.filter((task) => sameStatus(task) !== 'completed').map(({ uuid }) => uuid);
  const again = new Set<string>();
  for (let uuid = notDone.pop(); uuid !== undefined; uuid = notDone.pop()) {
    for (const dependent of dependents.get(uuid) ?? []) {
      const task = byUuid.get(dependent);
      const status = task && sameStatus(task);
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
