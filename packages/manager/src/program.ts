import { TOPICS } from '@flamenco/api';
import { architectureName, formatDuration, osDetail, platformName } from '@flamenco/common';
import type { Clock, Version } from '@flamenco/common';
import type { Logger } from 'pino';
import { checkFarm } from './check-farm.js';
import type { ManagerOptions } from './cli.js';
import { composeManager } from './compose.js';
import type { ComposedManager } from './compose.js';
import { writeConfigFile } from './config/file.js';
import type { ConfigHost } from './config/host.js';
import { ConfigKeeper } from './config/keeper.js';
import { configFileName, loadConfig } from './config/load.js';
import type { ConfigSources, UsableConfig } from './config/load.js';
import { restoreUnfinished } from './config/mounted-file.js';
import { ConfigService } from './config/service.js';
import type { ManagerConfig } from './config/snapshot.js';
import { backUpDatabase, copyDatabase } from './copy-database.js';
import { databaseCheck } from './database-check.js';
import { isServerUrl, withoutPassword } from './db/server-url.js';
import type { ListenAddress } from './discovery/own-urls.js';
import { removeUnfinishedJobs, repairStuckJobs } from './farm/use-cases/upkeep/repair-stuck-jobs.js';
import { RHYTHMS } from './loops/rhythms.js';
import { checkPort, listenError, readListen } from './listening.js';
import { databaseDirectory, openDatabase } from './open-database.js';
import { canShowBrowser, openBrowser } from './setup/browser.js';
import { EXIT, StartError } from './start-error.js';
import { setupTexts } from './texts/setup.js';
import { startTexts as texts } from './texts/start-up.js';

/** What a run of the program gets from outside. */
export interface ProgramParts {
  readonly options: ManagerOptions;
  readonly host: ConfigHost;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly version: Version;
}

/** How long requests at work may hold up the end, in milliseconds. The web app waits 2 s for a restart. */
const GRACE_MS = { stop: 10_000, restart: 500 } as const;

/** Why the parts of the Manager stop. */
type Wish = 'stop' | 'restart';

