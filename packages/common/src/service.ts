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
  readonly #started: Service[] = [];
  #starting: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;

  constructor(
    readonly name: string,
    private readonly members: readonly Service[],
  ) {}

  /** If one cannot start, those before it are stopped and its error is passed on. */
  async start(): Promise<void> {
    await this.#stopping;
    this.#starting ??= this.#startAll();
    await this.#starting;
  }

  /** Stops all, also when one fails to; then passes on the first error. A start that is under way ends first. */
  async stop(): Promise<void> {
    this.#stopping ??= this.#stopAll().finally(() => (this.#stopping = undefined));
    await this.#stopping;
  }

  async #startAll(): Promise<void> {
    try {
      for (const member of this.members) {
        if (this.#stopping) return;
        await member.start();
        this.#started.push(member);
      }
    } catch (error) {
      this.#starting = undefined;
      await this.#stopMembers();
      throw error;
    }
  }

  async #stopAll(): Promise<void> {
    // Its error belongs to whoever started.
    await this.#starting?.catch(() => undefined);
    this.#starting = undefined;
    await this.#stopMembers();
  }

  async #stopMembers(): Promise<void> {
    const errors: unknown[] = [];
    for (let last = this.#started.pop(); last; last = this.#started.pop()) {
      await last.stop().catch((error: unknown) => errors.push(error));
    }
    if (errors.length > 0) throw errors[0];
  }
}
