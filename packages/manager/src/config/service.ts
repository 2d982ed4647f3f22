import type { ManagerConfig } from './snapshot.js';

/** Where everybody reads the configuration in effect; once per request, so that one request sees one configuration. */
export interface LiveConfig {
  current(): ManagerConfig;
}

/** Holds the configuration in effect and swaps it as a whole (D4.1). */
export class ConfigService implements LiveConfig {
  #current: ManagerConfig;

  constructor(initial: ManagerConfig) {
    this.#current = initial;
  }

  current(): ManagerConfig {
    return this.#current;
  }

  /** Puts another one in its place, that was checked before. */
  replace(next: ManagerConfig): void {
    this.#current = next;
  }
}
