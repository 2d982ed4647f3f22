import type { FarmStatus } from '@flamenco/api';

/** The farm's status as it was computed last; `starting` before that (contract 03 §10). */
export class FarmStatusCell {
  #status: FarmStatus = 'starting';

  get current(): FarmStatus {
    return this.#status;
  }

  /** Gives whether it is another one than before. */
  set(status: FarmStatus): boolean {
    const isNew = status !== this.#status;
    this.#status = status;
    return isNew;
  }
}
