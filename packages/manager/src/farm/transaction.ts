import { rfc3339Local } from '@flamenco/common';
import { DatabaseBusy, DatabaseUnwritable } from '../db/database.js';
import type { Effect, Reader, Tx } from '../db/transaction.js';
import type { Statement } from '../db/statement.js';
import { stamped } from '../texts/task-log.js';
import { FarmError } from './errors.js';
import { taskLogEvent } from './events.js';
import type { FarmEvent } from './events.js';
import type { Farm } from './farm.js';
import type { TaskLogKey } from './ports.js';
import type { Wake } from './waiters.js';

/** Something to read on the Manager's console (contract 03 §6.6). */
interface ConsoleLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly fields: object;
  readonly message: string;
}

/** What the log of one task gets. */
interface TaskLogTexts {
  readonly key: TaskLogKey;
  readonly texts: string[];
}

/**
 * A transaction of the farm: the database's, and what follows from the change once it is true. What it collects happens
 * after the commit, in this order: log lines of tasks, events, console lines, wake-ups.
 */
export class FarmTx implements Tx {
  /** What the logs of tasks get, by their UUIDs. */
  readonly #logs = new Map<string, TaskLogTexts>();
  readonly #events: FarmEvent[] = [];
  readonly #console: ConsoleLine[] = [];
  readonly #wakes: Wake[] = [];

  constructor(
    private readonly tx: Tx,
    private readonly farm: Farm,
  ) {
    tx.afterCommit(() => this.#tellEverybody());
  }

  get q() {
    return this.tx.q;
  }
  get dialect() {
    return this.tx.dialect;
  }
  get now() {
    return this.tx.now;
  }

  all<P, R>(statement: Statement<P, R>, parameters: P): Promise<readonly R[]> {
    return this.tx.all(statement, parameters);
  }

  first<P, R>(statement: Statement<P, R>, parameters: P): Promise<R | undefined> {
    return this.tx.first(statement, parameters);
  }

  run<P>(statement: Statement<P, unknown>, parameters: P): Promise<number> {
    return this.tx.run(statement, parameters);
  }

  afterCommit(effect: Effect): void {
    this.tx.afterCommit(effect);
  }

  breathe(): Promise<void> {
    return this.tx.breathe();
  }

  /** A line of the Manager's own for a task's log, with the time before it (contract 03 §4.8). */
  log(task: { readonly uuid: string; readonly jobUuid: string }, text: string): void {
    this.logRaw(task, stamped(rfc3339Local(this.farm.clock.localParts(this.now)), text));
  }

  /** Text for a task's log as a Worker sent it. */
  logRaw(task: { readonly uuid: string; readonly jobUuid: string }, text: string): void {
    const log = this.#logs.get(task.uuid);
    if (log) log.texts.push(text);
    else this.#logs.set(task.uuid, { key: { jobUuid: task.jobUuid, taskUuid: task.uuid }, texts: [text] });
  }

  emit(event: FarmEvent): void {
    this.#events.push(event);
  }

  /** A line for the Manager's console. */
  tell(level: ConsoleLine['level'], message: string, fields: object): void {
    this.#console.push({ level, message, fields });
  }

  wake(wake: Wake): void {
    this.#wakes.push(wake);
  }

  #tellEverybody(): void {
    const { clock, events, logger, meter, taskLogs, waiters } = this.farm;
    for (const { key, texts } of this.#logs.values()) {
      try {
        // Most transactions have several lines for one task: one write instead of several.
        taskLogs.append(key, texts.map(asLines).join(''));
        events.publish(texts.map((text) => taskLogEvent(key.taskUuid, text)));
      } catch (error) {
        logger.error({ error, task: key.taskUuid, job: key.jobUuid }, 'the log of a task cannot be written');
      }
    }
    events.publish(this.#events);
    if (this.#events.length > 0) meter.delivered(clock.now().getTime() - this.now.getTime());
    for (const { level, fields, message } of this.#console) logger[level](fields, message);
    for (const wake of this.#wakes) waiters.wake(wake);
  }
}

const asLines = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/** Runs a work of the farm in one transaction (D2.1); rejects with `FarmError` busy when the database stays busy. */
export async function transact<Result>(farm: Farm, work: (tx: FarmTx) => Promise<Result>): Promise<Result> {
  const since = farm.meter.now();
  try {
    return await farm.db.transact((tx) => work(new FarmTx(tx, farm)));
  } catch (error) {
    throw busyAsRefusal(farm, error);
  } finally {
    farm.meter.transacted('write', since);
  }
}

/** Asks questions, all of one moment. */
export async function read<Result>(farm: Farm, work: (reader: Reader) => Promise<Result>): Promise<Result> {
  const since = farm.meter.now();
  try {
    return await farm.db.read(work);
  } catch (error) {
    throw busyAsRefusal(farm, error);
  } finally {
    farm.meter.transacted('read', since);
  }
}

function busyAsRefusal(farm: Farm, error: unknown): unknown {
  if (error instanceof DatabaseUnwritable) {
    return new FarmError('busy', { tag: 'database-unwritable', detail: error.message }, { cause: error });
  }
  if (!(error instanceof DatabaseBusy)) return error;
  farm.meter.databaseBusy();
  return new FarmError('busy', { tag: 'database-busy' }, { cause: error });
}
