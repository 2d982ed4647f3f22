import type { Logger } from 'pino';
import * as texts from '../texts/console.js';
import type { BackOff } from './back-off.js';
import type { ManagerClient } from './client.js';
import type { Reply, Session } from './session.js';

/** A state that is told to the Manager. */
export type AnnouncedStatus = 'awake' | 'asleep' | 'testing' | 'error';

/** Tells the Manager which state the Worker has entered (contract 07 §10). */
export class Announcer {
  constructor(
    private readonly client: ManagerClient,
    private readonly session: Session,
    private readonly logger: Logger,
    private readonly makeBackOff: () => BackOff,
  ) {}

  /**
   * Repeats `state-changed` until the Manager has acknowledged it (contract 00 D6.3), or until the signal is aborted.
   *
   * @param reason who or what wanted it, if that was not the Manager
   */
  async announce(status: AnnouncedStatus, signal: AbortSignal, reason?: string): Promise<void> {
    const backOff = this.makeBackOff();
    while (!signal.aborted) {
      const reply = await this.session.ask((who) =>
        this.client.stateChanged(who, this.#message(status, reason), signal),
      );
      if (reply.kind === 'answer' && reply.status === 204) return;
      if (signal.aborted) return;
      this.#log(reply);
      await backOff.pause(signal, reply.kind === 'answer' ? reply.retryAfterMs : 0);
    }
  }

  /** Managers without our additions get the original's form. */
  #message(status: AnnouncedStatus, reason: string | undefined) {
    const isTold = reason !== undefined && this.session.identity.additions.statusReason;
    return isTold ? { status, reason } : { status };
  }

  #log(reply: Reply): void {
    if (reply.kind === 'no-answer') this.logger.warn({ error: reply.reason }, texts.STATE_CHANGE_NOT_SENT);
    if (reply.kind === 'answer') this.logger.warn({ code: reply.status }, texts.STATE_CHANGE_REFUSED);
  }
}
