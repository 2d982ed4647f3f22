import { errorText } from '@flamenco/common';
import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { composeWorker } from './compose.js';
import type { ComposedWorker, Surroundings } from './compose.js';
import { claimHome } from './config/claim-home.js';
import { compileOptions } from './config/options.js';
import { probeHome } from './config/home-watch.js';
import type { Host, RunFlags, WorkerOptions } from './config/options.js';
import { StartError } from './config/start-error.js';
import { createHome } from './config/worker-home.js';
import { discoveryParts } from './discovery/discovery-parts.js';
import type { DiscoveryParts } from './discovery/discover.js';
import { LastManager } from './discovery/last-manager.js';
import { locateManager } from './discovery/locate-manager.js';
import type { LocatedManager } from './discovery/locate-manager.js';
import type { SearchNetwork } from './discovery/search-network.js';
import { logFatal } from './fatal.js';
import { flushQueue } from './flush.js';
import type { Fetch } from './manager/requester.js';
import { PACE } from './pace.js';
import type { Pace } from './pace.js';
import { RoomWait } from './room-wait.js';
import { requestedExitCode } from './rules/next-state.js';
import { afterAbort, sayGoodbye } from './shutdown.js';
import * as texts from './texts/console.js';
import { Wishes } from './wishes.js';
import type { MakeWorkbench } from './workbench.js';
import type { WorkerEnding } from './worker.js';

/** What a run of the program gets from outside. */
export interface ProgramParts {
  readonly flags: RunFlags & { readonly flush: boolean };
  readonly host: Host;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly userAgent: string;
  /** Gives what makes the workbench; called once the home is this Worker's. */
  readonly prepareWorkbench: (options: WorkerOptions, logger: Logger) => Promise<MakeWorkbench>;
  /** The networks on which a Manager is looked for. */
  readonly network: SearchNetwork;
  /** Used instead of the global `fetch`, to go through a proxy. */
  readonly fetch?: Fetch | undefined;
  readonly describeHost?: Surroundings['describeHost'];
  readonly pace?: Pace;
}

/** Of a shutdown that takes too long; what the original's -2 is to a shell (contract 07 §11.2). */
const FORCED_EXIT_CODE = 254;

/** How long the updates of a former run may hold up the first state, in milliseconds. */
const START_FLUSH_MS = 10_000;

/** One run of the Worker program, from its options to its exit code (contract 07 §1.1, §3, §11). */
export class WorkerProgram {
  readonly #stopping = new AbortController();
  readonly #wishes = new Wishes();
  #composed: ComposedWorker | undefined;
  readonly #room: RoomWait;
  #failure: unknown;

  constructor(private readonly parts: ProgramParts) {
    this.#room = new RoomWait({ ...parts, everyMs: (parts.pace ?? PACE).pollEveryMs });
  }

