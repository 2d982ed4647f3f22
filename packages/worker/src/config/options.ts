import { resolve } from 'node:path';
import { formatDuration, platformName } from '@flamenco/common';
import type { Logger } from 'pino';
import type { Introduction } from '../manager/identity.js';
import { parseManagerUrl } from '../manager/manager-url.js';
import * as texts from '../texts/console.js';
import type { FileConfig } from './decode.js';
import { CONFIG_FILE_NAME, readConfigFile } from './file.js';
import { NAME_VARIABLE, chooseName } from './name.js';
import type { WorkerPaths } from './paths.js';
import { StartError } from './start-error.js';
import { createHome } from './worker-home.js';

/** The machine and the environment that the program was started in; everything the options depend on besides flags. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly platform: NodeJS.Platform;
  readonly hostName: string;
  readonly userHome: string;
  /** How the Worker calls its software towards the Manager. */
  readonly softwareVersion: string;
}

/** The flags that change how a Worker runs. */
export interface RunFlags {
  /** A URL as the user wrote it; empty when not given. */
  readonly manager: string;
  readonly register: boolean;
  /** 0 when not given. */
  readonly restartExitCode: number;
}

/** The Manager that the user named. */
export interface GivenManager {
  /** Complete, with a closing slash. */
  readonly url: string;
  /** Whether the user wrote a port; without one a Manager is easily missed. */
  readonly portGiven: boolean;
}

/** Everything that is decided before the Worker starts; nobody fills in a default after this. */
export interface WorkerOptions {
  /** Undefined when the Manager has to be found on the network. */
  readonly manager: GivenManager | undefined;
  /** The configuration file, whether there is one or not. */
  readonly configFile: string;
  readonly paths: WorkerPaths;
  readonly introduction: Introduction;
  readonly restartExitCode: number;
  readonly oomScoreAdjust: number | undefined;
  /** How long one command may run a program, in milliseconds; undefined sets no limit. */
  readonly commandTimeLimitMs: number | undefined;
  /** How far programs step back behind other work, 0 to 19. */
  readonly nice: number;
  /** Whether the results of renders are checked where a task does not say it. */
  readonly checkResults: boolean;
  readonly registerAnew: boolean;
}

/**
 * Compiles flags, configuration file and environment, in this precedence, and logs what it found (contract 07 §5).
 *
 * @param findPaths `createHome`, or `findHome` for a run that changes nothing
 * @throws StartError
 */
export async function compileOptions(
  flags: RunFlags,
  host: Host,
  logger: Logger,
  findPaths = createHome,
): Promise<WorkerOptions> {
  const paths = await findPaths(host);
  const main = resolve(host.workingDirectory, CONFIG_FILE_NAME);
  logger.info({ main, credentials: paths.credentials }, texts.CONFIG_PATHS);
  const config = await loadConfig(main, logger);
  const restartExitCode = flags.restartExitCode || config.restartExitCode;
  const manager = chooseManager(flags, config, main, logger);
  if (flags.restartExitCode) logger.info({ exitCode: restartExitCode }, texts.CAN_RESTART);
  return {
    manager,
    configFile: main,
    paths,
    introduction: introduce(config, restartExitCode, host, logger),
    restartExitCode,
    oomScoreAdjust: config.oomScoreAdjust,
    commandTimeLimitMs: config.commandTimeLimitMs,
    nice: config.nice,
    checkResults: config.checkResults,
    registerAnew: flags.register,
  };
}

async function loadConfig(file: string, logger: Logger): Promise<FileConfig> {
  const read = await readConfigFile(file);
  if (read.outcome === 'unreadable') throw new StartError(texts.CONFIG_ERROR, read.error.message);
  if (read.outcome === 'broken')
    throw new StartError(texts.CONFIG_ERROR, texts.describeConfigProblem(file, read.problem));
  if (read.outcome === 'read') for (const key of read.unknownKeys) logger.warn({ file, key }, texts.CONFIG_UNKNOWN_KEY);
  logger.info({ config: asWritten(read.config) }, texts.CONFIG_LOADED);
  return read.config;
}

/** The configuration under the names that the file uses. */
function asWritten(config: FileConfig): Record<string, unknown> {
  return {
    manager_url: config.managerUrl,
    task_types: config.taskTypes,
    worker_name: config.workerName,
    restart_exit_code: config.restartExitCode,
    oom_score_adjust: config.oomScoreAdjust,
    ...(config.commandTimeLimitMs !== undefined && { command_time_limit: formatDuration(config.commandTimeLimitMs) }),
    ...(config.nice !== 0 && { nice: config.nice }),
    ...(!config.checkResults && { check_results: false }),
  };
}

function chooseManager(flags: RunFlags, config: FileConfig, file: string, logger: Logger): GivenManager | undefined {
  const written = flags.manager || config.managerUrl;
  if (!written) return undefined;
  const parsed = parseManagerUrl(written);
  if (!parsed.ok) {
    const problem = texts.describeUrlProblem(written, parsed.problem);
    throw new StartError(texts.INVALID_URL, flags.manager ? problem : `${file}: ${problem}`);
  }
  if (flags.manager) logger.info({ manager: parsed.url }, texts.URL_FROM_COMMAND_LINE);
  return parsed;
}

function introduce(config: FileConfig, restartExitCode: number, host: Host, logger: Logger): Introduction {
  const { name, source } = chooseName(config.workerName, host.env[NAME_VARIABLE], host.hostName);
  if (source === 'file') logger.info({ name }, texts.NAME_FROM_FILE);
  if (source === 'environment') logger.info({ name, fromVariable: NAME_VARIABLE }, texts.NAME_FROM_ENVIRONMENT);
  return {
    name,
    platform: platformName(host.platform),
    softwareVersion: host.softwareVersion,
    taskTypes: config.taskTypes,
    canRestart: restartExitCode !== 0,
  };
}
