import { setImmediate as nextTurn } from 'node:timers/promises';

/** Works that wait to be written: whatever waits when the event loop turns is worked off together, one group after the other. */
export class WorkQueue<Work> {
  #waiting: Work[] = [];
  #running: Promise<void> | undefined;
  #isClosed = false;

  /** @param workOff never rejects */
  constructor(
    private readonly largestGroup: number,
    private readonly workOff: (group: readonly Work[]) => Promise<void>,
  ) {}

  get isClosed(): boolean {
    return this.#isClosed;
  }

  add(work: Work): void {
    this.#waiting.push(work);
    this.#running ??= this.#work();
  }

  /** Takes works out that wait for their group. */
  takeOut(isWanted: (work: Work) => boolean): readonly Work[] {
    const taken = this.#waiting.filter(isWanted);
    if (taken.length > 0) this.#waiting = this.#waiting.filter((work) => !isWanted(work));
    return taken;
  }

  /** Resolves when nothing is left to do; nobody may add anything from now on. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      await nextTurn();
      await this.workOff(this.#waiting.splice(0, this.largestGroup));
    }
    this.#running = undefined;
  }
}
