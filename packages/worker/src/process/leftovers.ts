import type { Clock } from '@flamenco/common';
import { endFamily } from './end-family.js';
import type { ProcessHost } from './process-host.js';
import { familyOf } from './process-table.js';
import type { ProcessEntry } from './process-table.js';
import { RunningFile } from './running-file.js';
import type { RunningProgram } from './running-file.js';

/** A program that a former run of the Worker left running, and whether it is gone now. */
export interface Leftover {
  readonly program: RunningProgram;
  readonly ended: boolean;
}

/**
 * Ends what a killed Worker has left running (contract 00 D6.4). A process of which the system does not tell the start is
 * let be: its number alone may be somebody else's by now.
 *
 * @param path the note of the killed Worker
 * @throws what the file system says when the note cannot be removed
 */
export async function endLeftovers(path: string, host: ProcessHost, clock: Clock): Promise<readonly Leftover[]> {
  const file = new RunningFile(path);
  const noted = file.read();
  const table = host.list();
  const left = noted.era === host.era ? noted.programs.filter((program) => isLeft(program, table, host)) : [];
  const leftovers = await Promise.all(
    left.map(async (program) => ({ program, ended: await endFamily(program.pid, host, clock) })),
  );
  file.write({ era: host.era, programs: leftovers.filter(({ ended }) => !ended).map(({ program }) => program) });
  return leftovers;
}

/** A group outlives its leader, and keeps its number from being used again. */
function isLeft(program: RunningProgram, table: readonly ProcessEntry[], host: ProcessHost): boolean {
  if (host.startTime) return hasRunSince(program, host.startTime(program.pid));
  const { pid, started } = program;
  const leader = table.find((entry) => entry.pid === pid);
  return started !== '' && (leader ? leader.started === started : familyOf(pid, table).length > 0);
}

/** The number was this program's when it was noted: whoever has had it since before then is this program. Pure. */
function hasRunSince({ notedAt }: RunningProgram, startedAt: number | undefined): boolean {
  return notedAt !== undefined && startedAt !== undefined && startedAt <= notedAt;
}
