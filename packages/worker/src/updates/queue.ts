import type Database from 'better-sqlite3';
import type { Clock } from '@flamenco/common';
import type { TaskUpdate } from '../manager/client.js';
import { openQueueFile } from './queue-file.js';

/** One update that waits to be sent. */
export interface QueuedUpdate {
  readonly id: number;
  readonly taskId: string;
  /** Undefined when the stored payload is not a JSON object: nothing that could be sent. */
  readonly update: TaskUpdate | undefined;
}

interface Row {
  readonly id: number;
  readonly task_id: string;
  readonly payload: Buffer | string | null;
}

/**
 * The durable queue of task updates, in the order of sending (contract 07 §13.4, 00 D6.2). An update is on disk when
 * `append` returns, and stays there until the Manager has it.
 */
export class UpdateQueue {
  readonly #database: Database.Database;
  readonly #insert: Database.Statement<[string, string, Buffer]>;
  readonly #selectFirst: Database.Statement<[], Row>;
  readonly #deleteOne: Database.Statement<[number]>;
  readonly #listeners = new Set<() => void>();

  /** @throws QueueFileError */
  constructor(
    path: string,
    private readonly clock: Clock,
  ) {
    this.#database = openQueueFile(path);
    this.#insert = this.#database.prepare('INSERT INTO task_updates (created_at, task_id, payload) VALUES (?, ?, ?)');
    this.#selectFirst = this.#database.prepare('SELECT id, task_id, payload FROM task_updates ORDER BY id LIMIT 1');
    this.#deleteOne = this.#database.prepare('DELETE FROM task_updates WHERE id = ?');
  }

  /** Stores an update behind all others. */
  append(taskId: string, update: TaskUpdate): void {
    this.#insert.run(goTime(this.clock.now()), taskId, Buffer.from(encodeUpdate(update)));
    for (const listener of this.#listeners) listener();
  }

  /** The update that is to be sent next. */
  first(): QueuedUpdate | undefined {
    const row = this.#selectFirst.get();
    return row && { id: row.id, taskId: row.task_id, update: decodeUpdate(row.payload) };
  }

  remove(id: number): void {
    this.#deleteOne.run(id);
  }

  /** Forgets everything about a task; says how many updates that were. */
  removeTask(taskId: string): number {
    return this.#database.prepare('DELETE FROM task_updates WHERE task_id = ?').run(taskId).changes;
  }

  size(): number {
    const size = this.#database.prepare('SELECT count(*) FROM task_updates').pluck().get();
    return typeof size === 'number' ? size : 0;
  }

  /** Bytes of updates of a task that wait, which bounds its log text from above. */
  waitingBytes(taskId: string): number {
    const sum = 'SELECT coalesce(sum(length(payload)), 0) FROM task_updates WHERE task_id = ?';
    const bytes = this.#database.prepare(sum).pluck().get(taskId);
    return typeof bytes === 'number' ? bytes : 0;
  }

  /** Calls `listener` after each `append`; the result takes it away again. */
  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#database.close();
  }
}

/**
 * The JSON body of an update with its keys in the original's order, and our addition behind them; only the ones that are
 * set (contract 07 §13.1, 00 D8.2). Pure.
 */
export function encodeUpdate({ activity, log, steps_completed, taskStatus, frame_times }: TaskUpdate): string {
  return JSON.stringify({
    activity: activity === undefined ? undefined : wellFormed(activity),
    log: log === undefined ? undefined : wellFormed(log),
    steps_completed,
    taskStatus,
    frame_times,
  });
}

/** Half a surrogate pair has no UTF-8 form; the original writes U+FFFD for what has none. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

function decodeUpdate(payload: Buffer | string | null): TaskUpdate | undefined {
  try {
    const update: unknown = JSON.parse(String(payload));
    return typeof update === 'object' && update !== null && !Array.isArray(update) ? update : undefined;
  } catch {
    return undefined;
  }
}

/** A time as Go prints it, which is what the original reads from the column. Pure. */
export function goTime(date: Date): string {
  const [day = '', time = ''] = date.toISOString().replace('Z', '').split('T');
  const [clock = '', fraction = ''] = time.split('.');
  const digits = fraction.replace(/0+$/, '');
  return `${day} ${clock}${digits && `.${digits}`} +0000 UTC`;
}
