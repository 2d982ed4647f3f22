import { setPriority } from 'node:os';
import { findExecutable } from '@flamenco/common';
import type { Clock } from '@flamenco/common';
import { ENDING_LIMITS, endFamily } from './end-family.js';
import type { EndingLimits } from './end-family.js';
import type { Families } from './families.js';
import { setOomScore } from './oom.js';
import type { ProcessHost } from './process-host.js';
import type { Program, ProgramEnding, ProgramListener } from './program.js';
import { readLines } from './read-lines.js';
import { startProgram } from './start-program.js';
import type { StartedProgram } from './start-program.js';

/** What running programs takes. */
export interface RunProgramParts {
  readonly host: ProcessHost;
  readonly families: Families;
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** For programs on Linux; undefined leaves the system's choice. */
  readonly oomScoreAdjust: number | undefined;
  /** How far programs step back behind other work, 0 to 19; 0 when left out. */
  readonly nice?: number;
  /** How long a program may run, in milliseconds; without it as long as it likes. */
  readonly timeLimitMs?: number | undefined;
  readonly clock: Clock;
  readonly limits?: EndingLimits;
}

/** How long output may still come when everything known to write it has ended, in milliseconds. */
const LAST_OUTPUT_MS = 1_000;

/**
 * Runs a program to its end (contract 07 §15). What it leaves behind ends with it; aborting the signal ends all of it
 * (contract 00 D6.4). Resolves when its last line has been handed on.
 */
export async function runProgram(
  program: Program,
  listener: ProgramListener,
  signal: AbortSignal,
  parts: RunProgramParts,
): Promise<ProgramEnding> {
  signal.throwIfAborted();
  const file = await locate(program.file, parts);
  if (file === undefined) return { kind: 'not-found', name: program.file };
  const started = await startProgram({ argv0: program.file, ...program, file }, parts.platform);
  if ('error' in started) return { kind: 'not-started', file: program.file, error: started.error };
  noteStart(started.pid, file, listener, parts);
  const reading = readAll(started, listener);
  const ending = await untilEnded(started, signal, parts);
  await endLeftovers(started.pid, ending, parts);
  await within(LAST_OUTPUT_MS, reading, parts.clock);
  for (const output of started.outputs) output.destroy();
  await reading;
  parts.families.forget(started.pid);
  return ending;
}

/** Only bare names are looked for, and not in the working directory. */
async function locate(file: string, { platform, env }: RunProgramParts): Promise<string | undefined> {
  const isBare = !(platform === 'win32' ? /[\\/:]/ : /\//).test(file);
  return isBare ? findExecutable(file, { platform, env }) : file;
}

function noteStart(pid: number, file: string, listener: ProgramListener, parts: RunProgramParts): void {
  const attempt = (kind: 'oom-score-not-set' | 'niceness-not-set' | 'not-noted', work: () => void) => {
    try {
      work();
    } catch (error) {
      listener.trouble({ kind, error });
    }
  };
  const { oomScoreAdjust, nice = 0 } = parts;
  if (oomScoreAdjust !== undefined) attempt('oom-score-not-set', () => setOomScore(pid, oomScoreAdjust));
  if (nice !== 0) attempt('niceness-not-set', () => setPriority(pid, nice));
  attempt('not-noted', () => parts.families.add(pid, file));
}

async function readAll({ pid, outputs }: StartedProgram, listener: ProgramListener): Promise<void> {
  const taker = {
    line: (line: string) => listener.line(pid, line),
    cut: (bytes: number, beginning: string) => listener.trouble({ kind: 'long-line', bytes, beginning }),
    ...(listener.status && { status: (text: string) => listener.status?.(text) }),
  };
  await Promise.all(outputs.map((output) => readLines(output, taker)));
}

async function untilEnded(
  { pid, exited }: StartedProgram,
  signal: AbortSignal,
  parts: RunProgramParts,
): Promise<ProgramEnding> {
  const ended = await unlessInterrupted(exited, signal, parts);
  if (typeof ended === 'number') return { kind: 'exited', pid, exitCode: ended };
  const { host, clock, limits = ENDING_LIMITS } = parts;
  await endFamily(pid, host, clock, limits);
  await within(limits.forceMs, exited, clock);
  return { ...ended, pid };
}

type Interruption = { readonly kind: 'aborted' } | { readonly kind: 'too-long'; readonly limitMs: number };

/** The exit code, unless the program has to be ended before. */
async function unlessInterrupted(
  exited: Promise<number>,
  signal: AbortSignal,
  { clock, timeLimitMs }: RunProgramParts,
): Promise<number | Interruption> {
  const done = new AbortController();
  const tooLong = timeLimitMs === undefined ? undefined : expired(timeLimitMs, clock, done.signal);
  try {
    return await Promise.race([exited, untilAborted(signal, done.signal), ...(tooLong ? [tooLong] : [])]);
  } finally {
    done.abort();
  }
}

/** An ended program's number may be another's already where only the system's own means can end processes. */
async function endLeftovers(
  pid: number,
  ending: ProgramEnding,
  { host, clock, limits }: RunProgramParts,
): Promise<void> {
  if (ending.kind === 'exited' && !host.endTree) await endFamily(pid, host, clock, limits);
}

function untilAborted(signal: AbortSignal, done: AbortSignal): Promise<Interruption> {
  return new Promise((resolve) => {
    const abort = () => resolve({ kind: 'aborted' });
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true, signal: done });
  });
}

/** Stays open when it was over before the limit. */
async function expired(limitMs: number, clock: Clock, done: AbortSignal): Promise<Interruption> {
  const isOver = await clock.wait(limitMs, done).then(
    () => true,
    () => false,
  );
  return isOver ? { kind: 'too-long', limitMs } : new Promise(() => undefined);
}

/** Waits for a promise, but not for ever. */
async function within(ms: number, promise: Promise<unknown>, clock: Clock): Promise<void> {
  const done = new AbortController();
  const tooLong = clock.wait(ms, done.signal).catch(() => undefined);
  await Promise.race([promise, tooLong]).finally(() => done.abort());
}
