import type { KnownFrame } from './rendered-frames.js';
import type { InPieces } from './pieces.js';

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

/** A task as it is made now, and which of the stored tasks it was. */
export interface MatchedTask<Before, Now> {
  readonly now: Now;
  readonly before: Before | undefined;
  /** Of a new task: its frames, if tasks that are removed have some of them. */
  readonly frames?: readonly KnownFrame<Before>[];
}

/** Which stored tasks are which of those that the job type makes now, whatever became of them. */
export interface TaskMatches<Before, Now> {
  readonly tasks: readonly MatchedTask<Before, Now>[];
  readonly removed: readonly Before[];
  /** Those of the removed ones of which it is known which frames they render. */
  readonly frameTasks: ReadonlySet<Before>;
}

/** Others may get their turn after so many tasks. */
const TASKS_PER_PIECE = 2000;

/** Names may repeat, so equal commands come before equal names. The costly part of a plan; it needs no database. */
export function* matchTasks<Before extends TaskBefore, Now extends TaskNow>(
  before: readonly Before[],
  now: readonly Now[],
): InPieces<TaskMatches<Before, Now>> {
  const matches = new Map<string, Before>();
  const used = new Set<Before>();
  for (const commandsOf of [({ commands }: Named) => commands, () => '']) {
    const free = new FreeTasks<Before>();
    for (const [count, task] of before.entries()) {
      if (!used.has(task)) free.add(task, commandsOf(task));
      if (count % TASKS_PER_PIECE === 0) yield;
    }
    for (const [count, task] of now.entries()) {
      const match = matches.has(task.uuid) ? undefined : free.take(task, commandsOf(task));
      if (match) {
        matches.set(task.uuid, match);
        used.add(match);
      }
      if (count % TASKS_PER_PIECE === 0) yield;
    }
  }
  return {
    tasks: now.map((task) => ({ now: task, before: matches.get(task.uuid) })),
    removed: before.filter((task) => !used.has(task)),
    frameTasks: new Set(),
  };
}

type Named = Pick<TaskBefore, 'name' | 'type' | 'commands'>;

/** Tasks that are not matched yet, in their order. Commands are long, so that no key is made of them and anything else. */
class FreeTasks<Before extends TaskBefore> {
  readonly #tasks = new Map<string, Map<string, { readonly list: Before[]; taken: number }>>();

  add(task: Before, commands: string): void {
    const key = nameKey(task);
    const group = this.#tasks.get(key) ?? new Map<string, { readonly list: Before[]; taken: number }>();
    this.#tasks.set(key, group);
    const same = group.get(commands);
    if (same) same.list.push(task);
    else group.set(commands, { list: [task], taken: 0 });
  }

  take(task: Named, commands: string): Before | undefined {
    const same = this.#tasks.get(nameKey(task))?.get(commands);
    return same && same.list[same.taken++];
  }
}

/** No name contains a NUL. */
const nameKey = ({ name, type }: Named) => `${type}\0${name}`;
