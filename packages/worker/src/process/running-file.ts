import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** The leader of a group of processes that a Worker has started. */
export interface RunningProgram {
  readonly pid: number;
  /** As in the list of processes; empty where there is none. */
  readonly started: string;
  readonly file: string;
  /** When it was seen to run, in milliseconds since 1970; missing in notes of older versions. */
  readonly notedAt?: number;
}

/** What runs, and in which era of the machine. */
export interface RunningPrograms {
  readonly era: string;
  readonly programs: readonly RunningProgram[];
}

/**
 * Notes on disk which programs run, for a Worker that comes after a killed one (contract 00 D6.4). Synchronous, so that
 * nothing can come between the start of a program and its note.
 */
export class RunningFile {
  constructor(private readonly path: string) {}

  /** @throws what the file system says */
  write(running: RunningPrograms): void {
    if (running.programs.length === 0) return rmSync(this.path, { force: true });
    const draft = `${this.path}~`;
    writeFileSync(draft, JSON.stringify(running));
    renameSync(draft, this.path);
  }

  /** What a former Worker noted; nothing when there is no file, or none that can be understood. */
  read(): RunningPrograms {
    try {
      return decode(JSON.parse(readFileSync(this.path, 'utf8')));
    } catch {
      return { era: '', programs: [] };
    }
  }
}

function decode(content: unknown): RunningPrograms {
  const { era, programs } = content as { era?: unknown; programs?: unknown };
  if (typeof era !== 'string' || !Array.isArray(programs)) return { era: '', programs: [] };
  return { era, programs: programs.filter(isRunningProgram) };
}

function isRunningProgram(value: unknown): value is RunningProgram {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, started, file, notedAt = 0 } = value as Partial<Record<keyof RunningProgram, unknown>>;
  const isProcess = Number.isSafeInteger(pid) && Number(pid) > 1;
  return isProcess && typeof started === 'string' && typeof file === 'string' && typeof notedAt === 'number';
}
