import { basicAuthorization, createApiClient, QUESTION_HEADER } from '@flamenco/api';
import type { ApiClient } from '@flamenco/api';
import type { Clock } from '@flamenco/common';
import type { Credentials } from '../config/credentials.js';
import { failureReason, readReply } from './answer.js';
import type { Answer, RawReply } from './answer.js';
import { withTimeLimit } from './time-limit.js';

/** How long a request may take, in milliseconds (contract 00 D6.3). */
export interface TimeLimits {
  readonly requestMs: number;
  readonly uploadMs: number;
  /** Added to the wait that a long-poll asks for. */
  readonly afterWaitMs: number;
}

/** The limits of decision D6.3. */
export const TIME_LIMITS: TimeLimits = { requestMs: 30_000, uploadMs: 120_000, afterWaitMs: 10_000 };

/** Used instead of the global `fetch`, for instance to go through a proxy. */
export type Fetch = (request: Request) => Promise<Response>;

/** What requests to a Manager take. */
export interface ClientParts {
  /** With a closing slash; a path prefix is kept. */
  readonly baseUrl: string;
  readonly userAgent: string;
  readonly clock: Clock;
  readonly limits?: TimeLimits;
  readonly fetch?: Fetch | undefined;
  /** Called when an answer says that the Manager wants to know something. */
  readonly asked?: () => void;
}

/** What every request has in common. */
export type CommonOptions = {
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal;
  readonly parseAs: 'text';
};

/** Makes one request. */
export type MakeRequest = (api: ApiClient, common: CommonOptions) => Promise<RawReply>;

/**
 * Sends requests to one Manager. Never throws for what the network or the Manager does: the answer says it. Nothing is
 * repeated here.
 */
export class Requester {
  readonly limits: TimeLimits;
  #baseUrl: string;
  #api: ApiClient;
  #heardAt: number;

  constructor(private readonly parts: ClientParts) {
    this.limits = parts.limits ?? TIME_LIMITS;
    this.#baseUrl = parts.baseUrl;
    this.#api = this.#speakTo(parts.baseUrl);
    this.#heardAt = this.#now();
  }

  get baseUrl(): string {
    return this.#baseUrl;
  }

  /** For how long there was no answer at all, in milliseconds. */
  get silentMs(): number {
    return this.#now() - this.#heardAt;
  }

  /** The Manager is somewhere else now; what is under way stays where it was sent. */
  moveTo(baseUrl: string): void {
    this.#baseUrl = baseUrl;
    this.#api = this.#speakTo(baseUrl);
  }

  /** @param who undefined for a request without authentication */
  async send(
    who: Credentials | undefined,
    signal: AbortSignal,
    request: MakeRequest,
    limitMs = this.limits.requestMs,
  ): Promise<Answer> {
    const headers: Record<string, string> = who ? { Authorization: basicAuthorization(who.workerId, who.secret) } : {};
    try {
      return await withTimeLimit(
        this.parts.clock,
        limitMs,
        async (limited) => {
          const reply = await request(this.#api, { headers, signal: limited, parseAs: 'text' });
          this.#heardAt = this.#now();
          if (reply.response.headers.has(QUESTION_HEADER)) this.parts.asked?.();
          return readReply(reply);
        },
        signal,
      );
    } catch (error) {
      return { kind: 'no-answer', reason: failureReason(error) };
    }
  }

  #speakTo(baseUrl: string): ApiClient {
    const { userAgent, fetch } = this.parts;
    return createApiClient(baseUrl, { userAgent, ...(fetch && { fetch }) });
  }

  #now(): number {
    return this.parts.clock.now().getTime();
  }
}
