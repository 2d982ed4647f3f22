import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { readTask } from '../manager/assigned-task.js';
import type { Task } from '../manager/assigned-task.js';
import type { BackOff } from '../manager/back-off.js';
import type { ManagerClient } from '../manager/client.js';
import { withJoined } from '../manager/interruption.js';
import type { Reply, Session } from '../manager/session.js';
import { requestedStatus } from '../rules/sign-on.js';
import * as texts from '../texts/console.js';
import type { HomeWatch } from '../config/home-watch.js';
import type { UpdateSender } from '../updates/sender.js';
import type { Wish, Wishes } from '../wishes.js';
import type { TaskRunner } from './run-task.js';

/** What the loop of an awake Worker is made of. */
export interface FetchLoopParts {
  readonly client: ManagerClient;
  readonly session: Session;
  readonly sender: UpdateSender;
  readonly runner: TaskRunner;
  readonly wishes: Wishes;
  readonly home: HomeWatch;
  readonly clock: Clock;
  readonly logger: Logger;
  /** For asking again when there was no task. */
  readonly idle: BackOff;
  /** How long our own Manager may keep a request open, in milliseconds. */
  readonly longPollMs: number;
}

/** Below a Manager's default `worker_timeout`, so that a waiting Worker is not taken for a lost one. */
export const LONG_POLL_MS = 20_000;

/** How the awake state ended. */
export type AwakeEnding =
  | ({ readonly kind: 'change-status' } & Wish)
  /** The Worker's own directory takes nothing; a task that it has is to be given back. */
  | { readonly kind: 'unfit'; readonly trouble: string }
  /** The Worker is shutting down, in the middle of a task when there is one. */
  | { readonly kind: 'stopped'; readonly interruptedTask: string | undefined };

/** What a request for a task gave. */
type Fetched =
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'nothing'; readonly managerWaited: boolean }
  | { readonly kind: 'change-status'; readonly status: string }
  /** The Manager does not count this Worker as awake. */
  | { readonly kind: 'out-of-step' }
  | { readonly kind: 'signed-on-again' }
  | { readonly kind: 'try-again'; readonly afterMs: number };

/** Asks for tasks and runs them until the Worker is to be in another state (contract 07 §12.1, 00 D6.1). */
export class FetchLoop {
  constructor(private readonly parts: FetchLoopParts) {}

  async run(stopping: AbortSignal): Promise<AwakeEnding> {
    while (!stopping.aborted) {
      const wish = this.parts.wishes.take();
      if (wish !== undefined) return this.#leave({ kind: 'change-status', ...wish }, stopping);
      const trouble = this.parts.home.trouble();
      if (trouble !== undefined) return this.#leave({ kind: 'unfit', trouble }, stopping);
      const fetched = await this.#interruptible(stopping, (signal) => this.#fetchWhenFlushed(signal));
      const ending = fetched && (await this.#obey(fetched, stopping));
      if (ending) return ending;
    }
    return { kind: 'stopped', interruptedTask: undefined };
  }

  /** A Manager that hears of another state requeues a task whose end it has not heard of yet. */
  async #leave(ending: AwakeEnding, stopping: AbortSignal): Promise<AwakeEnding> {
    await this.parts.sender.flushed(stopping);
    return ending;
  }

  /** Everything reported so far has to be known before a task is handed out, or a finished one would be run again. */
  async #fetchWhenFlushed(signal: AbortSignal): Promise<Fetched | undefined> {
    if (!(await this.parts.sender.flushed(signal)) || signal.aborted) return undefined;
    const waitMs = this.parts.session.identity.additions.longPoll ? this.parts.longPollMs : 0;
    const askedAt = this.parts.clock.now().getTime();
    const reply = await this.parts.session.ask((who) => this.parts.client.fetchTask(who, waitMs, signal));
    if (signal.aborted && reply.kind !== 'answer') return undefined;
    const waitedMs = this.parts.clock.now().getTime() - askedAt;
    return this.#judge(reply, waitMs > 0 && waitedMs * 2 > waitMs);
  }

  #judge(reply: Reply, managerWaited: boolean): Fetched {
    if (reply.kind === 'signed-on-again') return { kind: 'signed-on-again' };
    if (reply.kind === 'no-answer') {
      this.parts.logger.error({ error: reply.reason }, texts.TASK_NOT_OBTAINED);
      return { kind: 'try-again', afterMs: 0 };
    }
    if (reply.status === 204) return { kind: 'nothing', managerWaited };
    if (reply.status === 409) return { kind: 'out-of-step' };
    const status = reply.status === 423 ? requestedStatus(reply.body) : undefined;
    if (status !== undefined) return { kind: 'change-status', status };
    const task = reply.status === 200 ? readTask(reply.body) : undefined;
    if (task) return { kind: 'task', task };
    this.parts.logger.warn({ code: reply.status, error: reply.body }, texts.TASK_ANSWER_UNKNOWN);
    return { kind: 'try-again', afterMs: reply.retryAfterMs };
  }

  async #obey(fetched: Fetched, stopping: AbortSignal): Promise<AwakeEnding | undefined> {
    switch (fetched.kind) {
      case 'task':
        return this.#runTask(fetched.task, stopping);
      case 'change-status':
        this.parts.logger.info({ requestedStatus: fetched.status }, texts.STATUS_CHANGE_REQUESTED);
        return fetched;
      case 'out-of-step':
        this.parts.logger.warn(texts.OUT_OF_STEP);
        await this.parts.session.renew();
        return undefined;
      case 'signed-on-again':
        return undefined;
      case 'nothing':
        this.parts.logger.debug(texts.NO_TASK);
        if (fetched.managerWaited) this.parts.idle.reset();
        else await this.#pause(0, stopping);
        return undefined;
      case 'try-again':
        await this.#pause(fetched.afterMs, stopping);
        return undefined;
    }
  }

  async #runTask(task: Task, stopping: AbortSignal): Promise<AwakeEnding | undefined> {
    this.parts.logger.info({ task: task.uuid, job: task.job }, texts.OBTAINED_TASK);
    const trouble = this.parts.home.trouble();
    if (trouble !== undefined) return { kind: 'unfit', trouble };
    const outcome = await this.parts.runner.run(task, stopping);
    if (outcome === 'interrupted') return { kind: 'stopped', interruptedTask: task.uuid };
    if (outcome === 'not-ours') await this.#pause(0, stopping);
    else this.parts.idle.reset();
    return undefined;
  }

  async #pause(atLeastMs: number, stopping: AbortSignal): Promise<void> {
    await this.#interruptible(stopping, (signal) => this.parts.idle.pause(signal, atLeastMs));
  }

  /** A wait that a shutdown and a wish cut short. */
  #interruptible<T>(stopping: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return withJoined([stopping, this.parts.wishes.signal], work);
  }
}
