import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { probeStorage, ServiceGroup } from '@flamenco/common';
import type { Clock, Service, Version } from '@flamenco/common';
import type { Logger } from 'pino';
import type { ConfigKeeper } from './config/keeper.js';
import type { ConfigService } from './config/service.js';
import { FileSettings } from './config/settings.js';
import type { ManagerConfig } from './config/snapshot.js';
import { tracePath } from './config/trace-path.js';
import { collapseSettings, expandCommands, sharedStorageFor, variablesFor } from './config/variables.js';
import type { Database } from './db/database.js';
import { ownUrls } from './discovery/own-urls.js';
import type { ListenAddress } from './discovery/own-urls.js';
import { EventBroker } from './events/broker.js';
import type { FarmEvent } from './farm/events.js';
import { FarmStatusCell } from './farm/farm-status-cell.js';
import type { Farm } from './farm/farm.js';
import { RecentSubmissions } from './farm/recent-submissions.js';
import { StorageChecks } from './farm/storage-checks.js';
import { imagesStored } from './farm/use-cases/tasks/take-output.js';
import { applySleepSchedules } from './farm/use-cases/upkeep/apply-sleep-schedules.js';
import { checkTimeouts } from './farm/use-cases/upkeep/check-timeouts.js';
import { databaseWorks, farmFigures } from './farm/use-cases/upkeep/farm-figures.js';
import { failStrandedTasks } from './farm/use-cases/upkeep/fail-stranded-tasks.js';
import { processDeletions } from './farm/use-cases/upkeep/process-deletions.js';
import { refreshFarmStatus } from './farm/use-cases/upkeep/refresh-farm-status.js';
import { removeLostWorkers } from './farm/use-cases/upkeep/remove-lost-workers.js';
import { credentialsOf } from './farm/use-cases/workers/worker-queries.js';
import { Waiters } from './farm/waiters.js';
import { createHttpApp } from './http/app.js';
import type { Monitoring } from './http/monitoring.js';
import { createOperations } from './http/operations/index.js';
import type { SetUp } from './http/operations/index.js';
import { createHttpServer, HttpService } from './http/server.js';
import { WorkerAuthenticator } from './http/worker-auth.js';
import { createJobTypes, scriptFolders } from './job-types/index.js';
import { Loop } from './loops/loop.js';
import { changesFarmStatus, RHYTHMS } from './loops/rhythms.js';
import { FarmMetrics } from './monitoring/farm-metrics.js';
import { Readiness } from './monitoring/readiness.js';
import type { WrittenDirectory } from './monitoring/readiness.js';
import { checkStorage, makeStorage } from './setup/check-storage.js';
import { checkBlender, findBlenders } from './setup/find-blender.js';
import { JobsDirectory } from './setup/jobs-directory.js';
import { removeJobDirectory } from './storage/job-directories.js';
import { LastRenderedImages } from './storage/last-rendered.js';
import { TaskLogFiles } from './storage/task-logs.js';
import { consoleTexts } from './texts/console.js';

/** How long a storage may take to answer the Manager, in milliseconds. */
const STORAGE_LIMIT_MS = 10_000;

/** What the composition gets from outside. */
export interface ManagerParts {
  readonly live: ConfigService;
  readonly keeper: ConfigKeeper;
  readonly database: Database;
  /** The folder of its file; undefined for a server. */
  readonly databaseDirectory: string | undefined;
  readonly listen: ListenAddress;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly version: Version;
  /** The program that the user starts, absolute. */
  readonly programFile: string;
  readonly workingDirectory: string;
  /** Stops everything and starts it again, in the background. */
  readonly restart: () => void;
  /** Hold every answer back by a random time. */
  readonly isDelayed: boolean;
  /** Let clients record what the Manager does. */
  readonly hasProfiler: boolean;
}

/** Everything long-lived of one Manager. */
export interface ComposedManager {
  readonly farm: Farm;
  readonly http: HttpService;
  readonly loops: Service;
  readonly broker: EventBroker<FarmEvent>;
  readonly urls: readonly string[];
  /** Prepares in the background what the first job would else wait for. */
  warmUp(): void;
  /** Lets go of files, threads and the database; after everything else has stopped. */
  close(): Promise<void>;
}

