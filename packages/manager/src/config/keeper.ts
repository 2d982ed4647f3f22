import { errorText } from '@flamenco/common';
import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { keeperTexts as texts } from '../texts/config.js';
import { changedKeys, holdUntilRestart, isSameDocument, keysForRestart } from './changes.js';
import type { ConfigDocument } from './document.js';
import { writeConfigFile } from './file.js';
import { fileStamp } from './file-stamp.js';
import type { ConfigRemark } from './host.js';
import type { ConfigKey } from './keys.js';
import { interpretDocument, loadConfig } from './load.js';
import type { ConfigSources, LoadedConfig, UsableConfig } from './load.js';
import type { ConfigService } from './service.js';
import { takeSnapshot } from './snapshot.js';

/** What keeping the configuration needs. */
export interface KeeperParts {
  readonly sources: ConfigSources;
  /** Where everybody reads the configuration in effect. */
  readonly live: ConfigService;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The Manager's version, for the comment on top of the file. */
  readonly version: string;
}

/** What became of a change. */
export type SaveOutcome = { readonly kind: 'saved' } | { readonly kind: 'not-written'; readonly reason: string };

/**
 * Keeps the configuration in effect in step with its file: what is edited there is checked, then swapped in as a whole;
 * a broken file changes nothing (D4.1). One change at a time.
 */
export class ConfigKeeper {
  readonly #running: ConfigDocument;
  #loaded: UsableConfig;
  /** Of the file as it was last read; none before the first look. */
  #stamp: string | undefined;
  /** Of a file that may still be written to. */
  #unsettled: string | undefined;
  #problem: string | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** @param loaded what the Manager was started with, and `live` has */
  constructor(
    loaded: UsableConfig,
    private readonly parts: KeeperParts,
  ) {
    this.#loaded = loaded;
    this.#running = loaded.effective;
  }

  /** What the file says, in regular form, without environment and flags. */
  get document(): ConfigDocument {
    return this.#loaded.document;
  }

  /** Absolute; the file need not exist. */
  get fileName(): string {
    return this.#loaded.fileName;
  }

  /** The keys whose values in the file wait for a restart. */
  get waitingForRestart(): readonly ConfigKey[] {
    return keysForRestart(this.#running, this.#loaded.effective);
  }

  /** Reads the file again if it is another one than before and nobody is writing to it any more. Never rejects. */
  watch(): Promise<void> {
    return this.#inTurn(async () => {
      const stamp = await fileStamp(this.#loaded.fileName);
      if (stamp === this.#stamp) return;
      const isSettled = stamp === this.#unsettled || this.#stamp === undefined;
      this.#unsettled = stamp;
      if (isSettled) await this.#read(stamp);
    });
  }

  /** The same at once, for somebody who wants to see the present state. */
  refresh(): Promise<void> {
    return this.#inTurn(() => this.#refresh());
  }

  /** Reads the file again in any case, and says what came of it. */
  reload(): Promise<void> {
    return this.#inTurn(async () => {
      this.#problem = undefined;
      const before = this.#loaded;
      await this.#read(await fileStamp(before.fileName));
      if (this.#problem === undefined && this.#loaded === before) this.parts.logger.info(texts.unchanged);
    });
  }

  /**
   * Changes the file and puts the change into effect, as far as no restart is needed. When nothing changes, the file
   * stays as it is, with its comments.
   *
   * @param edit makes the new document from the present one; what it throws is passed on, and nothing has changed
   */
  save(edit: (document: ConfigDocument) => ConfigDocument): Promise<SaveOutcome> {
    return this.#inTurn(async () => {
      await this.#refresh();
      const next = interpretDocument(edit(this.document), this.parts.sources);
      if (next.kind === 'failed') return { kind: 'not-written', reason: next.message };
      if (this.#stamp !== 'ENOENT' && isSameDocument(next.document, this.document)) return { kind: 'saved' };
      return await this.#write(next);
    });
  }

  async #write(next: UsableConfig): Promise<SaveOutcome> {
    const { clock, logger, version } = this.parts;
    const now = clock.localParts(clock.now());
    try {
      await writeConfigFile(next.fileName, { document: next.document, now, version });
    } catch (error) {
      return { kind: 'not-written', reason: errorText(error) };
    }
    logger.info({ filename: next.fileName }, texts.saved);
    this.#stamp = await fileStamp(next.fileName);
    this.#problem = undefined;
    this.#take(next);
    return { kind: 'saved' };
  }

  async #refresh(): Promise<void> {
    const stamp = await fileStamp(this.#loaded.fileName);
    if (stamp !== this.#stamp) await this.#read(stamp);
  }

  async #read(stamp: string): Promise<void> {
    this.#stamp = stamp;
    const { fileName } = this.#loaded;
    const next: LoadedConfig = await loadConfig(this.parts.sources);
    if (next.kind === 'failed') this.#tellProblem(next.message);
    else if (!next.isFromFile && this.#loaded.isFromFile) this.#tellProblem(texts.fileGone(fileName));
    else {
      if (this.#problem !== undefined) this.parts.logger.info({ file: fileName }, texts.goodAgain);
      this.#problem = undefined;
      this.#take(next);
    }
  }

  #tellProblem(problem: string): void {
    if (problem === this.#problem) return;
    this.#problem = problem;
    this.parts.logger.error({ error: problem }, texts.lastGoodKept);
  }

  /** Puts a good configuration into effect. */
  #take(next: UsableConfig): void {
    const before = this.#loaded;
    const isSame = isSameDocument(before.document, next.document) && isSameDocument(before.effective, next.effective);
    // Another comment, or another order of the keys.
    if (isSame && before.isFromFile === next.isFromFile) return;
    this.#loaded = next;
    const { live, logger, sources } = this.parts;
    const inEffect = holdUntilRestart(this.#running, next.effective);
    const { config } = takeSnapshot(inEffect, sources.host, sources.flags.setupAssistant ?? false);
    // Where it was found at the start; looking again might find another one.
    live.replace({ ...config, localManagerStoragePath: live.current().localManagerStoragePath });
    this.#tellRemarks(before.remarks, next.remarks);
    const changed = changedKeys(before.effective, next.effective);
    logger.info({ changed }, texts.replaced);
    if (this.waitingForRestart.length > 0) logger.warn({ keys: this.waitingForRestart }, texts.restartNeeded);
  }

  #tellRemarks(before: readonly ConfigRemark[], now: readonly ConfigRemark[]): void {
    const known = new Set(before.map((remark) => JSON.stringify(remark)));
    for (const remark of now) {
      if (!known.has(JSON.stringify(remark))) this.parts.logger[remark.level](remark.fields, remark.text);
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
