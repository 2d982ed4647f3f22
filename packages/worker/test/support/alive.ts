import { readFileSync } from 'node:fs';
import { systemClock } from '@flamenco/common';
import { parseProcStat } from '../../src/process/process-table.js';

/** Whether a process runs; one that is dead and only not buried yet does not. */
export function isAlive(pid: number): boolean {
  try {
    return parseProcStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.isZombie === false;
  } catch {
    return false;
  }
}

/** Resolves when a process has ended, of which nobody tells. */
export async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await systemClock.wait(5);
}