/** Creates the Manager's parts and joins them; the only place that does. */
export async function composeManager(parts: ManagerParts): Promise<ComposedManager> {
  const { clock, database, keeper, listen, live, logger } = parts;
  const config = live.current();
  const broker = new EventBroker<FarmEvent>(logger);
  const taskLogs = new TaskLogFiles(config.localManagerStoragePath, {
    held: (error) => logger.error({ error }, consoleTexts.logsHeld),
    written: () => logger.info(consoleTexts.logsWritten),
    lost: (bytes) => logger.error({ bytes }, consoleTexts.logsLost),
  });
  const images = new LastRenderedImages(config.localManagerStoragePath);
  const jobTypes = createJobTypes({
    folders: await scriptFolders({
      programFile: parts.programFile,
      workingDirectory: parts.workingDirectory,
      named: config.jobScriptsPath,
    }),
    log: logger,
    now: () => clock.now(),
  });
  const authenticator: WorkerAuthenticator = new WorkerAuthenticator((uuid) => credentialsOf(farm, uuid));
  const metrics: FarmMetrics = new FarmMetrics(parts.version.version, {
    figures: () => farmFigures(farm),
    workersWaiting: () => farm.waiters.size,
  });
  const farm: Farm = {
    db: database,
    clock,
    config: live,
    logger,
    taskLogs,
    images,
    storage: { removeJob: (jobUuid) => removeJobDirectory(config.localManagerStoragePath, jobUuid) },
    events: broker,
    meter: metrics,
    waiters: new Waiters(),
    status: new FarmStatusCell(),
    jobTypes,
    variables: variablesOf(live),
    recentSubmissions: new RecentSubmissions(),
    storageChecks: new StorageChecks(clock),
    lookAt: (place) => probeStorage(place, { clock, limitMs: STORAGE_LIMIT_MS }),
    wakeDeletions: () => loops.deletions.wake(),
    forgetCredentials: (uuid) => authenticator.forget(uuid),
  };
  images.listen({
    stored: (jobUuid) => imagesStored(farm, jobUuid),
    failed: (jobUuid, error) => logger.error({ error, job: jobUuid }, consoleTexts.imageFailed),
  });
  const loops = createLoops(farm, keeper);
  broker.subscribe((event) => metrics.hear(event));
  broker.subscribe((event) => {
    if (changesFarmStatus(event)) loops.farmStatus.wake();
  });
  const urls = ownUrls(
    listen,
    Object.values(networkInterfaces()).map((addresses) => addresses ?? []),
  );
  const handlers = createOperations({
    farm,
    about: parts.version,
    settings: new FileSettings(keeper),
    setUp: setUpOf(parts),
  });
  const app = createHttpApp({
    handlers,
    authenticator,
    jobFilesRoot: config.localManagerStoragePath,
    trustedProxies: config.trustedProxies,
    ownUrls: urls,
    monitoring: monitoringOf(farm, metrics, parts.databaseDirectory),
    isAsked: (workerId) => farm.storageChecks.isAsked(workerId),
    logger,
    fileToWrite: () => (live.current().isFirstRun ? keeper.fileName : undefined),
    isDelayed: parts.isDelayed,
    hasProfiler: parts.hasProfiler,
  });
  return {
    farm,
    http: new HttpService(createHttpServer(app), listen.host, listen.port),
    loops: new ServiceGroup('background work', [images, ...Object.values(loops)]),
    broker,
    urls,
    warmUp: () => jobTypes.warmUp(),
    close: async () => {
      await jobTypes.stop();
      taskLogs.close();
      await database.close();
    },
  };
}

function monitoringOf(farm: Farm, metrics: FarmMetrics, database: string | undefined): Monitoring {
  const readiness = new Readiness({
    clock: farm.clock,
    askDatabase: () => databaseWorks(farm),
    directories: () => writtenDirectories(farm.config.current(), database),
  });
  return { meter: metrics, scrape: () => metrics.scrape(), troubles: () => readiness.troubles() };
}

/** Where the database is if it is a file, its own directory, and the storage that it shares with the Workers. */
function writtenDirectories(config: ManagerConfig, database: string | undefined): readonly WrittenDirectory[] {
  const others = [database ?? '', config.sharedStoragePath].filter((name) => name !== '');
  return [
    { path: config.localManagerStoragePath, isMade: true },
    ...others.map((name) => ({ path: name, isMade: false })),
  ];
}

function setUpOf({ programFile, restart }: ManagerParts): SetUp {
  const place = { platform: process.platform, env: process.env };
  const programDirectory = path.dirname(programFile);
  return {
    checkStorage: (directory) => checkStorage(directory, programDirectory),
    makeStorage: (directory) => makeStorage(directory, programDirectory),
    findBlenders: () => findBlenders(place),
    checkBlender: (input) => checkBlender(input, place),
    restart,
  };
}

function variablesOf(live: ConfigService): Farm['variables'] {
  return {
    expandCommands: (commands, platform) => expandCommands(commands, live.current(), 'workers', platform),
    collapse: (settings, metadata, platform) => collapseSettings(settings, metadata, live.current(), platform),
    visibleTo: (audience, platform) => variablesFor(live.current(), audience, platform),
    sharedStorage: (audience, platform) => sharedStorageFor(live.current(), audience, platform),
    tracePath: (text, platform, more) => tracePath(live.current(), text, platform, more),
  };
}

function createLoops(farm: Farm, keeper: ConfigKeeper) {
  const { clock, logger } = farm;
  const jobsDirectory = new JobsDirectory(logger);
  jobsDirectory.seeTo(farm.config.current());
  const loop = (name: keyof typeof RHYTHMS, work: (farm: Farm) => Promise<void>) =>
    new Loop(name, RHYTHMS[name], { clock, logger }, () => work(farm));
  return {
    timeouts: loop('timeouts', checkTimeouts),
    strandedTasks: loop('strandedTasks', failStrandedTasks),
    workerRemoval: loop('workerRemoval', removeLostWorkers),
    sleepSchedules: loop('sleepSchedules', applySleepSchedules),
    deletions: loop('deletions', processDeletions),
    farmStatus: loop('farmStatus', refreshFarmStatus),
    configuration: loop('configuration', async () => {
      await keeper.watch();
      jobsDirectory.seeTo(farm.config.current());
    }),
  };
}
