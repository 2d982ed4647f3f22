import { probeStorage } from '@flamenco/common';
import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { FetchLoop } from './awake/fetch-loop.js';
import { TaskRunner } from './awake/run-task.js';
import { CredentialsFile } from './config/credentials.js';
import { HomeWatch } from './config/home-watch.js';
import type { WorkerOptions } from './config/options.js';
import type { DiscoveryParts } from './discovery/discover.js';
import { LastManager } from './discovery/last-manager.js';
import type { LocatedManager } from './discovery/locate-manager.js';
import { watchManager } from './discovery/manager-watch.js';
import type { ManagerWatchParts } from './discovery/manager-watch.js';
import type { HostFacts } from './host-facts/collect.js';
import { Announcer } from './manager/announcer.js';
import { BackOff } from './manager/back-off.js';
import { ManagerClient } from './manager/client.js';
import { FarmQuestions } from './manager/farm-questions.js';
import { recognise } from './manager/recognition.js';
import { Requester } from './manager/requester.js';
import type { Fetch } from './manager/requester.js';
import { Identity } from './manager/identity.js';
import { Session } from './manager/session.js';
import type { RoomWait } from './room-wait.js';
import type { ShutdownParts } from './shutdown.js';
import { StorageAnswerer } from './storage-questions/storage-answerer.js';
import { PACE } from './pace.js';
import type { Pace } from './pace.js';
import * as texts from './texts/console.js';
import { TaskListener } from './updates/listener.js';
import { UpdateQueue } from './updates/queue.js';
import { UpdateSender } from './updates/sender.js';
import type { Wishes } from './wishes.js';
import type { MakeWorkbench, Workbench } from './workbench.js';
import { Worker } from './worker.js';

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
  readonly discovery: DiscoveryParts;
  readonly fetch?: Fetch | undefined;
  /** Facts about the machine for the Manager's users; none are told without it. */
  readonly describeHost?: ((farm: FarmQuestions, signal: AbortSignal) => Promise<HostFacts>) | undefined;
  readonly room: RoomWait;
  /** Also takes wishes from before the composition. */
  readonly wishes: Wishes;
  readonly pace?: Pace;
}

/** Everything long-lived of one Worker. */
export interface ComposedWorker extends ShutdownParts {
  readonly worker: Worker;
  readonly workbench: Workbench;
  /** Looks after a Manager that was found on the network; ends when the Worker stops. */
  readonly watchManager: () => Promise<void>;
}

/**
 * Creates the Worker's parts and joins them; the only place that does.
 *
 * @throws QueueFileError when the queue of updates cannot be opened
 */
export function composeWorker(
  options: WorkerOptions,
  manager: LocatedManager,
  surroundings: Surroundings,
): ComposedWorker {
  const { clock, logger, stopping, wishes, pace = PACE } = surroundings;
  const makeBackOff = () => new BackOff(clock, Math.random, pace.backOff);
  logger.info({ dsn: options.paths.database }, texts.OPENING_DATABASE);
  const queue = new UpdateQueue(options.paths.database, clock);
  const requester = new Requester({
    baseUrl: manager.url,
    userAgent: surroundings.userAgent,
    clock,
    limits: pace.timeLimits,
    fetch: surroundings.fetch,
    asked: () => storageAnswerer.asked(),
  });
  const client = new ManagerClient(requester);
  const farm = new FarmQuestions(requester);
  const { describeHost } = surroundings;
  const identity = new Identity({
    client,
    file: new CredentialsFile(options.paths.credentials, texts.credentialsHeader),
    introduction: options.introduction,
    describeHost: describeHost && ((signal) => describeHost(farm, signal)),
    hint: texts.unreachableHint(manager.portGiven),
    room: surroundings.room,
    clock,
    logger,
    backOff: makeBackOff(),
  });
  const session = new Session(identity, signedOnAgain, stopping);
  const workbench = surroundings.makeWorkbench({ client, session, farm });
  const probe = (path: string, signal: AbortSignal) =>
    probeStorage(path, { clock, signal, limitMs: pace.storageLimitMs });
  const storageAnswerer = new StorageAnswerer({ client, session, probe, logger, makeBackOff, stopping });
  const announcer = new Announcer(client, session, logger, makeBackOff);
  const runner = new TaskRunner({
    client,
    session,
    clock,
    logger,
    everyMs: pace.mayRunEveryMs,
    makeListener: (taskId) =>
      new TaskListener(taskId, {
        queue,
        clock,
        chunkLimits: pace.chunks,
        logLimitBytes: pace.logLimitBytes,
        additions: () => identity.additions,
      }),
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
  const home = new HomeWatch(options.paths, queue);
  const fetchLoop = new FetchLoop({
    client,
    session,
    sender,
    runner,
    wishes,
    home,
    clock,
    logger,
    idle: makeBackOff(),
    longPollMs: pace.longPollMs,
  });
  const poll = { client, session, wishes, clock, logger, everyMs: pace.pollEveryMs };
  const { testMachine } = workbench;
  const worker = new Worker({
    announcer,
    fetchLoop,
    poll,
    testMachine,
    wishes,
    home,
    clock,
    logger,
    reentry: makeBackOff(),
  });
  return {
    worker,
    workbench,
    watchManager: async () => {
      if (manager.isDiscovered) await watchManager(watchParts(), stopping);
    },
    client,
    identity,
    session,
    queue,
    sender,
    clock,
    logger,
    limits: pace.shutdown,
  };

  function watchParts(): ManagerWatchParts {
    const { discovery, fetch, userAgent } = surroundings;
    return {
      ...discovery,
      requester,
      last: new LastManager(options.paths.lastManager),
      isOurs: async (url, signal) => {
        const who = identity.credentials;
        const there = new Requester({ baseUrl: url, userAgent, clock, limits: pace.timeLimits, fetch });
        return who !== undefined && (await recognise(new ManagerClient(there), who, signal)).kind === 'known';
      },
      limits: pace.outage,
    };
  }

  /** A Worker in the middle of a task stays awake for it, and says so; any other goes where the Manager wants it. */
  function signedOnAgain(statusRequested: string): void {
    if (runner.runningTask === undefined) wishes.wish({ status: statusRequested });
    else announcer.announce('awake', stopping).catch(surroundings.broken);
  }
}
