import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { createInterface } from 'node:readline';
import { getSystemErrorMap } from 'node:util';
import type { Clock } from '../clock.js';
import { errorText } from '../error-text.js';
import { PROBE_PROGRAM } from './probe-program.js';
import type { ProbeLine, ProbeOrder } from './probe-program.js';
import * as texts from './storage-texts.js';
import type { StorageProbe, StorageStep, StorageTrouble } from './storage-probe.js';

/** What a probe takes. */
export interface ProbeParts {
  readonly clock: Clock;
  /** How long the storage may take to answer, in milliseconds. */
  readonly limitMs: number;
  /** Ends the wait for the result. */
  readonly signal?: AbortSignal;
  /** Starts Node with these arguments, and its output on a pipe. */
  readonly startNode?: (args: readonly string[]) => ChildProcess;
}

/** A process that nobody waits for any more gets this long to finish by itself, with the removal of its file. */
const GRACE_MS = 60_000;

const STEPS: readonly StorageStep[] = ['find', 'read', 'write', 'remove', 'measure'];

/**
 * Looks whether this program's user can read and write at a path, with a small file of a unique name that is removed at
 * once. A storage that hangs holds a process of its own, which is left behind after the limit, never this one. Never
 * rejects.
 */
export async function probeStorage(path: string, parts: ProbeParts): Promise<StorageProbe> {
  const probe = new RunningProbe(path);
  if (!isAbsolute(path)) return probe.endedBy('find', 'relative', texts.NOT_ABSOLUTE);
  const { clock, limitMs, signal, startNode = startThisNode } = parts;
  const order: ProbeOrder = {
    place: path,
    fileName: `flamenco-storage-check-${randomUUID()}.tmp`,
    longestMs: limitMs + GRACE_MS,
  };
  const done = new AbortController();
  const stop = () => done.abort();
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  try {
    const child = startNode(['--eval', PROBE_PROGRAM, JSON.stringify(order)]);
    const ended = probe.follow(child);
    const late = clock.wait(limitMs, done.signal).catch(() => undefined);
    const isEnded = await Promise.race([ended, late.then(() => false)]);
    if (isEnded) return probe.result;
    abandon(child);
    return probe.endedBy(probe.nextStep, 'late', texts.late(limitMs), limitMs);
  } catch (error) {
    return probe.endedBy('find', 'broken', errorText(error));
  } finally {
    done.abort();
    signal?.removeEventListener('abort', stop);
  }
}

function startThisNode(args: readonly string[]): ChildProcess {
  // Options meant for this program, such as those of a debugger, are not for the other one.
  const env = { ...process.env, NODE_OPTIONS: '' };
  return spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
}

/** It is not killed: it may be about to remove its file, and ends by itself. */
function abandon(child: ChildProcess): void {
  child.stdout?.destroy();
  child.unref();
}

/** What is known of a probe so far. */
class RunningProbe {
  #probe: StorageProbe;
  #step: StorageStep | undefined;

  constructor(path: string) {
    this.#probe = { path, kind: 'unknown', canRead: false, canWrite: false, tookMs: 0, troubles: [] };
  }

  get result(): StorageProbe {
    return this.#step === undefined ? this.endedBy('find', 'broken', texts.NO_RESULT) : this.#probe;
  }

  /** The one that is not over yet. */
  get nextStep(): StorageStep {
    return STEPS[this.#step === undefined ? 0 : STEPS.indexOf(this.#step) + 1] ?? 'measure';
  }

  /** Resolves with true when the process has said all; rejects when it cannot be started. */
  async follow(child: ChildProcess): Promise<boolean> {
    const failed = new Promise<never>((_resolve, reject) => child.once('error', reject));
    const read = async () => {
      if (!child.stdout) return true;
      for await (const line of createInterface({ input: child.stdout })) this.#take(JSON.parse(line) as ProbeLine);
      return true;
    };
    return await Promise.race([read(), failed]);
  }

  endedBy(step: StorageStep, code: string, message: string, tookMs = this.#probe.tookMs): StorageProbe {
    return { ...this.#probe, tookMs, troubles: [...this.#probe.troubles, { step, code, message }] };
  }

  #take({ step, facts, trouble }: ProbeLine): void {
    const known = STEPS.find((it) => it === step);
    if (known === undefined) return;
    this.#step = known;
    const troubles = trouble ? [...this.#probe.troubles, { step: known, ...inWords(trouble) }] : this.#probe.troubles;
    this.#probe = { ...this.#probe, ...facts, troubles };
  }
}

/** The system's words for its code, rather than Node's with the path in it. */
function inWords({ code, message }: Omit<StorageTrouble, 'step'>): Omit<StorageTrouble, 'step'> {
  for (const [name, text] of getSystemErrorMap().values()) if (name === code) return { code, message: text };
  return { code, message };
}
