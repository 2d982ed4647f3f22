import { systemClock } from '@flamenco/common';
import type { Clock } from '@flamenco/common';
import { killFamily } from './end-family.js';
import type { ProcessHost } from './process-host.js';
import { RunningFile } from './running-file.js';
import type { RunningProgram } from './running-file.js';

/** The programs that this Worker has started and that have not ended yet, with all that they have brought about. */
export class Families {
  readonly #programs = new Map<number, RunningProgram>();
  readonly #file: RunningFile;

  /** @param path where they are noted for a Worker that comes after a killed one */
  constructor(
    private readonly host: ProcessHost,
    path: string,
    private readonly clock: Clock = systemClock,
  ) {
    this.#file = new RunningFile(path);
  }

  /**
   * A program has been started.
   *
   * @throws what the file system says when it cannot be noted; it counts as started nevertheless
   */
  add(pid: number, file: string): void {
    const started = this.host.list().find((entry) => entry.pid === pid)?.started ?? '';
    this.#programs.set(pid, { pid, started, file, notedAt: this.clock.now().getTime() });
    this.#note();
  }

  /** A program has ended, with all that it has brought about. A note that stays does no harm: it is checked before use. */
  forget(pid: number): void {
    this.#programs.delete(pid);
    try {
      this.#note();
    } catch {
      return;
    }
  }

  /** Kills all of them at once; for the last moment of the Worker. */
  killAll(): void {
    for (const pid of this.#programs.keys()) killFamily(pid, this.host);
  }

  #note(): void {
    this.#file.write({ era: this.host.era, programs: [...this.#programs.values()] });
  }
}
