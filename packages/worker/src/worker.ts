import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import type { FetchLoop } from './awake/fetch-loop.js';
import { untilStateRequested, untilStateRequestedDuring } from './asleep/state-poll.js';
import type { StatePollParts } from './asleep/state-poll.js';
import type { HomeWatch } from './config/home-watch.js';
import type { AnnouncedStatus, Announcer } from './manager/announcer.js';
import type { BackOff } from './manager/back-off.js';
import { waited } from './manager/back-off.js';
import { withJoined } from './manager/interruption.js';
import { nextState } from './rules/next-state.js';
import * as texts from './texts/console.js';
import type { Wish, Wishes } from './wishes.js';

/** Why the state loop ended. */
export type WorkerEnding =
  { readonly why: 'offline' | 'restart' } | { readonly why: 'stopped'; readonly interruptedTask: string | undefined };

/** What the state loop is made of. */
export interface WorkerParts {
  readonly announcer: Announcer;
  readonly fetchLoop: FetchLoop;
  readonly poll: StatePollParts;
  /** Tests the machine, with the result in the log. */
  readonly testMachine: (signal: AbortSignal) => Promise<void>;
  readonly wishes: Wishes;
  readonly home: HomeWatch;
  readonly clock: Clock;
  readonly logger: Logger;
  /** For entering the state again that the Worker was in only a moment ago. */
  readonly reentry: BackOff;
}

/** A state that lasted this long, in milliseconds, was no misunderstanding between Worker and Manager. */
const SETTLED_MS = 10_000;

/** The states of a signed-on Worker: awake, asleep, testing its machine, shutting down (contract 07 §10). */
export class Worker {
  #state = 'starting';
  /** Where a test leads back to. */
  #resting: 'awake' | 'asleep' = 'awake';

  constructor(private readonly parts: WorkerParts) {}

  /** Goes from state to state as it is asked to, from the one that sign-on asked for. */
  async run(firstStatus: string, stopping: AbortSignal): Promise<WorkerEnding> {
    let wanted: Wish = { status: firstStatus };
    while (!stopping.aborted) {
      const enteredAt = this.parts.clock.now().getTime();
      const left = await this.#enter(wanted, stopping);
      if ('why' in left) return left;
      await this.#avoidCircling(wanted.status, left.status, enteredAt, stopping);
      wanted = left;
    }
    return { why: 'stopped', interruptedTask: undefined };
  }

  async #enter(wanted: Wish, stopping: AbortSignal): Promise<WorkerEnding | Wish> {
    const next = nextState(wanted.status);
    this.#logChange(wanted.status);
    switch (next.enter) {
      case 'shut-down':
        return { why: next.why };
      case 'awake':
        return this.#awake(wanted, stopping);
      case 'testing':
        return this.#test(stopping);
      case 'asleep':
        if (!next.understood) this.parts.logger.warn({ state: wanted.status }, texts.STATE_NOT_UNDERSTOOD);
        return this.#asleep(wanted, stopping);
    }
  }

  async #awake({ reason }: Wish, stopping: AbortSignal): Promise<WorkerEnding | Wish> {
    this.#resting = 'awake';
    await this.#announce('awake', stopping, reason);
    const ending = await this.parts.fetchLoop.run(stopping);
    if (ending.kind === 'change-status') return ending;
    if (ending.kind === 'unfit') return this.#unfit(ending.trouble, stopping);
    return { why: 'stopped', interruptedTask: ending.interruptedTask };
  }

  async #asleep({ reason }: Wish, stopping: AbortSignal): Promise<WorkerEnding | Wish> {
    this.#resting = 'asleep';
    await this.#announce('asleep', stopping, reason);
    this.parts.logger.info({ workerStatus: 'asleep' }, texts.SLEEPING);
    const wanted = await untilStateRequested(this.parts.poll, stopping);
    return wanted ?? { why: 'stopped', interruptedTask: undefined };
  }

  /** Runs no tasks while its own directory takes nothing, and says so: to the Manager this gives tasks back. */
  async #unfit(trouble: string, stopping: AbortSignal): Promise<WorkerEnding | Wish> {
    const { poll, logger } = this.parts;
    this.#logChange('error');
    logger.error({ error: trouble }, texts.HOME_TROUBLE);
    await this.#announce('error', stopping, trouble);
    const wanted = await untilStateRequestedDuring(poll, (signal) => this.#untilUsable(signal), stopping);
    if (stopping.aborted) return { why: 'stopped', interruptedTask: undefined };
    if (wanted) return wanted;
    logger.info(texts.HOME_USABLE_AGAIN);
    return { status: 'awake', reason: texts.HOME_USABLE_AGAIN };
  }

  async #untilUsable(signal: AbortSignal): Promise<void> {
    const { home, clock, poll } = this.parts;
    while (await waited(clock, poll.everyMs, signal)) if (home.trouble() === undefined) return;
  }

  /** One test, and back. */
  async #test(stopping: AbortSignal): Promise<WorkerEnding | Wish> {
    await this.#announce('testing', stopping);
    const { poll, testMachine } = this.parts;
    const wanted = await untilStateRequestedDuring(poll, testMachine, stopping);
    if (stopping.aborted) return { why: 'stopped', interruptedTask: undefined };
    return wanted ?? { status: this.#resting, reason: texts.AFTER_TEST };
  }

  #announce(status: AnnouncedStatus, stopping: AbortSignal, reason?: string): Promise<void> {
    const { announcer, wishes } = this.parts;
    return withJoined([stopping, wishes.signal], (signal) => announcer.announce(status, signal, reason));
  }

  /** A Manager that asks for the present state at every request must not be flooded with acknowledgements. */
  async #avoidCircling(from: string, to: string, enteredAt: number, stopping: AbortSignal): Promise<void> {
    const settled = this.parts.clock.now().getTime() - enteredAt >= SETTLED_MS;
    if (settled || from !== to) return this.parts.reentry.reset();
    await withJoined([stopping, this.parts.wishes.signal], (signal) => this.parts.reentry.pause(signal));
  }

  #logChange(requested: string): void {
    this.parts.logger.info({ curState: this.#state, newState: requested }, texts.STATE_CHANGE);
    this.#state = requested;
  }
}
