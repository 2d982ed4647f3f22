import type { Credentials } from '../config/credentials.js';
import { refusesCredentials } from '../rules/sign-on.js';
import type { Answer } from './answer.js';
import type { Identity } from './identity.js';

/** What came back for an authenticated request. */
export type Reply =
  | Answer
  /** The Manager did not know this Worker, which has signed on again since; the request may be repeated. */
  | { readonly kind: 'signed-on-again' };

/**
 * Authenticated talk with the Manager. A refusal of the credentials leads to signing on again, once for all requests
 * that were refused at the same time (contract 00 D6.3).
 */
export class Session {
  #renewal: Promise<void> | undefined;
  /** Counts the renewals, so that a refusal of former credentials does not lead to another one. */
  #renewals = 0;

  /**
   * @param signedOnAgain told the status that the Manager wants after signing on in the middle of the work
   * @param stopping aborted when the program ends; ends a renewal
   */
  constructor(
    readonly identity: Identity,
    private readonly signedOnAgain: (statusRequested: string) => void,
    private readonly stopping: AbortSignal,
  ) {}

  /** Makes a request as the Worker that is signed on at the moment. */
  async ask(request: (who: Credentials) => Promise<Answer>): Promise<Reply> {
    const who = this.identity.credentials;
    if (!who) return { kind: 'no-answer', reason: 'not registered' };
    const renewalsBefore = this.#renewals;
    const answer = await request(who);
    if (answer.kind === 'no-answer' || !refusesCredentials(answer)) return answer;
    if (this.#renewals === renewalsBefore) await this.renew();
    return { kind: 'signed-on-again' };
  }

  /** Signs on again, or waits for somebody who is doing it; gives up when the program ends. Throws when it cannot go on. */
  async renew(): Promise<void> {
    this.#renewal ??= this.#signOnAgain().finally(() => (this.#renewal = undefined));
    await this.#renewal.catch((error: unknown) => {
      if (!this.stopping.aborted) throw error;
    });
  }

  async #signOnAgain(): Promise<void> {
    const statusRequested = await this.identity.signOn(this.stopping);
    this.#renewals += 1;
    this.signedOnAgain(statusRequested);
  }
}
