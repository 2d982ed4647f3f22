import { TOPICS } from '@flamenco/api';
import { architectureName, osDetail, platformName } from '@flamenco/common';
import type { Clock, Version } from '@flamenco/common';
import type { Logger } from 'pino';
import { checkFarm } from './check-farm.js';
import type { ManagerOptions } from './cli.js';
import { composeManager } from './compose.js';
import type { ComposedManager } from './compose.js';
import { writeConfigFile } from './config/file.js';
import type { ConfigHost } from './config/host.js';
import { loadConfig } from './config/load.js';
import type { LoadedConfig } from './config/load.js';
import type { ManagerConfig } from './config/snapshot.js';
import type { ListenAddress } from './discovery/own-urls.js';
import { removeUnfinishedJobs, repairStuckJobs } from './farm/use-cases/upkeep/repair-stuck-jobs.js';
import { RHYTHMS } from './loops/rhythms.js';
import { checkPort, listenError, readListen } from './listening.js';
import { openDatabase } from './open-database.js';
import { EXIT, StartError } from './start-error.js';
import { startTexts as texts } from './texts/start-up.js';

/** What a run of the program gets from outside. */
export interface ProgramParts {
  readonly options: ManagerOptions;
  readonly host: ConfigHost;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly version: Version;
}

type Loaded = Extract<LoadedConfig, { kind: 'ok' }>;

/** How long requests at work may hold up the end, in milliseconds. */
const SHUTDOWN_GRACE_MS = 10_000;

/** One run of the Manager, from its first line to its exit code (contract 11 §11). */
export class ManagerProgram {
  #stop: () => void = () => undefined;
  readonly #stopRequested = new Promise<void>((resolve) => (this.#stop = resolve));

  constructor(private readonly parts: ProgramParts) {}

  /** Runs until `stop`; gives the exit code. Never throws. */
  async run(): Promise<number> {
    try {
      return await this.#run();
    } catch (error) {
      return this.#fatal(error);
    }
  }

  /** Ends the run in good order, also while it is still starting. */
  stop(): void {
    this.#stop();
  }

  async #run(): Promise<number> {
    const { options, host, logger } = this.parts;
    logger.info({ file: options.configFile }, texts.loadingConfig);
    const loaded = await this.#loadConfig();
    for (const { level, text, fields } of loaded.remarks) logger[level](fields, text);
    if (options.writeConfig) return await this.#writeConfig(loaded);
    if (options.check) return await checkFarm(loaded.config.database, host.workingDirectory, this.parts);
    if (loaded.config.isFirstRun) logger.warn(texts.firstRun);
    if (loaded.config.shaman.enabled) logger.warn(texts.shamanLater);
    const listen = readListen(loaded.config.listen);
    await checkPort(listen, loaded.config.listen);
    logger.info({ port: listen.port }, texts.listening);
    logger.info({ file: loaded.config.database }, texts.openingDatabase);
    const database = await openDatabase(loaded.config.database, host.workingDirectory, this.parts);
    const manager = await composeManager({
      ...this.parts,
      config: loaded.config,
      database,
      listen,
      programFile: host.programFile,
      workingDirectory: host.workingDirectory,
      isDelayed: options.delay,
    });
    try {
      await this.#start(manager, loaded.config, listen);
      await this.#stopRequested;
      await this.#shutDown(manager);
    } finally {
      await manager.close();
    }
    logger.info(texts.stopped);
    return EXIT.clean;
  }

  async #loadConfig(): Promise<Loaded> {
    const { options, host } = this.parts;
    const flags = { values: options.configValues };
    const loaded = await loadConfig({ fileName: options.configFile, flags, host });
    if (loaded.kind === 'ok') return loaded;
    throw new StartError(texts.badConfig, `loading ${options.configFile}: ${loaded.message}`);
  }

  async #writeConfig({ document, fileName }: Loaded): Promise<number> {
    const { clock, logger, version } = this.parts;
    const now = clock.localParts(clock.now());
    try {
      await writeConfigFile(fileName, { document, now, version: version.version });
    } catch (error) {
      throw new StartError(texts.configNotWritten, error instanceof Error ? error.message : String(error));
    }
    logger.info({ filename: fileName }, texts.configWritten);
    return EXIT.clean;
  }

  async #start(manager: ComposedManager, config: ManagerConfig, listen: ListenAddress): Promise<void> {
    const { logger } = this.parts;
    await removeUnfinishedJobs(manager.farm);
    await repairStuckJobs(manager.farm);
    await manager.http.start().catch((error: unknown) => {
      throw listenError(error, config.listen);
    });
    this.#tellServices(config);
    await manager.loops.start();
    const urls = listen.port === 0 ? [`http://127.0.0.1:${manager.http.listeningPort}/`] : manager.urls;
    logger.info({ count: urls.length }, texts.urls);
    for (const url of urls) logger.info(texts.url(url));
    this.#tellLifeCycle(manager, 'manager-startup');
  }

  #tellServices(config: ManagerConfig): void {
    const { logger } = this.parts;
    const { firstAfterMs, everyMs } = RHYTHMS.timeouts;
    const seconds = (ms: number) => `${ms / 1000}s`;
    logger.info({ onDisk: config.localManagerStoragePath, url: '/job-files' }, texts.jobFiles);
    logger.info(
      {
        taskTimeout: seconds(config.taskTimeoutMs),
        workerTimeout: seconds(config.workerTimeoutMs),
        initialSleep: seconds(firstAfterMs),
        checkInterval: seconds(everyMs),
      },
      texts.timeouts,
    );
    logger.info({ checkInterval: seconds(RHYTHMS.sleepSchedules.everyMs) }, texts.sleepScheduler);
    if (config.autodiscoverable) logger.info(texts.discoveryLater);
  }

  #tellLifeCycle({ broker }: ComposedManager, type: 'manager-startup' | 'manager-shutdown'): void {
    broker.publish([{ topic: TOPICS.lifeCycle, kind: 'lifeCycle', payload: { type } }]);
  }

  async #shutDown(manager: ComposedManager): Promise<void> {
    const { clock, logger } = this.parts;
    this.#tellLifeCycle(manager, 'manager-shutdown');
    manager.farm.waiters.close();
    const over = new AbortController();
    const late = clock.wait(SHUTDOWN_GRACE_MS, over.signal).then(
      () => {
        logger.warn(texts.slowShutdown);
        manager.http.server.closeAllConnections();
      },
      () => undefined,
    );
    await manager.http.stop();
    over.abort();
    await late;
    await manager.loops.stop();
  }

  #fatal(error: unknown): number {
    const { logger } = this.parts;
    if (error instanceof StartError) {
      logger.fatal({ error: error.reason, ...error.fields }, error.message);
      return error.exitCode;
    }
    logger.fatal({ error }, texts.unexpected);
    return EXIT.startError;
  }
}

/** The first line, whatever the log level (contract 05 §1). */
export async function tellStart(logger: Logger, version: Version): Promise<void> {
  const fields = {
    arch: architectureName(),
    git: version.gitHash,
    os: platformName(),
    osDetail: await osDetail(),
    releaseCycle: version.releaseCycle,
    version: version.version,
  };
  logger.info(fields, texts.starting);
}
