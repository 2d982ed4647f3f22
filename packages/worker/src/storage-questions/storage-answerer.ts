import { toStorageFindings } from '@flamenco/common';
import type { StorageProbe } from '@flamenco/common';
import type { Logger } from 'pino';
import type { BackOff } from '../manager/back-off.js';
import type { ManagerClient } from '../manager/client.js';
import type { Session } from '../manager/session.js';
import * as texts from '../texts/console.js';
import { readQuestion } from './storage-question.js';
import type { StorageQuestion } from './storage-question.js';

/** What answering questions about paths takes. */
export interface StorageAnswererParts {
  readonly client: ManagerClient;
  readonly session: Session;
  readonly probe: (path: string, signal: AbortSignal) => Promise<StorageProbe>;
  readonly logger: Logger;
  readonly makeBackOff: () => BackOff;
  /** Aborted when the Worker is to stop. */
  readonly stopping: AbortSignal;
}

/** An answer that the Manager does not take is of no use for long: it asks again. */
const ATTEMPTS = 5;

/**
 * Answers the Manager's questions how paths look to this Worker, one after the other, beside whatever the Worker does:
 * it learns from any answer of the Manager that somebody asks (contract 00 D6.11).
 */
export class StorageAnswerer {
  #isBusy = false;

  constructor(private readonly parts: StorageAnswererParts) {}

  /** Somebody asks something. Returns at once; never throws. */
  asked(): void {
    const { session, stopping, logger } = this.parts;
    if (this.#isBusy || stopping.aborted || !session.identity.additions.storageCheck) return;
    this.#isBusy = true;
    void this.#answerAll()
      .catch((error: unknown) => logger.warn({ error }, texts.STORAGE_NOT_CHECKED))
      .finally(() => (this.#isBusy = false));
  }

  async #answerAll(): Promise<void> {
    const { client, session, stopping } = this.parts;
    while (!stopping.aborted) {
      const reply = await session.ask((who) => client.storageQuestion(who, stopping));
      const question = reply.kind === 'answer' && reply.status === 200 ? readQuestion(reply.body) : undefined;
      if (!question) return;
      await this.#answer(question);
    }
  }

  async #answer({ id, path }: StorageQuestion): Promise<void> {
    const { client, session, probe, logger, stopping } = this.parts;
    logger.info({ path }, texts.CHECKING_STORAGE);
    const found = await probe(path, stopping);
    const { kind, canRead, canWrite, troubles } = found;
    logger.info({ path, kind, canRead, canWrite, ...(troubles.length > 0 && { troubles }) }, texts.STORAGE_CHECKED);
    const findings = toStorageFindings(found);
    const backOff = this.parts.makeBackOff();
    for (let attempt = 0; attempt < ATTEMPTS && !stopping.aborted; attempt += 1) {
      const reply = await session.ask((who) => client.answerStorageQuestion(who, id, findings, stopping));
      if (reply.kind === 'answer' && reply.status < 500) return;
      await backOff.pause(stopping, reply.kind === 'answer' ? reply.retryAfterMs : 0);
    }
  }
}
