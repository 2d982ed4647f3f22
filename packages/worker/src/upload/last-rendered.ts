import { errorText } from '@flamenco/common';
import type { Service } from '@flamenco/common';
import type { Logger } from 'pino';
import type { ManagerClient } from '../manager/client.js';
import type { Reply, Session } from '../manager/session.js';
import * as texts from '../texts/command-console.js';
import { describeSystemError } from '../texts/errors.js';
import { logUploadAnswer } from './answer-log.js';
import { canBePreview, readHeader } from './image-kind.js';
import { FloatingPointImage, makePreview } from './preview.js';

/** What the uploader is made of. */
export interface UploaderParts {
  readonly client: ManagerClient;
  readonly session: Session;
  readonly logger: Logger;
}

interface Item {
  readonly taskId: string;
  readonly path: string;
  readonly logger: Logger;
}

/**
 * Shows the Manager the last rendered image (contract 07 §17). One image waits while another is on its way, the newest
 * one that can be shown; others are left out. Nothing that happens here affects the task.
 */
export class PreviewUploader implements Service {
  readonly name = 'preview uploader';
  readonly #stopping = new AbortController();
  #waiting: Item | undefined;
  #working: Promise<void> = Promise.resolve();
  #isBusy = false;
  /** One after the other, so that the newest one comes last. */
  #looking: Promise<void> = Promise.resolve();

  constructor(private readonly parts: UploaderParts) {}

  start(): Promise<void> {
    return Promise.resolve();
  }

  /** Drops what waits and what is on its way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#looking;
    this.#waiting = undefined;
    await this.#working;
  }

  /** An image was written. */
  produced(taskId: string, path: string): void {
    const item = { taskId, path, logger: this.parts.logger.child({ task: taskId, image: path }) };
    this.#looking = this.#looking.then(() => this.#look(item));
  }

  /** An image that cannot be shown must not push out one that can: EXR and its preview come in one go. */
  async #look(item: Item): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    try {
      if (!canBePreview(await readHeader(item.path))) return item.logger.info(texts.PREVIEW_NOT_DECODABLE);
    } catch (error) {
      return item.logger.error({ error: describeSystemError(error) }, texts.PREVIEW_UNREADABLE);
    }
    this.#waiting = item;
    if (!this.#isBusy) this.#working = this.#work();
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    for (let item = this.#take(); item; item = this.#take()) {
      const preview = await this.#decode(item);
      if (preview && !this.#stopping.signal.aborted) await this.#upload(item, preview);
    }
    this.#isBusy = false;
  }

  #take(): Item | undefined {
    const item = this.#waiting;
    this.#waiting = undefined;
    return item;
  }

  async #decode({ path, logger }: Item): Promise<Buffer | undefined> {
    try {
      return await makePreview(path);
    } catch (error) {
      const reason = error instanceof FloatingPointImage ? texts.FLOATING_POINT_IMAGE : error;
      logger.error({ error: reason }, texts.PREVIEW_DEFECTIVE);
      return undefined;
    }
  }

  async #upload({ taskId, logger }: Item, preview: Buffer): Promise<void> {
    const { client, session } = this.parts;
    const { signal } = this.#stopping;
    const bytes = new Uint8Array(preview);
    const reply = await session
      .ask((who) => client.outputProduced(who, taskId, bytes, signal))
      .catch((error: unknown): Reply => ({ kind: 'no-answer', reason: errorText(error) }));
    if (!signal.aborted) logUploadAnswer(reply, logger);
  }
}
