import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** What the system says of a running process. */
export interface ProcessUsage {
  /** Of all its threads since it started. */
  readonly cpuMs: number;
  readonly memoryBytes: number;
  readonly peakMemoryBytes: number;
}

/** Linux counts CPU time for `/proc` in hundredths of a second, whatever the kernel's own clock. */
const MS_PER_TICK = 10;

/** Undefined where the system does not tell; only Linux does, without asking the process itself. */
export async function usageOf(pid: number): Promise<ProcessUsage | undefined> {
  if (process.platform !== 'linux') return undefined;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  // The name in parentheses may contain blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
  return { cpuMs: ticks * MS_PER_TICK, memoryBytes: bytes('VmRSS'), peakMemoryBytes: bytes('VmHWM') };
}

/** How long a process may take to end when asked to, in milliseconds. */
const END_WITHIN_MS = 15_000;

/** Asks a process to end and waits for it; ends it by force if it does not. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
  await ended;
  clearTimeout(force);
}
