import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { afterEach } from '@jest/globals';

const require = createRequire(import.meta.url);
const TSX = require.resolve('tsx');
const TSCONFIG = fileURLToPath(new URL('../../../../tsconfig.check.json', import.meta.url));
const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** The Worker program, from its sources, in a process of its own. */
export interface WorkerProcess {
  readonly pid: number;
  /** What it has written so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves when its output has such a line. */
  untilLogged(pattern: RegExp): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** The exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** How it is started. */
export interface ProcessOptions {
  readonly args?: readonly string[];
  readonly home: string;
  readonly workingDirectory: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Gives what starts Worker processes; those that still run are killed after each test. */
export function useWorkerProcesses(): (options: ProcessOptions) => WorkerProcess {
  const children: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });
  return (options) => {
    const child = start(options);
    children.push(child);
    return observe(child);
  };
}

function start({ args = [], home, workingDirectory, env = {} }: ProcessOptions): ChildProcess {
  return spawn(process.execPath, ['--import', TSX, MAIN, ...args], {
    cwd: workingDirectory,
    env: { PATH: '/usr/bin:/bin', HOME: home, FLAMENCO_HOME: home, TSX_TSCONFIG_PATH: TSCONFIG, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function observe(child: ChildProcess): WorkerProcess {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.on('data', (bytes: Buffer) => {
      texts[name] += bytes.toString();
    });
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  return {
    pid: child.pid ?? 0,
    stdout: () => texts.stdout,
    stderr: () => texts.stderr,
    untilLogged: async (pattern) => {
      while (!pattern.test(texts.stdout)) {
        if (!child.stdout || child.stdout.readableEnded)
          throw new Error(`not logged: ${pattern}\n${texts.stdout}${texts.stderr}`);
        await Promise.race([once(child.stdout, 'data'), ended]);
      }
    },
    signal: (name) => void child.kill(name),
    ended,
  };
}