/** One run of the Manager, from its first line to its exit code (contract 11 §11). */
export class ManagerProgram {
  #wish: (wish: Wish) => void = () => undefined;
  #wished = this.#nextWish();
  #isStopping = false;
  #keeper: ConfigKeeper | undefined;
  #exitCode: number = EXIT.clean;

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
    this.#isStopping = true;
    this.#wish('stop');
  }

  /** Reads the configuration file again. */
  reload(): void {
    void this.#keeper?.reload();
  }

  async #run(): Promise<number> {
    const { options, host, logger } = this.parts;
    const loaded = await this.#load(options.setupAssistant);
    if (options.writeConfig) return await this.#writeConfig(loaded);
    if (options.copyDatabase) return await copyDatabase(options.copyDatabase, this.#tools());
    if (options.backup !== '') {
      return await backUpDatabase({ database: loaded.config.database, file: options.backup }, this.#tools());
    }
    if (options.check) return await checkFarm(loaded.config.database, host.workingDirectory, this.parts);
    let ended = await this.#runParts(loaded, options.setupAssistant);
    while (ended === 'restart') {
      this.#wished = this.#nextWish();
      if (this.#isStopping) break;
      logger.info(restartFields(this.parts.version), texts.restarting);
      ended = await this.#runParts(await this.#load(false), false);
    }
    logger.info(texts.stopped);
    return this.#exitCode;
  }

  #nextWish(): Promise<Wish> {
    return new Promise((resolve) => (this.#wish = resolve));
  }

  async #load(setupAssistant: boolean): Promise<UsableConfig> {
    const { options, logger } = this.parts;
    logger.info({ file: options.configFile }, texts.loadingConfig);
    const sources = this.#sources(setupAssistant);
    const file = configFileName(sources);
    logger.debug({ file }, texts.loadingConfig);
    if (await restoreUnfinished(file)) logger.warn({ file }, texts.configRestored);
    const loaded = await loadConfig(sources);
    if (loaded.kind === 'failed') {
      throw new StartError(texts.badConfig, `loading ${options.configFile}: ${loaded.message}`);
    }
    for (const { level, text, fields } of loaded.remarks) logger[level](fields, text);
    return loaded;
  }

  #sources(setupAssistant: boolean): ConfigSources {
    const { options, host } = this.parts;
    return { fileName: options.configFile, flags: { values: options.configValues, setupAssistant }, host };
  }

  /** Starts everything that is long-lived, and stops it when somebody wishes so. */
  async #runParts(loaded: UsableConfig, setupAssistant: boolean): Promise<Wish> {
    const { options, host, logger, clock, version } = this.parts;
    if (loaded.config.isFirstRun) logger.warn(texts.firstRun);
    if (loaded.config.shaman.enabled) logger.warn(texts.shamanLater);
    const listen = readListen(loaded.config.listen);
    await checkPort(listen, loaded.config.listen);
    logger.info({ port: listen.port }, texts.listening);
    logger.info({ file: withoutPassword(loaded.config.database) }, texts.openingDatabase);
    const stopForDatabase = () => {
      this.#exitCode = EXIT.database;
      this.stop();
    };
    const database = await openDatabase(loaded.config.database, host.workingDirectory, {
      ...this.parts,
      taken: stopForDatabase,
    });
    const live = new ConfigService(loaded.config);
    const sources = this.#sources(setupAssistant);
    const keeper = new ConfigKeeper(loaded, { sources, live, clock, logger, version: version.version });
    this.#keeper = keeper;
    const manager = await composeManager({
      ...this.parts,
      live,
      keeper,
      database,
      databaseDirectory: databaseDirectory(loaded.config.database, host.workingDirectory),
      listen,
      programFile: host.programFile,
      workingDirectory: host.workingDirectory,
      restart: () => this.#wish('restart'),
      isDelayed: options.delay,
      hasProfiler: options.pprof,
    });
    const check = databaseCheck(loaded.config, this.#tools(), stopForDatabase);
    try {
      await this.#start(manager, loaded.config, listen);
      await check?.start();
      const wish = await this.#wished;
      await check?.stop();
      await this.#shutDown(manager, wish);
      return wish;
    } finally {
      this.#keeper = undefined;
      await manager.close();
    }
  }

  #tools() {
    return { workingDirectory: this.parts.host.workingDirectory, ...this.parts };
  }

  async #writeConfig({ document, fileName }: UsableConfig): Promise<number> {
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
    if (this.parts.options.pprof) logger.warn({ url: '/debug/pprof/' }, texts.profiler);
    await manager.loops.start();
    const urls = listen.port === 0 ? [`http://127.0.0.1:${manager.http.listeningPort}/`] : manager.urls;
    logger.info({ count: urls.length }, texts.urls);
    for (const url of urls) logger.info(texts.url(url));
    manager.warmUp();
    if (config.isFirstRun) await this.#showSetupAssistant(urls[0] ?? '');
    this.#tellLifeCycle(manager, 'manager-startup');
  }

  /** In the browser of whoever sits here; somebody on another computer has the URLs in the log. */
  async #showSetupAssistant(url: string): Promise<void> {
    const { host, logger } = this.parts;
    const place = { platform: process.platform, env: host.env, exists: host.exists };
    if (!canShowBrowser(place)) {
      logger.info(setupTexts.noBrowserHere);
      return;
    }
    await openBrowser(url, place).then(
      () => logger.info({ url }, setupTexts.browserOpened),
      (error: Error) => logger.error({ error: error.message, url }, setupTexts.browserFailed),
    );
  }

  #tellServices(config: ManagerConfig): void {
    const { logger } = this.parts;
    const { firstAfterMs, everyMs } = RHYTHMS.timeouts;
    logger.info({ onDisk: config.localManagerStoragePath, url: '/job-files' }, texts.jobFiles);
    const isChecked = config.databaseCheckPeriodMs > 0 && !isServerUrl(config.database);
    if (isChecked) logger.info({ period: formatDuration(config.databaseCheckPeriodMs) }, texts.databaseCheck);
    else logger.info(texts.noDatabaseCheck);
    logger.info(
      {
        taskTimeout: formatDuration(config.taskTimeoutMs),
        workerTimeout: formatDuration(config.workerTimeoutMs),
        initialSleep: formatDuration(firstAfterMs),
        checkInterval: formatDuration(everyMs),
      },
      texts.timeouts,
    );
    logger.info({ checkInterval: formatDuration(RHYTHMS.sleepSchedules.everyMs) }, texts.sleepScheduler);
    if (config.autodiscoverable) logger.info(texts.discoveryLater);
  }

  #tellLifeCycle({ broker }: ComposedManager, type: 'manager-startup' | 'manager-shutdown'): void {
    broker.publish([{ topic: TOPICS.lifeCycle, kind: 'lifeCycle', payload: { type } }]);
  }

  async #shutDown(manager: ComposedManager, wish: Wish): Promise<void> {
    const { clock, logger } = this.parts;
    this.#tellLifeCycle(manager, 'manager-shutdown');
    manager.farm.waiters.close();
    const over = new AbortController();
    const late = clock.wait(GRACE_MS[wish], over.signal).then(
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

/** An in-process restart tells less than a start (contract 05 §2.1). */
function restartFields(version: Version): object {
  return { arch: architectureName(), os: platformName(), version: version.version };
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
