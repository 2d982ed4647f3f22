import { Worker } from 'node:worker_threads';
import type { RunEnd, SandboxRequest, ThreadMessage } from './sandbox-messages.js';

/** V8's stack of the thread: more than the engine's own can use up (sandbox-run.ts). */
const V8_STACK_MB = 32;
/** V8's heap of the thread: texts on their way between the engine and us. */
const V8_HEAP_MB = 512;
/**
 * Longest time that a run gets beyond its limit before its thread is ended. The engine stops a script at its limit by itself,
 * except inside a few built-in functions that do not look at the time (`new Array(2 ** 32 - 1).join()`).
 */
const MAX_GRACE_MS = 1000;

/** What one run in a thread gave. */
export interface ThreadRun {
  readonly end: RunEnd;
  readonly tasks: readonly string[];
}

/** One thread with its own engine. It takes one run at a time. */
export class SandboxThread {
  readonly #worker: Worker;
  #ready: Promise<void>;
  #onMessage: (message: ThreadMessage) => void = () => undefined;
  #onGone: () => void = () => undefined;
  #gone = false;

  constructor(program: URL) {
    this.#worker = new Worker(program, {
      name: 'job-type-sandbox',
      env: {},
      resourceLimits: { stackSizeMb: V8_STACK_MB, maxOldGenerationSizeMb: V8_HEAP_MB },
    });
    this.#worker.unref(); // an idle sandbox keeps no program running
    this.#worker.on('message', (message: ThreadMessage) => this.#onMessage(message));
    this.#worker.on('error', () => this.#leave());
    this.#worker.on('exit', () => this.#leave());
    this.#ready = this.#untilReady();
  }

  /** Resolves once it can take a run, which after another one takes a while, or never will. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  /** Whether another run may be given to it. */
  get usable(): boolean {
    return !this.#gone;
  }

  /** Runs a script. Rejects with the signal's reason when aborted; a run that must be ended is over its time limit. */
  async run(request: SandboxRequest, signal?: AbortSignal): Promise<ThreadRun> {
    this.#worker.ref();
    try {
      await this.#ready;
      signal?.throwIfAborted();
      const run = await this.#converse(request, signal);
      if (run.end.spent) await this.end();
      return run;
    } finally {
      this.#worker.unref();
    }
  }

  async end(): Promise<void> {
    this.#leave();
    await this.#worker.terminate();
  }

  #leave(): void {
    this.#gone = true;
    this.#onGone();
  }

  #untilReady(): Promise<void> {
    if (this.#gone) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onMessage = () => resolve();
      this.#onGone = resolve;
    });
  }

  #converse(request: SandboxRequest, signal: AbortSignal | undefined): Promise<ThreadRun> {
    if (this.#gone) return Promise.resolve({ end: lostRun('lost'), tasks: [] });
    return new Promise<ThreadRun>((resolve, reject) => {
      const tasks: string[] = [];
      const timer = setTimeout(
        () => finish(lostRun('time')),
        request.limits.timeMs + Math.min(request.limits.timeMs, MAX_GRACE_MS),
      );
      const abort = (): void => {
        reject(signal?.reason as Error);
        void this.end();
      };
      const finish = (end: RunEnd): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        this.#ready = this.#untilReady();
        resolve({ end, tasks });
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#onGone = () => finish(lostRun('lost'));
      this.#onMessage = (message) => {
        if (message.kind === 'tasks') tasks.push(message.json);
        if (message.kind === 'end') finish(message.end);
      };
      this.#worker.postMessage(request);
    });
  }
}

/** The end of a run that cannot tell anything any more. */
function lostRun(failure: 'time' | 'lost'): RunEnd {
  return {
    outcome: { kind: 'failed', failure, message: '' },
    report: { output: [], outputDropped: false, warnings: [], looked: [], digest: '' },
    spent: true,
  };
}
