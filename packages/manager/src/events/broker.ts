import type { Logger } from 'pino';

/** Somebody who hears every event, in order. Must not throw and must not wait. */
export type EventListener<Event> = (event: Event) => void;

/**
 * Hands events to listeners in the order in which they were published (contract 08 §1). Delivery to clients is the
 * listeners' business: the broker keeps nothing and waits for nobody.
 */
export class EventBroker<Event> {
  readonly #listeners = new Set<EventListener<Event>>();

  constructor(private readonly logger: Logger) {}

  /** Adds a listener; the answer removes it. */
  subscribe(listener: EventListener<Event>): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(events: readonly Event[]): void {
    for (const event of events) for (const listener of this.#listeners) this.#deliver(listener, event);
  }

  #deliver(listener: EventListener<Event>, event: Event): void {
    try {
      listener(event);
    } catch (error) {
      // The change is already true; one bad listener must not hide it from the others.
      this.logger.error({ error }, 'an event listener failed');
    }
  }
}
