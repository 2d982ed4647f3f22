import type { Clock } from '@flamenco/common';
import type { ProcessHost } from './process-host.js';
import { familyOf } from './process-table.js';
import type { ProcessEntry } from './process-table.js';

/** How long processes have to end, in milliseconds (contract 00 D6.4). */
export interface EndingLimits {
  /** Between SIGTERM and SIGKILL. */
  readonly politeMs: number;
  /** From SIGKILL to giving up; only a process that hangs in the kernel needs longer. */
  readonly forceMs: number;
}

/** The limits of decision D6.4. */
export const ENDING_LIMITS: EndingLimits = { politeMs: 5_000, forceMs: 2_000 };

/** How often is looked whether they are gone: soon at first, because most go at once. */
const FIRST_LOOK_MS = 5;
const LONGEST_LOOK_MS = 200;

/**
 * Ends what is left of the processes of a group's leader: SIGTERM to each, SIGKILL to those that are still there later.
 *
 * @returns whether all of them are gone
 */
export async function endFamily(
  leader: number,
  host: ProcessHost,
  clock: Clock,
  limits: EndingLimits = ENDING_LIMITS,
): Promise<boolean> {
  host.endTree?.(leader);
  const startedAt = clock.now().getTime();
  const family = new Family(leader, host);
  for (let lookMs = FIRST_LOOK_MS; ; lookMs = Math.min(2 * lookMs, LONGEST_LOOK_MS)) {
    const passedMs = clock.now().getTime() - startedAt;
    if (family.look() === 0) return true;
    if (passedMs >= limits.politeMs + limits.forceMs) return false;
    family.press(passedMs >= limits.politeMs);
    await clock.wait(lookMs);
  }
}

/** Kills what is left of them at once, without looking whether it worked. */
export function killFamily(leader: number, host: ProcessHost): void {
  host.endTree?.(leader);
  for (const { pid } of familyOf(leader, host.list())) host.signal(pid, 'SIGKILL');
}

/** Members once seen stay known: one in a group of its own would be out of sight when its parent is gone. */
class Family {
  readonly #known = new Map<number, ProcessEntry>();
  readonly #asked = new Set<number>();
  #alive: readonly ProcessEntry[] = [];

  constructor(
    private readonly leader: number,
    private readonly host: ProcessHost,
  ) {}

  /** How many of them live. */
  look(): number {
    const table = this.host.list();
    for (const entry of familyOf(this.leader, table)) this.#known.set(entry.pid, entry);
    this.#alive = table.filter(({ pid, started, isZombie }) => !isZombie && this.#known.get(pid)?.started === started);
    return this.#alive.length;
  }

  /** SIGTERM once for each, SIGKILL as long as there is one. */
  press(hard: boolean): void {
    for (const { pid } of this.#alive) {
      if (hard) this.host.signal(pid, 'SIGKILL');
      else if (!this.#asked.has(pid)) this.host.signal(pid, 'SIGTERM');
      this.#asked.add(pid);
    }
  }
}
