import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { jobFilesUrl, relativeTaskLog } from './job-directories.js';

/** Which task's log. */
export interface TaskLogKey {
  readonly jobUuid: string;
  readonly taskUuid: string;
}

/**
 * How many log files stay open: one for each Worker of a large farm, since a log chunk must not cost a file open. Node raises
 * the number of files that a process may open to the system's hard limit, which is 4096 or more.
 */
const MAX_OPEN_FILES = 1000;

/** No room, a quota that is used up, a disk that only lets read: somebody will do something about it. */
const PASSING_TROUBLE = new Set(['ENOSPC', 'EDQUOT', 'EROFS']);

/** What is kept in memory meanwhile; more than most farms log in a night. */
const MOST_HELD_BYTES = 64 * 2 ** 20;

/** Who is told that texts cannot be written at the moment. */
export interface TaskLogTrouble {
  held(error: unknown): void;
  /** Nothing is held any more: it is in the files now, or its job is gone. */
  written(): void;
  /** The Manager ends, and there is still no room. */
  lost(bytes: number): void;
}

/** Text for the end of a file; what is written of it is cut off. */
interface Piece {
  readonly file: string;
  bytes: Buffer;
}

const TAIL_BYTES = 2048;
const NEWLINE = 0x0a;

/**
 * The log file of each task below `root`: append-only, one writer (contract 11 §10.1).
 *
 * Appending is synchronous on purpose: it writes to the page cache of a local disk, which takes microseconds, keeps the
 * order of lines without a lock per task, and is done before the Worker's request is answered.
 *
 * Workers forget what was answered, so while the disk is full their texts are held back here, and written in their order
 * with the next text or look once there is room.
 */
export class TaskLogFiles {
  /** Descriptors in order of use, oldest first. */
  readonly #open = new Map<string, number>();

  /** Normally empty. */
  #held: Piece[] = [];
  #isTold = false;

  constructor(
    readonly root: string,
    private readonly trouble?: TaskLogTrouble,
  ) {}

  /**
   * Appends `text`, with a newline if it lacks one; empty text writes nothing. Throws when the file cannot be written, and
   * that will not pass.
   */
  append(key: TaskLogKey, text: string): void {
    if (text === '') return;
    const bytes = Buffer.from(text.endsWith('\n') ? text : `${text}\n`, 'utf8');
    this.#held.push({ file: this.#fileOf(key), bytes });
    this.#writeHeld();
  }

  /** The log's size in bytes and the path of its URL; undefined when there is none or it is empty. */
  async info(key: TaskLogKey): Promise<{ sizeBytes: number; url: string } | undefined> {
    this.#writeHeld();
    const size = await stat(this.#fileOf(key)).then((it) => it.size, ignoreMissing);
    return size ? { sizeBytes: size, url: jobFilesUrl(relativeTaskLog(key.jobUuid, key.taskUuid)) } : undefined;
  }

  /** At most the last 2048 bytes, from the start of a line or at least of a character (contract 02 §8.2). */
  async tail(key: TaskLogKey): Promise<string | undefined> {
    this.#writeHeld();
    const handle = await open(this.#fileOf(key), 'r').catch(ignoreMissing);
    if (!handle) return undefined;
    try {
      const { size } = await handle.stat();
      const length = Math.min(size, TAIL_BYTES);
      const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
      return (size > TAIL_BYTES ? fromLineStart(buffer) : buffer).toString('utf8') || undefined;
    } finally {
      await handle.close();
    }
  }

  /** Lets go of the files of one job, before its directory is removed. */
  forgetJob(jobUuid: string): void {
    const directory = path.dirname(this.#fileOf({ jobUuid, taskUuid: '' })) + path.sep;
    this.#held = this.#held.filter(({ file }) => !file.startsWith(directory));
    for (const file of [...this.#open.keys()]) if (file.startsWith(directory)) this.#close(file);
  }

  /** Closes every file; appending opens them again. */
  close(): void {
    this.#writeHeld();
    if (this.#held.length > 0) this.trouble?.lost(this.#heldBytes());
    this.#held = [];
    for (const file of [...this.#open.keys()]) this.#close(file);
  }

  #writeHeld(): void {
    for (let piece = this.#held[0]; piece; piece = this.#held[0]) {
      try {
        const descriptor = this.#descriptor(piece.file);
        while (piece.bytes.length > 0) piece.bytes = piece.bytes.subarray(writeSync(descriptor, piece.bytes));
      } catch (error) {
        this.#close(piece.file);
        this.#keepOrThrow(error);
        return;
      }
      this.#held.shift();
    }
    if (this.#isTold) this.trouble?.written();
    this.#isTold = false;
  }

  #keepOrThrow(error: unknown): void {
    if (!PASSING_TROUBLE.has((error as NodeJS.ErrnoException).code ?? '')) {
      this.#held.shift();
      throw error;
    }
    if (this.#heldBytes() > MOST_HELD_BYTES) {
      this.#held.pop();
      throw error;
    }
    if (!this.#isTold) this.trouble?.held(error);
    this.#isTold = true;
  }

  #heldBytes(): number {
    return this.#held.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  #fileOf(key: TaskLogKey): string {
    return path.join(this.root, relativeTaskLog(key.jobUuid, key.taskUuid));
  }

  #descriptor(file: string): number {
    const known = this.#open.get(file);
    if (known !== undefined) {
      this.#open.delete(file);
      this.#open.set(file, known);
      return known;
    }
    const descriptor = openForAppend(file);
    this.#open.set(file, descriptor);
    if (this.#open.size > MAX_OPEN_FILES) this.#close(this.#open.keys().next().value ?? file);
    return descriptor;
  }

  #close(file: string): void {
    const descriptor = this.#open.get(file);
    this.#open.delete(file);
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function openForAppend(file: string): number {
  try {
    return openSync(file, 'a', 0o644);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o755 });
    return openSync(file, 'a', 0o644);
  }
}

function fromLineStart(bytes: Buffer): Buffer {
  const newline = bytes.indexOf(NEWLINE);
  if (newline >= 0 && newline < bytes.length - 1) return bytes.subarray(newline + 1);
  // One long line: start at a whole character instead.
  return bytes.subarray(bytes.findIndex((byte) => (byte & 0xc0) !== 0x80));
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
