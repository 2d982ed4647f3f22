import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const ROOT = fileURLToPath(new URL('../../../../..', import.meta.url));

/** The programs as users start them after the build. */
export const MANAGER = path.join(ROOT, 'node_modules/.bin/flamenco-manager');
export const WORKER = path.join(ROOT, 'node_modules/.bin/flamenco-worker');

/** Folders of Debian's programs first: a Python of somebody else in front of them confuses Debian's Blender. */
function environment(extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:FLAMENCO_|NODE_OPTIONS$|PYTHON)/.test(name));
  return { ...Object.fromEntries(own), PATH: `/usr/bin:/bin:${path.dirname(process.execPath)}`, ...extra };
}

/** How a program ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const running = new Set<Program>();

/** A started program with everything that it printed. */
export class Program {
  readonly ended: Promise<Ending>;
  #output = '';
  #waiting: { readonly pattern: RegExp; readonly found: (line: string) => void }[] = [];

  private constructor(readonly child: ChildProcess) {
    running.add(this);
    const take = (chunk: Buffer) => this.#take(String(chunk));
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        running.delete(this);
        resolve({ code, signal });
      });
    });
  }

  static start(file: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Program {
    return new Program(spawn(file, args, { cwd, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** All that it printed so far, both streams. */
  get output(): string {
    return this.#output;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Resolves with the first line that matches, also one that was printed already; rejects when the program ends before. */
  line(pattern: RegExp): Promise<string> {
    const printed = this.#output.split('\n').find((line) => pattern.test(line));
    if (printed !== undefined) return Promise.resolve(printed);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ pattern, found: resolve });
      void this.ended.then(() => reject(new Error(`no line like ${pattern} in:\n${this.#output}`)));
    });
  }

  kill(signal: NodeJS.Signals): Promise<Ending> {
    this.child.kill(signal);
    return this.ended;
  }

  #take(text: string): void {
    this.#output += text;
    const lines = this.#output.split('\n');
    this.#waiting = this.#waiting.filter(({ pattern, found }) => {
      const line = lines.find((candidate) => pattern.test(candidate));
      if (line !== undefined) found(line);
      return line === undefined;
    });
  }
}

/** Ends whatever a failed test left running. */
export async function killLeftovers(): Promise<void> {
  await Promise.all([...running].map((program) => program.kill('SIGKILL')));
}
