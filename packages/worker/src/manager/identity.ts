import { randomBytes } from 'node:crypto';
import { errorText } from '@flamenco/common';
import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import type { Credentials, CredentialsFile, StoredCredentials } from '../config/credentials.js';
import type { HostFacts } from '../host-facts/collect.js';
import type { RoomWait } from '../room-wait.js';
import { judgeSignOn } from '../rules/sign-on.js';
import * as texts from '../texts/console.js';
import type { Additions } from './additions.js';
import { NO_ADDITIONS, readAdditions } from './additions.js';
import type { Answer } from './answer.js';
import type { BackOff } from './back-off.js';
import type { ManagerClient } from './client.js';
import { withTimeLimit } from './time-limit.js';

/** What the Worker tells the Manager about itself (contract 07 §9.2). */
export interface Introduction {
  readonly name: string;
  readonly platform: string;
  readonly softwareVersion: string;
  readonly taskTypes: readonly string[];
  readonly canRestart: boolean;
}

/** What an identity is made of. */
export interface IdentityParts {
  readonly client: ManagerClient;
  readonly file: CredentialsFile;
  readonly introduction: Introduction;
  /** The machine's facts for whoever looks at the Worker; undefined tells none. */
  readonly describeHost?: ((signal: AbortSignal) => Promise<HostFacts>) | undefined;
  /** What to look at when the Manager does not answer, for the log. */
  readonly hint: string;
  /** For credentials that find the disk full. */
  readonly room: RoomWait;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly backOff: BackOff;
}

/** Thrown when new credentials cannot be saved: without them every restart would be another Worker. */
export class CredentialsNotSavedError extends Error {}

/** Refusals in a row after which an identity counts as unknown: one alone may be a Manager's passing trouble. */
const REFUSALS_BEFORE_REGISTERING = 2;

/** A Manager that never accepts what it registers is not given new Workers at every try. */
const REGISTER_AT_MOST_EVERY_MS = 60_000;

/**
 * Who this Worker is at its Manager: registers, signs on and signs off (contract 07 §9, 00 D6.3). Only a refusal in the
 * Manager's own words costs the stored identity; everything else is tried again until it works.
 */
export class Identity {
  #credentials: Credentials | undefined;
  #additions = NO_ADDITIONS;
  #isSignedOn = false;
  /** When the credentials were registered that no sign-on has confirmed yet. */
  #unconfirmedSince = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: IdentityParts) {}

  /** Undefined before the first registration. */
  get credentials(): Credentials | undefined {
    return this.#credentials;
  }

  /** The same as the credentials file would tell it. */
  get stored(): StoredCredentials {
    return this.#credentials ? { outcome: 'found', credentials: this.#credentials } : { outcome: 'missing' };
  }

  /** What the Manager of the last sign-on offers. */
  get additions(): Additions {
    return this.#additions;
  }

  /** Takes over the stored credentials, if there are usable ones. Without them the first sign-on registers. */
  async load(): Promise<void> {
    const stored = await this.parts.file.read();
    if (stored.outcome === 'found') {
      this.#credentials = stored.credentials;
      this.parts.logger.info({ filename: this.parts.file.path }, texts.LOADED_CREDENTIALS);
    }
    if (stored.outcome === 'incomplete')
      this.parts.logger.warn({ filename: this.parts.file.path }, texts.CREDENTIALS_INCOMPLETE);
  }

