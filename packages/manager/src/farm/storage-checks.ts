import type { Clock, StorageProbe } from '@flamenco/common';

/** A Worker that is asked how a path looks to it. */
export interface StorageQuestion {
  readonly workerId: number;
  /** What it calls the path. */
  readonly path: string;
  /** Why it is not asked at all. */
  readonly obstacle?: 'no-path' | 'cannot-answer' | undefined;
  /** When it was last told the question. */
  takenAt?: Date;
  answer?: { readonly probe: StorageProbe; readonly at: Date };
}

/** A path that Workers are asked about. */
export interface StorageCheck {
  readonly id: string;
  /** As somebody wrote it, and the platform that it is from. */
  readonly path: string;
  readonly platform: string;
  readonly startedAt: Date;
  readonly questions: readonly StorageQuestion[];
  /** What the Manager itself finds there; undefined until it is known. */
  atManager?: StorageProbe;
}

/** How long a check is kept, in milliseconds; a Worker that is away answers if it is back by then. */
export const KEPT_MS = 60 * 60_000;

/** So that nobody fills the memory with checks: the oldest ones go. */
const MOST_CHECKS = 20;

/** A Worker that has said nothing for so long after it took a question is asked again, in milliseconds. */
export const ASKED_AGAIN_MS = 60_000;

/**
 * Questions to Workers about paths, and their answers. In memory only: a restart forgets them. While nobody asks
 * anything, a Worker's request costs one look into an empty map.
 */
export class StorageChecks {
  readonly #checks = new Map<string, StorageCheck>();
  /** What each Worker has not answered yet, oldest first. */
  readonly #open = new Map<number, (readonly [StorageCheck, StorageQuestion])[]>();

  constructor(private readonly clock: Clock) {}

  begin(check: StorageCheck): void {
    this.#checks.set(check.id, check);
    this.#dropOld();
    for (const question of check.questions) {
      if (question.obstacle) continue;
      const open = this.#open.get(question.workerId) ?? [];
      this.#open.set(question.workerId, [...open, [check, question]]);
    }
  }

  /** Undefined for one that is too old, or from before a restart. */
  find(id: string): StorageCheck | undefined {
    this.#dropOld();
    return this.#checks.get(id);
  }

  /** Whether there is a question that the Worker should take now. */
  isAsked(workerId: number): boolean {
    return this.#open.size > 0 && this.#next(workerId) !== undefined;
  }

  /** The question that the Worker should answer next; it counts as told. */
  take(workerId: number): { readonly id: string; readonly path: string } | undefined {
    this.#dropOld();
    const next = this.#next(workerId);
    if (!next) return undefined;
    const [{ id }, question] = next;
    question.takenAt = this.clock.now();
    return { id, path: question.path };
  }

  /** Takes an answer; false when the Worker was not asked. */
  answer(id: string, workerId: number, probe: StorageProbe): boolean {
    const question = this.find(id)?.questions.find((it) => it.workerId === workerId && !it.obstacle);
    if (!question) return false;
    question.answer = { probe, at: this.clock.now() };
    this.#keepOpen(workerId, ([, it]) => it !== question);
    return true;
  }

  #next(workerId: number): readonly [StorageCheck, StorageQuestion] | undefined {
    const since = this.clock.now().getTime() - ASKED_AGAIN_MS;
    return this.#open.get(workerId)?.find(([, { takenAt }]) => takenAt === undefined || takenAt.getTime() <= since);
  }

  #dropOld(): void {
    const oldest = this.clock.now().getTime() - KEPT_MS;
    for (const [id, check] of this.#checks) {
      if (check.startedAt.getTime() > oldest && this.#checks.size <= MOST_CHECKS) return;
      this.#checks.delete(id);
      for (const { workerId } of check.questions) this.#keepOpen(workerId, ([it]) => it !== check);
    }
  }

  #keepOpen(workerId: number, isKept: (open: readonly [StorageCheck, StorageQuestion]) => boolean): void {
    const left = this.#open.get(workerId)?.filter(isKept) ?? [];
    if (left.length > 0) this.#open.set(workerId, left);
    else this.#open.delete(workerId);
  }
}
