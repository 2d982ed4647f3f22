import type Database from 'better-sqlite3';
import type { Clock } from '@flamenco/common';
import type { TaskUpdate } from '../manager/client.js';
import { isSqliteError, openQueueFile, QueueFileError } from './queue-file.js';

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

/** An update that is not on disk yet. */
interface HeldUpdate {
  readonly id: number;
  readonly createdAt: string;
  readonly taskId: string;
  readonly payload: Buffer;
}

/** How long a disk that takes nothing is left alone, in milliseconds. */
const STORE_AGAIN_MS = 5_000;

/**
 * The queue of task updates, in the order of sending (contract 07 §13.4, 00 D6.2). An update is on disk when `append`
 * returns, and stays there until the Manager has it. While the disk takes nothing, because it is full, read-only or
 * broken, updates wait in memory: nothing that can still be sent is lost for that.
 */
export class UpdateQueue {
  readonly #database: Database.Database;
  readonly #insert: Database.Statement<[number, string, string, Buffer]>;
  readonly #selectNext: Database.Statement<[number], Row>;
  readonly #deleteUpTo: Database.Statement<[number]>;
  readonly #storeAll: () => void;
  readonly #listeners = new Set<() => void>();
  #held: HeldUpdate[] = [];
  #nextId: number;
  /** Updates up to this one are dealt with, whether or not they could be deleted. */
  #doneUpTo = 0;
  #trouble: string | undefined;
  #triedAt = Number.NEGATIVE_INFINITY;

  /** @throws QueueFileError */
  constructor(
    private readonly path: string,
    private readonly clock: Clock,
  ) {
    this.#database = openQueueFile(path);
    this.#insert = this.#database.prepare(
      'INSERT INTO task_updates (id, created_at, task_id, payload) VALUES (?, ?, ?, ?)',
    );
    this.#selectNext = this.#database.prepare(
      'SELECT id, task_id, payload FROM task_updates WHERE id > ? ORDER BY id LIMIT 1',
    );
    this.#deleteUpTo = this.#database.prepare('DELETE FROM task_updates WHERE id <= ?');
    this.#storeAll = this.#database.transaction(() => {
      if (this.#doneUpTo > 0) this.#deleteUpTo.run(this.#doneUpTo);
      for (const { id, createdAt, taskId, payload } of this.#held) this.#insert.run(id, createdAt, taskId, payload);
    });
    const lastId = this.#database.prepare('SELECT max(id) FROM task_updates').pluck().get();
    this.#nextId = typeof lastId === 'number' ? lastId + 1 : 1;
  }

  /** Stores an update behind all others. */
  append(taskId: string, update: TaskUpdate): void {
    const createdAt = goTime(this.clock.now());
    this.#held.push({ id: this.#nextId, createdAt, taskId, payload: Buffer.from(encodeUpdate(update)) });
    this.#nextId += 1;
    this.#storeAfterRest();
    for (const listener of this.#listeners) listener();
  }

  /**
   * The update that is to be sent next.
   *
   * @throws QueueFileError when the file cannot be read, as all that look into it do
   */
  first(): QueuedUpdate | undefined {
    const row = this.#read(() => this.#selectNext.get(this.#doneUpTo));
    if (row) return { id: row.id, taskId: row.task_id, update: decodeUpdate(row.payload) };
    const [held] = this.#held;
    return held && { id: held.id, taskId: held.taskId, update: decodeUpdate(held.payload) };
  }

  /** The first update is dealt with. */
  remove(id: number): void {
    this.#doneUpTo = Math.max(this.#doneUpTo, id);
    this.#held = this.#held.filter((held) => held.id > id);
    this.#storeAfterRest();
  }

  /** Forgets everything about a task; says how many updates that were. On a disk that takes nothing some may stay. */
  removeTask(taskId: string): number {
    const held = this.#held.length;
    this.#held = this.#held.filter((update) => update.taskId !== taskId);
    const deleted = this.#write(
      () => this.#database.prepare('DELETE FROM task_updates WHERE task_id = ?').run(taskId).changes,
    );
    return held - this.#held.length + (deleted ?? 0);
  }

  size(): number {
    const count = 'SELECT count(*) FROM task_updates WHERE id > ?';
    return this.#held.length + this.#number(() => this.#database.prepare(count).pluck().get(this.#doneUpTo));
  }

  /** Bytes of updates of a task that wait, which bounds its log text from above. */
  waitingBytes(taskId: string): number {
    const sum = 'SELECT coalesce(sum(length(payload)), 0) FROM task_updates WHERE task_id = ?';
    const held = this.#held.filter((update) => update.taskId === taskId);
    const heldBytes = held.reduce((bytes, { payload }) => bytes + payload.length, 0);
    return heldBytes + this.#number(() => this.#database.prepare(sum).pluck().get(taskId));
  }

  /** Brings to disk what the disk did not take before. Gives the reason when it still does not. */
  settle(): string | undefined {
    if (this.#trouble !== undefined) this.#store();
    return this.#trouble;
  }

  /** Calls `listener` after each `append`; the result takes it away again. */
  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Says how many updates the disk did not take to the last; they are lost. */
  close(): number {
    this.settle();
    this.#database.close();
    return this.#held.length;
  }

  /** Writes at once, unless the disk took nothing a moment ago. */
  #storeAfterRest(): void {
    const sinceTried = this.clock.now().getTime() - this.#triedAt;
    if (this.#trouble === undefined || sinceTried >= STORE_AGAIN_MS) this.#store();
  }

  #store(): void {
    this.#write(this.#storeAll);
    if (this.#trouble === undefined) this.#held = [];
  }

  /** Undefined when the disk did not take it. */
  #write<T>(work: () => T): T | undefined {
    this.#triedAt = this.clock.now().getTime();
    try {
      const result = work();
      this.#trouble = undefined;
      return result;
    } catch (error) {
      if (!isSqliteError(error)) throw error;
      this.#trouble = error.message;
      return undefined;
    }
  }

  #read<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw isSqliteError(error) ? new QueueFileError(this.path, error) : error;
    }
  }

  #number(work: () => unknown): number {
    const number = this.#read(work);
    return typeof number === 'number' ? number : 0;
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
