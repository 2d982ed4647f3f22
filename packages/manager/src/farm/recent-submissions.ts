/** Identical submissions within this time, in milliseconds, are one (D10.5). */
const SAME_WITHIN_MS = 2_000;

interface Recent {
  readonly startedAt: number;
  readonly jobUuid: Promise<string>;
}

/** What was submitted a moment ago, so that a client that sends everything twice gets one job (D10.5). */
export class RecentSubmissions {
  readonly #recent = new Map<string, Recent>();

  /** Submits, unless the same was submitted a moment ago; gives the job's UUID either way. A failed one is forgotten. */
  async once(key: string, now: Date, submit: () => Promise<string>): Promise<string> {
    const at = now.getTime();
    for (const [old, { startedAt }] of this.#recent) if (at - startedAt >= SAME_WITHIN_MS) this.#recent.delete(old);
    const known = this.#recent.get(key);
    if (known) return await known.jobUuid;
    const jobUuid = submit();
    this.#recent.set(key, { startedAt: at, jobUuid });
    jobUuid.catch(() => this.#recent.delete(key));
    return await jobUuid;
  }
}