  /** Whether the program is on its way out. */
  get isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** Runs until the Manager or `interrupt` ends it; gives the exit code. Never throws. */
  async run(): Promise<number> {
    const { clock, pace = PACE } = this.parts;
    const ended = new AbortController();
    const tooLong = afterAbort(pace.shutdown.totalMs, this.#stopping.signal, clock, ended.signal);
    const exitCode = await Promise.race([this.#run(), tooLong.then(() => this.#force())]);
    ended.abort();
    return exitCode;
  }

  async #run(): Promise<number> {
    try {
      const { flags, host, logger } = this.parts;
      const options = await compileOptions(flags, host, logger, () => this.#withRoom(() => createHome(host)));
      // What waits there can be sent whether or not there is room.
      if (!flags.flush) await this.#withRoom(() => probeHome(options.paths), options.paths.home);
      const lock = claimHome(options.paths);
      try {
        return await this.#runInHome(options);
      } finally {
        lock.release();
      }
    } catch (error) {
      if (error === this.#stopping.signal.reason) return this.#endInOrder();
      logFatal(error, this.parts.logger);
      return 1;
    }
  }

  /** A step of the start; one that finds no room for what it writes is taken again later. `-flush` has no time for that. */
  async #withRoom<T>(step: () => T | Promise<T>, file?: string): Promise<T> {
    return this.parts.flags.flush ? await step() : await this.#room.untilDone(step, this.#stopping.signal, file);
  }

  /** Ends the run in good order, also while it is still starting (contract 00 D6.5). */
  interrupt(signal: string): void {
    this.parts.logger.info({ signal }, texts.SIGNAL_RECEIVED);
    this.#stopping.abort();
  }

  /** To sleep after the current task (contract 00 D6.10). */
  sleep(): void {
    this.parts.logger.info(texts.SLEEP_SIGNAL);
    this.#wishes.wish({ status: 'asleep', reason: texts.SLEEP_BY_OWNER });
  }

  /** Awake again, whoever sent the Worker to sleep. */
  wake(): void {
    this.parts.logger.info(texts.WAKE_SIGNAL);
    this.#wishes.wish({ status: 'awake', reason: texts.WOKEN_BY_OWNER });
  }

  /** Ends the run as `interrupt` does, but not as a success. */
  fail(error: unknown): void {
    this.#failure ??= error;
    this.#stopping.abort();
  }

  /** Kills every program that a command has started; the process has to end right after it. */
  killNow(): void {
    this.#composed?.workbench.killNow();
  }

  /** A shutdown took too long: the exit code of the original, without ceremony. */
  #force(): number {
    this.parts.logger.error(texts.SHUTDOWN_FORCED);
    this.killNow();
    return FORCED_EXIT_CODE;
  }

  async #runInHome(options: WorkerOptions): Promise<number> {
    const makeWorkbench = await this.parts.prepareWorkbench(options, this.parts.logger);
    const discovery = discoveryParts({ ...this.parts, askEveryMs: (this.parts.pace ?? PACE).discovery.askEveryMs });
    const manager = await this.#locateManager(options, discovery);
    if (!manager) return this.#endInOrder();
    const composed = await this.#withRoom(() => this.#compose(options, manager, discovery, makeWorkbench));
    this.#composed = composed;
    try {
      await loadIdentity(composed, options);
      return this.parts.flags.flush ? await this.#flush(composed) : await this.#work(composed, options);
    } finally {
      this.#stopping.abort();
      await composed.sender.stop();
      await composed.workbench.stop();
      const lost = composed.queue.close();
      if (lost > 0) this.parts.logger.error({ updates: lost }, texts.UPDATES_LOST);
    }
  }

  /** Undefined when the program was stopped before one was found. */
  async #locateManager(options: WorkerOptions, discovery: DiscoveryParts): Promise<LocatedManager | undefined> {
    const stopping = this.#stopping.signal;
    const last = new LastManager(options.paths.lastManager);
    const { limitMs } = (this.parts.pace ?? PACE).discovery;
    try {
      return await locateManager(options.manager, last, discovery, limitMs, stopping);
    } catch (error) {
      if (!stopping.aborted) throw error;
      return undefined;
    }
  }

  async #flush(composed: ComposedWorker): Promise<number> {
    const isFlushed = await flushQueue(composed, this.#stopping, (this.parts.pace ?? PACE).flushLimitMs);
    await composed.identity.signOff(composed.limits.signOffMs);
    this.#endInOrder();
    return isFlushed ? 0 : 1;
  }

  async #work(composed: ComposedWorker, options: WorkerOptions): Promise<number> {
    const ending = await this.#untilEnd(composed);
    this.#stopping.abort();
    await sayGoodbye(composed, ending.why === 'stopped' ? ending.interruptedTask : undefined);
    this.#endInOrder();
    return ending.why === 'stopped' ? 0 : requestedExitCode(ending.why, options.restartExitCode);
  }

  /** Whatever breaks, the Manager hears of the end. */
  async #untilEnd({ identity, sender, worker, watchManager }: ComposedWorker): Promise<WorkerEnding> {
    const stopping = this.#stopping.signal;
    watchManager().catch((error: unknown) => this.fail(error));
    try {
      const requested = await identity.signOn(stopping);
      await sender.start();
      await sender.flushedWithin(START_FLUSH_MS, stopping);
      return await worker.run(requested, stopping);
    } catch (error) {
      if (!stopping.aborted) this.fail(error);
      return { why: 'stopped', interruptedTask: undefined };
    }
  }

  /** The last line, unless something broke; gives the exit code of an ordinary end. */
  #endInOrder(): 0 {
    if (this.#failure !== undefined) throw this.#failure;
    this.parts.logger.warn(texts.SHUTDOWN_COMPLETE);
    return 0;
  }

  #compose(
    options: WorkerOptions,
    manager: LocatedManager,
    discovery: DiscoveryParts,
    makeWorkbench: MakeWorkbench,
  ): ComposedWorker {
    const broken = (error: unknown) => this.fail(error);
    const [stopping, wishes] = [this.#stopping.signal, this.#wishes];
    return composeWorker(options, manager, {
      ...this.parts,
      ...{ stopping, wishes, broken, makeWorkbench, discovery, room: this.#room },
    });
  }
}

async function loadIdentity({ identity }: ComposedWorker, options: WorkerOptions): Promise<void> {
  if (options.registerAnew) return;
  await identity.load().catch((error: unknown) => {
    throw new StartError(texts.CREDENTIALS_UNREADABLE, errorText(error));
  });
}
