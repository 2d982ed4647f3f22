import type { Clock, Service } from '@flamenco/common';
import type { Logger } from 'pino';
import type { BackOff } from '../manager/back-off.js';
import type { ManagerClient } from '../manager/client.js';
import type { Reply, Session } from '../manager/session.js';
import { withTimeLimit } from '../manager/time-limit.js';
import { judgeUpdateAnswer } from '../rules/answer-to-update.js';
import * as texts from '../texts/console.js';
import type { QueuedUpdate, UpdateQueue } from './queue.js';

/** What the sender is made of. */
export interface SenderParts {
  readonly queue: UpdateQueue;
  readonly client: ManagerClient;
  readonly session: Session;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly backOff: BackOff;
  /** The task that this Worker runs at the moment; undefined between tasks. */
  readonly runningTask: () => string | undefined;
  /** The Manager says that the running task is not this Worker's; everything queued about it is gone already. */
  readonly notOurs: (taskId: string, status: number) => void;
  /** The Worker cannot go on. */
  readonly broken: (error: unknown) => void;
}

/** Sends the queue in the background, one update at a time and in order (contract 00 D6.2). */
export class UpdateSender implements Service {
  readonly name = 'update sender';
  #stopping: AbortController | undefined;
  #running: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;
  readonly #emptied = new Set<() => void>();

  constructor(private readonly parts: SenderParts) {}

  start(): Promise<void> {
    if (!this.#stopping) {
      this.#stopping = new AbortController();
      this.#running = this.#run(this.#stopping.signal).catch((error: unknown) => this.#broken(error));
    }
    return Promise.resolve();
  }

  /** Ends at once; a request on its way is given up and its update stays in the queue. */
  async stop(): Promise<void> {
    this.#stopping?.abort();
    this.#wake();
    await this.#running;
    this.#stopping = undefined;
  }

  /** Resolves when nothing waits to be sent, or when the signal is aborted; says whether the queue is empty. */
  async flushed(signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted && this.parts.queue.size() > 0) await this.#nextEmptied(signal);
    return this.parts.queue.size() === 0;
  }

  /** As `flushed`, for at most `limitMs`. */
  flushedWithin(limitMs: number, signal?: AbortSignal): Promise<boolean> {
    return withTimeLimit(this.parts.clock, limitMs, (limited) => this.flushed(limited), signal);
  }

  #nextEmptied(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#emptied.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#emptied.add(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const next = this.parts.queue.first();
      if (next) await this.#deal(next, signal);
      else await this.#nextAppended(signal);
    }
  }

  async #deal(next: QueuedUpdate, signal: AbortSignal): Promise<void> {
    const { update } = next;
    if (!update) {
      this.parts.logger.warn({ task: next.taskId }, texts.UPDATE_UNREADABLE);
      this.parts.queue.remove(next.id);
      return;
    }
    const reply = await this.parts.session.ask((who) => this.parts.client.taskUpdate(who, next.taskId, update, signal));
    if (!signal.aborted || reply.kind === 'answer') await this.#obey(next, reply, signal);
  }

  async #obey(next: QueuedUpdate, reply: Reply, signal: AbortSignal): Promise<void> {
    const { queue, backOff } = this.parts;
    const status = reply.kind === 'answer' ? reply.status : undefined;
    const verdict = judgeUpdateAnswer(status, this.parts.runningTask() === next.taskId);
    if (verdict === 'keep') return this.#tryLater(reply, signal);
    backOff.reset();
    queue.remove(next.id);
    if (verdict === 'drop') this.#logDropped(next, reply);
    if (verdict === 'not-ours') {
      queue.removeTask(next.taskId);
      this.parts.notOurs(next.taskId, status ?? 0);
    }
  }

  async #tryLater(reply: Reply, signal: AbortSignal): Promise<void> {
    if (reply.kind === 'no-answer') this.parts.logger.warn({ error: reply.reason }, texts.UPDATE_NOT_SENT);
    if (reply.kind === 'answer') this.parts.logger.warn({ code: reply.status }, texts.UPDATE_NOT_TAKEN);
    await this.parts.backOff.pause(signal, reply.kind === 'answer' ? reply.retryAfterMs : 0);
  }

  #logDropped({ taskId }: QueuedUpdate, reply: Reply): void {
    const fields = reply.kind === 'answer' ? { task: taskId, statusCode: reply.status, response: reply.body } : {};
    const reassigned = reply.kind === 'answer' && reply.status === 409;
    this.parts.logger.warn(fields, reassigned ? texts.UPDATE_REASSIGNED : texts.UPDATE_DISCARDED);
  }

  async #nextAppended(signal: AbortSignal): Promise<void> {
    for (const emptied of [...this.#emptied]) emptied();
    let forget: () => void = () => undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      forget = this.parts.queue.onAppend(resolve);
      if (signal.aborted || this.parts.queue.size() > 0) resolve();
    });
    forget();
  }

  #broken(error: unknown): void {
    if (!this.#stopping?.signal.aborted) this.parts.broken(error);
  }
}