  /**
   * Signs on, registering before it where needed, for as long as it takes.
   *
   * @returns the status that the Manager wants
   * @throws the signal's reason when aborted; CredentialsNotSavedError
   */
  async signOn(signal: AbortSignal): Promise<string> {
    let refusals = 0;
    for (;;) {
      const credentials = this.#credentials ?? (await this.#register(signal));
      const answer = await this.#askToSignOn(credentials, signal);
      const verdict = judgeSignOn(answer.kind === 'answer' ? answer : undefined);
      if (verdict.outcome === 'accepted') return this.#signedOn(verdict.statusRequested, verdict.extras);
      signal.throwIfAborted();
      refusals = verdict.outcome === 'refused' ? refusals + 1 : 0;
      this.#logRejection(answer);
      if (refusals >= REFUSALS_BEFORE_REGISTERING && this.#mayRegister()) this.#credentials = undefined;
      else await this.#pause(answer, signal);
    }
  }

  /** Signs off as the last thing that this Worker says, if it ever signed on. Failing is logged, never thrown (contract 07 §9.4). */
  async signOff(limitMs: number): Promise<void> {
    const { client, clock, logger } = this.parts;
    const credentials = this.#credentials;
    if (!credentials || !this.#isSignedOn) return;
    logger.info({ state: 'offline' }, texts.SIGNING_OFF);
    const answer = await withTimeLimit(clock, limitMs, (signal) => client.signOff(credentials, signal));
    if (answer.kind === 'no-answer') logger.error({ error: answer.reason }, texts.SIGN_OFF_NOT_SENT);
    else if (answer.status !== 204) logger.error({ code: answer.status }, texts.SIGN_OFF_REFUSED);
  }

  async #askToSignOn(credentials: Credentials, signal: AbortSignal): Promise<Answer> {
    const host = await this.parts.describeHost?.(signal);
    const { name, softwareVersion, taskTypes, canRestart } = this.parts.introduction;
    const manager = this.parts.client.baseUrl;
    this.parts.logger.info({ manager, name, softwareVersion, taskTypes }, texts.SIGNING_ON);
    return this.parts.client.signOn(
      credentials,
      {
        can_restart: canRestart,
        can_test: true,
        can_check_storage: true,
        ...(host && { host }),
        name,
        software_version: softwareVersion,
        supported_task_types: [...taskTypes],
      },
      signal,
    );
  }

  #signedOn(statusRequested: string, extras: readonly string[]): string {
    this.parts.backOff.reset();
    this.#isSignedOn = true;
    this.#unconfirmedSince = Number.NEGATIVE_INFINITY;
    this.#additions = readAdditions(extras);
    this.parts.logger.info({ startup_state: statusRequested }, texts.SIGN_ON_ACCEPTED);
    return statusRequested;
  }

  async #register(signal: AbortSignal): Promise<Credentials> {
    const { name, platform, taskTypes } = this.parts.introduction;
    for (;;) {
      const secret = randomBytes(32).toString('hex');
      const registration = { name, platform, secret, supported_task_types: [...taskTypes] };
      const answer = await this.parts.client.register(registration, signal);
      const workerId = answer.kind === 'answer' && answer.status === 200 ? registeredId(answer.body) : undefined;
      if (workerId !== undefined) return this.#registered({ workerId, secret }, signal);
      signal.throwIfAborted();
      this.parts.logger.warn(this.#describe(answer), texts.NOT_REGISTERED);
      await this.#pause(answer, signal);
    }
  }

  async #registered(credentials: Credentials, signal: AbortSignal): Promise<Credentials> {
    this.parts.logger.info({ code: 200, uuid: credentials.workerId }, texts.REGISTERED);
    this.#unconfirmedSince = this.parts.clock.now().getTime();
    this.parts.backOff.reset();
    try {
      const write = () => this.parts.file.write(credentials, this.parts.clock.now());
      await this.parts.room.untilDone(write, signal, this.parts.file.path);
    } catch (error) {
      signal.throwIfAborted();
      throw new CredentialsNotSavedError(errorText(error));
    }
    this.parts.logger.info({ filename: this.parts.file.path }, texts.CREDENTIALS_SAVED);
    this.#credentials = credentials;
    return credentials;
  }

  #mayRegister(): boolean {
    return this.parts.clock.now().getTime() - this.#unconfirmedSince >= REGISTER_AT_MOST_EVERY_MS;
  }

  #logRejection(answer: Answer): void {
    const message = answer.kind === 'answer' ? texts.SIGN_ON_REFUSED : texts.SIGN_ON_NOT_SENT;
    this.parts.logger.warn(this.#describe(answer), message);
  }

  /** An answer as log fields. */
  #describe(answer: Answer): Record<string, unknown> {
    const manager = this.parts.client.baseUrl;
    if (answer.kind === 'no-answer') return { manager, error: answer.reason, hint: this.parts.hint };
    return { manager, code: answer.status, ...(answer.body === undefined ? {} : { resp: answer.body }) };
  }

  async #pause(answer: Answer, signal: AbortSignal): Promise<void> {
    await this.parts.backOff.pause(signal, answer.kind === 'answer' ? answer.retryAfterMs : 0);
    signal.throwIfAborted();
  }
}

function registeredId(body: unknown): string | undefined {
  const uuid: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'uuid') : undefined;
  return typeof uuid === 'string' && uuid !== '' ? uuid : undefined;
}
