import { createApiClient } from '@flamenco/api';
import type { components } from '@flamenco/api';
import type { Clock } from '@flamenco/common';
import type { Credentials } from '../config/credentials.js';
import { WAIT_HEADER } from './additions.js';
import { failureReason, readReply } from './answer.js';
import type { Answer, RawReply } from './answer.js';
import { withTimeLimit } from './time-limit.js';

type Schemas = components['schemas'];

/** A task update as it is sent (contract 07 §13.1). */
export type TaskUpdate = Schemas['TaskUpdate'];

/** How long a request may take, in milliseconds (contract 00 D6.3). */
export interface TimeLimits {
  readonly requestMs: number;
  readonly uploadMs: number;
  /** Added to the wait that a long-poll asks for. */
  readonly afterWaitMs: number;
}

/** The limits of decision D6.3. */
export const TIME_LIMITS: TimeLimits = { requestMs: 30_000, uploadMs: 120_000, afterWaitMs: 10_000 };

/** What the client is made of. */
export interface ClientParts {
  /** With a closing slash; a path prefix is kept. */
  readonly baseUrl: string;
  readonly userAgent: string;
  readonly clock: Clock;
  readonly limits?: TimeLimits;
}

const NOBODY: Credentials = { workerId: '', secret: '' };

/**
 * The Worker's operations of the Manager, one method each (contract 07 §8). A method never throws for what the network
 * or the Manager does: the answer says it. Nothing is repeated here.
 */
export class ManagerClient {
  readonly baseUrl: string;
  readonly #api: ReturnType<typeof createApiClient>;
  readonly #clock: Clock;
  readonly #limits: TimeLimits;

  constructor({ baseUrl, userAgent, clock, limits = TIME_LIMITS }: ClientParts) {
    this.baseUrl = baseUrl;
    this.#api = createApiClient(baseUrl, { userAgent });
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Sends empty credentials, as the original does. */
  register(body: Schemas['WorkerRegistration'], signal: AbortSignal): Promise<Answer> {
    return this.#send(NOBODY, signal, (common) =>
      this.#api.POST('/api/v3/worker/register-worker', { ...common, body }),
    );
  }

  signOn(who: Credentials, body: Schemas['WorkerSignOn'], signal: AbortSignal): Promise<Answer> {
    return this.#send(who, signal, (common) => this.#api.POST('/api/v3/worker/sign-on', { ...common, body }));
  }

  signOff(who: Credentials, signal: AbortSignal): Promise<Answer> {
    return this.#send(who, signal, (common) => this.#api.POST('/api/v3/worker/sign-off', common));
  }

  state(who: Credentials, signal: AbortSignal): Promise<Answer> {
    return this.#send(who, signal, (common) => this.#api.GET('/api/v3/worker/state', common));
  }

  stateChanged(who: Credentials, status: Schemas['WorkerStatus'], signal: AbortSignal): Promise<Answer> {
    return this.#send(who, signal, (common) =>
      this.#api.POST('/api/v3/worker/state-changed', { ...common, body: { status } }),
    );
  }

  /** @param waitMs how long the Manager may keep the request open; 0 for one that knows no waiting */
  fetchTask(who: Credentials, waitMs: number, signal: AbortSignal): Promise<Answer> {
    const limitMs = waitMs > 0 ? waitMs + this.#limits.afterWaitMs : this.#limits.requestMs;
    const hint = waitMs > 0 ? { [WAIT_HEADER]: String(waitMs) } : {};
    return this.#send(
      who,
      signal,
      (common) => this.#api.POST('/api/v3/worker/task', { ...common, headers: { ...common.headers, ...hint } }),
      limitMs,
    );
  }

  taskUpdate(who: Credentials, taskId: string, body: TaskUpdate, signal: AbortSignal): Promise<Answer> {
    return this.#send(who, signal, (common) =>
      this.#api.POST('/api/v3/worker/task/{task_id}', { ...common, params: { path: { task_id: taskId } }, body }),
    );
  }

  mayRun(who: Credentials, taskId: string, signal: AbortSignal): Promise<Answer> {
    return this.#send(who, signal, (common) =>
      this.#api.GET('/api/v3/worker/task/{task_id}/may-i-run', { ...common, params: { path: { task_id: taskId } } }),
    );
  }

  /** Uploads a preview (contract 07 §17). */
  outputProduced(
    who: Credentials,
    taskId: string,
    jpeg: Uint8Array<ArrayBuffer>,
    signal: AbortSignal,
  ): Promise<Answer> {
    return this.#send(
      who,
      signal,
      (common) =>
        this.#api.POST('/api/v3/worker/task/{task_id}/output-produced', {
          ...common,
          params: { path: { task_id: taskId } },
          headers: { ...common.headers, 'Content-Type': 'image/jpeg' },
          // The description's binary text is a string to the types; the bytes go in where it would be encoded.
          body: '',
          bodySerializer: () => jpeg,
        }),
      this.#limits.uploadMs,
    );
  }

  async #send(
    who: Credentials,
    signal: AbortSignal,
    request: (common: CommonOptions) => Promise<RawReply>,
    limitMs = this.#limits.requestMs,
  ): Promise<Answer> {
    const headers = { Authorization: basicAuthorization(who) };
    try {
      return await withTimeLimit(
        this.#clock,
        limitMs,
        async (limited) => readReply(await request({ headers, signal: limited, parseAs: 'text' })),
        signal,
      );
    } catch (error) {
      return { kind: 'no-answer', reason: failureReason(error) };
    }
  }
}

/** What every request of the client has in common. */
type CommonOptions = {
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal;
  readonly parseAs: 'text';
};

function basicAuthorization({ workerId, secret }: Credentials): string {
  return `Basic ${Buffer.from(`${workerId}:${secret}`).toString('base64')}`;
}
