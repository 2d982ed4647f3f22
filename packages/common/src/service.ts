/**
 * A long-lived part of a program. Starting twice, stopping twice, and stopping before the start are all fine.
 */
export interface Service {
  readonly name: string;
  /** Resolves when it is at work. */
  start(): Promise<void>;
  /** Resolves when it is at rest and holds nothing any more. */
  stop(): Promise<void>;
}

/** Services that start in order, and stop in the reverse order. */
export class ServiceGroup implements Service {
  #started: Service[] = [];
  #stopping: Promise<void> | undefined;

  constructor(
    readonly name: string,
    private readonly members: readonly Service[],
  ) {}

  /** If one cannot start, those before it are stopped and its error is passed on. */
  async start(): Promise<void> {
    if (this.#started.length > 0) return;
    for (const member of this.members) {
      try {
        await member.start();
        this.#started.push(member);
      } catch (error) {
        await this.stop();
        throw error;
      }
    }
  }

  /** Stops all, also when one fails to; then passes on the first error. */
  async stop(): Promise<void> {
    this.#stopping ??= this.#stopAll().finally(() => (this.#stopping = undefined));
    await this.#stopping;
  }

  async #stopAll(): Promise<void> {
    const errors: unknown[] = [];
    for (let last = this.#started.pop(); last; last = this.#started.pop()) {
      await last.stop().catch((error: unknown) => errors.push(error));
    }
    if (errors.length > 0) throw errors[0];
  }
}
