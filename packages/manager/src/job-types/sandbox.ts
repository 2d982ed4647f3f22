import type { SandboxRequest } from './sandbox-messages.js';
import { SandboxThread } from './sandbox-thread.js';
import type { ThreadRun } from './sandbox-thread.js';

/** The built program, or from the TypeScript sources a loader for it. Nothing of it is loaded before the first run. */
const THREAD_PROGRAM = new URL(
  import.meta.url.endsWith('.ts') ? './from-sources/start.mjs' : './sandbox-worker.js',
  import.meta.url,
);

/** Two, so that a script which uses up its time does not keep the others waiting. */
const MAX_THREADS = 2;

interface Waiting {
  readonly take: (thread: SandboxThread) => void;
}

/** Runs scripts away from the main thread, each in a fresh runtime with limits (D3.1). */
export interface Sandbox {
  /** Never rejects but with the signal's reason. */
  run(request: SandboxRequest, signal?: AbortSignal): Promise<ThreadRun>;
  stop(): Promise<void>;
}

/** A sandbox whose threads start with the first run and stay for the next ones. */
export function createSandbox(): Sandbox {
  return new ThreadPool();
}

class ThreadPool implements Sandbox {
  readonly #idle: SandboxThread[] = [];
  readonly #all = new Set<SandboxThread>();
  readonly #waiting: Waiting[] = [];

  async run(request: SandboxRequest, signal?: AbortSignal): Promise<ThreadRun> {
    signal?.throwIfAborted();
    const thread = await this.#obtain(signal);
    try {
      return await thread.run(request, signal);
    } finally {
      void thread.ready.then(() => this.#giveBack(thread));
    }
  }

  async stop(): Promise<void> {
    const threads = [...this.#all];
    this.#all.clear();
    this.#idle.length = 0;
    await Promise.all(threads.map((thread) => thread.end()));
  }

  /** An idle thread, a new one, or the next to come back. */
  #obtain(signal: AbortSignal | undefined): Promise<SandboxThread> {
    for (let thread = this.#idle.pop(); thread !== undefined; thread = this.#idle.pop()) {
      if (thread.usable) return Promise.resolve(thread);
      this.#all.delete(thread);
    }
    if (this.#all.size < MAX_THREADS) return Promise.resolve(this.#start());
    return this.#wait(signal);
  }

  #start(): SandboxThread {
    const thread = new SandboxThread(THREAD_PROGRAM);
    this.#all.add(thread);
    return thread;
  }

  #wait(signal: AbortSignal | undefined): Promise<SandboxThread> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(signal?.reason as Error);
      };
      const waiting: Waiting = {
        take: (thread) => {
          signal?.removeEventListener('abort', leave);
          resolve(thread);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.push(waiting);
    });
  }

  #giveBack(thread: SandboxThread): void {
    if (!thread.usable) this.#all.delete(thread);
    const next = this.#waiting.shift();
    if (next !== undefined) next.take(thread.usable ? thread : this.#start());
    else if (thread.usable && this.#all.has(thread)) this.#idle.push(thread);
  }
}
