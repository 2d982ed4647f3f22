import type { Logger } from 'pino';
import * as texts from '../texts/console.js';
import type { BackOff } from './back-off.js';
import type { ManagerClient } from './client.js';
import type { Reply, Session } from './session.js';

/** Tells the Manager which state the Worker has entered (contract 07 §10). */
export class Announcer {
  constructor(
    private readonly client: ManagerClient,
    private readonly session: Session,
    private readonly logger: Logger,
    private readonly makeBackOff: () => BackOff,
  ) {}

  /** Repeats `state-changed` until the Manager has acknowledged it (contract 00 D6.3), or until the signal is aborted. */
  async announce(status: 'awake' | 'asleep' | 'testing', signal: AbortSignal): Promise<void> {
    const backOff = this.makeBackOff();
    while (!signal.aborted) {
      const reply = await this.session.ask((who) => this.client.stateChanged(who, status, signal));
      if (reply.kind === 'answer' && reply.status === 204) return;
      if (signal.aborted) return;
      this.#log(reply);
      await backOff.pause(signal, reply.kind === 'answer' ? reply.retryAfterMs : 0);
    }
  }

  #log(reply: Reply): void {
    if (reply.kind === 'no-answer') this.logger.warn({ error: reply.reason }, texts.STATE_CHANGE_NOT_SENT);
    if (reply.kind === 'answer') this.logger.warn({ code: reply.status }, texts.STATE_CHANGE_REFUSED);
  }
}
