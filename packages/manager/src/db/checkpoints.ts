import { statSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { databaseTexts as texts } from '../texts/database.js';
import { sqliteThread } from './sqlite-thread.js';

/** The log is moved to the file when it is so large, in bytes. A page that changed many times is moved once only. */
const LARGEST_LOG = 64 * 1024 * 1024;

/**
 * The thread moves what is there while the farm goes on writing, until little is left, and only then keeps writers out for
 * a moment: a log starts anew only when all of it has been moved. Works that write wait for that moment without blocking
 * the process (sqlite-database.ts). It waits for a reader only briefly, since nobody can write meanwhile.
 */
const MOVE = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Sqlite = require(workerData.sqlite);
  const database = new Sqlite(workerData.file, { fileMustExist: true, timeout: 50 });
  const FEW_PAGES = 1000, MOST_PASSES = 5;
  const move = (mode) => database.pragma('wal_checkpoint(' + mode + ')')[0];
  parentPort.on('message', (wish) => {
    if (wish === 'close') {
      database.close();
      return parentPort.close();
    }
    let last = Infinity;
    for (let pass = 0, moved = 0; pass < MOST_PASSES && last > FEW_PAGES; pass += 1) {
      const { checkpointed } = move('PASSIVE');
      last = checkpointed - moved;
      moved = checkpointed;
    }
    move('TRUNCATE');
    parentPort.postMessage('moved');
  });
`;

/**
 * Moves SQLite's write-ahead log to the database file in a thread of its own: each time the disk has to confirm what was
 * moved, and a Manager that waits for that answers nobody (docs/performance.md). The thread starts when it is first needed;
 * small farms never need it.
 */
export class Checkpoints {
  #thread: Worker | undefined;
  #from: number;
  #moving: Promise<void> | undefined;
  #ended: () => void = () => undefined;

  constructor(
    private readonly file: string,
    private readonly logger: Logger,
    private readonly largestLog = LARGEST_LOG,
  ) {
    this.#from = largestLog;
  }

  /** To be called after each commit. */
  look(): void {
    if (this.#moving || this.#logSize() < this.#from) return;
    this.#moving = new Promise((resolve) => (this.#ended = resolve));
    this.#thread ??= this.#start();
    this.#thread.postMessage('move');
  }

  /** The move that is under way: at its end it keeps writers out for a moment. */
  get moving(): Promise<void> | undefined {
    return this.#moving;
  }

  /** Waits for a move that has begun. To be called before the file is closed. */
  async close(): Promise<void> {
    const thread = this.#thread;
    if (!thread) return;
    const ended = new Promise((resolve) => thread.once('exit', resolve));
    thread.ref();
    thread.postMessage('close');
    await ended;
  }

  #start(): Worker {
    const thread = sqliteThread(MOVE, this.file);
    thread.unref();
    thread.on('message', () => this.#moved());
    thread.on('error', (error) => this.logger.warn({ error: error.message }, texts.logNotMoved));
    thread.on('exit', () => {
      this.#thread = undefined;
      this.#moved();
    });
    return thread;
  }

  /** Somebody who reads for long keeps the log from starting anew; the next attempt comes when there is more to move. */
  #moved(): void {
    this.#moving = undefined;
    this.#ended();
    const left = this.#logSize();
    this.#from = left < this.largestLog ? this.largestLog : left + this.largestLog;
  }

  #logSize(): number {
    return statSync(`${this.file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  }
}
