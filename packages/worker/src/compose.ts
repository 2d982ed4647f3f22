import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { POLL_EVERY_MS } from './asleep/state-poll.js';
import { FetchLoop, LONG_POLL_MS } from './awake/fetch-loop.js';
import { ASK_EVERY_MS } from './awake/may-i-run.js';
import { TaskRunner } from './awake/run-task.js';
import { CredentialsFile } from './config/credentials.js';
import type { WorkerOptions } from './config/options.js';
import { FLUSH_LIMIT_MS } from './flush.js';
import { Announcer } from './manager/announcer.js';
import { BackOff } from './manager/back-off.js';
import { ManagerClient, TIME_LIMITS } from './manager/client.js';
import type { TimeLimits } from './manager/client.js';
import { Identity } from './manager/identity.js';
import { Session } from './manager/session.js';
import { BACK_OFF } from './rules/back-off.js';
import type { BackOffPolicy } from './rules/back-off.js';
import { LOG_LIMIT_BYTES } from './rules/log-budget.js';
import { SHUTDOWN_LIMITS } from './shutdown.js';
import type { ShutdownLimits, ShutdownParts } from './shutdown.js';
import * as texts from './texts/console.js';
import { TaskListener } from './updates/listener.js';
import { CHUNK_LIMITS } from './updates/log-chunks.js';
import type { ChunkLimits } from './updates/log-chunks.js';
import { UpdateQueue } from './updates/queue.js';
import { UpdateSender } from './updates/sender.js';
import type { Wishes } from './wishes.js';
import type { MakeWorkbench, Workbench } from './workbench.js';
import { Worker } from './worker.js';

/** The rhythm of a Worker; tests choose a quicker one. */
export interface Pace {
  readonly backOff: BackOffPolicy;
  readonly timeLimits: TimeLimits;
  readonly mayRunEveryMs: number;
  readonly pollEveryMs: number;
  readonly longPollMs: number;
  readonly chunks: ChunkLimits;
  readonly logLimitBytes: number;
  readonly shutdown: ShutdownLimits;
  readonly flushLimitMs: number;
}

/** The rhythm that the contract and the decisions set. */
export const PACE: Pace = {
  backOff: BACK_OFF,
  timeLimits: TIME_LIMITS,
  mayRunEveryMs: ASK_EVERY_MS,
  pollEveryMs: POLL_EVERY_MS,
  longPollMs: LONG_POLL_MS,
  chunks: CHUNK_LIMITS,
  logLimitBytes: LOG_LIMIT_BYTES,
  shutdown: SHUTDOWN_LIMITS,
  flushLimitMs: FLUSH_LIMIT_MS,
};

/** What the composition gets from outside. */
export interface Surroundings {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly userAgent: string;
  /** Aborted when the Worker is to stop. */
  readonly stopping: AbortSignal;
  /** Something broke in the background, and the Worker cannot go on. */
  readonly broken: (error: unknown) => void;
  readonly makeWorkbench: MakeWorkbench;
  /** Also takes wishes from before the composition. */
  readonly wishes: Wishes;
  readonly pace?: Pace;
}

/** Everything long-lived of one Worker. */
export interface ComposedWorker extends ShutdownParts {
  readonly worker: Worker;
  readonly workbench: Workbench;
}

/**
 * Creates the Worker's parts and joins them; the only place that does.
 *
 * @throws QueueFileError when the queue of updates cannot be opened
 */
export function composeWorker(options: WorkerOptions, surroundings: Surroundings): ComposedWorker {
  const { clock, logger, stopping, wishes, pace = PACE } = surroundings;
  const makeBackOff = () => new BackOff(clock, Math.random, pace.backOff);
  logger.info({ dsn: options.paths.database }, texts.OPENING_DATABASE);
  const queue = new UpdateQueue(options.paths.database, clock);
  const client = new ManagerClient({
    baseUrl: options.managerUrl,
    userAgent: surroundings.userAgent,
    clock,
    limits: pace.timeLimits,
  });
  const identity = new Identity({
    client,
    file: new CredentialsFile(options.paths.credentials, texts.credentialsHeader),
    introduction: options.introduction,
    hint: texts.unreachableHint(options.managerPortGiven),
    clock,
    logger,
    backOff: makeBackOff(),
  });
  const session = new Session(identity, signedOnAgain, stopping);
  const workbench = surroundings.makeWorkbench(client, session);
  const announcer = new Announcer(client, session, logger, makeBackOff);
  const runner = new TaskRunner({
    client,
    session,
    clock,
    logger,
    everyMs: pace.mayRunEveryMs,
    makeListener: (taskId) =>
      new TaskListener(taskId, { queue, clock, chunkLimits: pace.chunks, logLimitBytes: pace.logLimitBytes }),
    runCommand: workbench.runCommand,
  });
  const sender = new UpdateSender({
    queue,
    client,
    session,
    clock,
    logger,
    backOff: makeBackOff(),
    runningTask: () => runner.runningTask,
    notOurs: (taskId, status) => runner.notOurs(taskId, status),
    broken: surroundings.broken,
  });
  const fetchLoop = new FetchLoop({
    client,
    session,
    sender,
    runner,
    wishes,
    clock,
    logger,
    idle: makeBackOff(),
    longPollMs: pace.longPollMs,
  });
  const asleep = { client, session, wishes, clock, logger, everyMs: pace.pollEveryMs };
  const worker = new Worker({ announcer, fetchLoop, asleep, wishes, clock, logger, reentry: makeBackOff() });
  return { worker, workbench, client, identity, session, queue, sender, clock, logger, limits: pace.shutdown };

  /** A Worker in the middle of a task stays awake for it, and says so; any other goes where the Manager wants it. */
  function signedOnAgain(statusRequested: string): void {
    if (runner.runningTask === undefined) wishes.wish(statusRequested);
    else announcer.announce('awake', stopping).catch(surroundings.broken);
  }
}
