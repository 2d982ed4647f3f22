import { hostname, homedir } from 'node:os';
import { dirname } from 'node:path';
import {
  architectureName,
  chosenLevel,
  createLogger,
  errorText,
  logFile,
  osDetail,
  platformName,
  readFlags,
  readVersion,
  standardOutput,
  systemClock,
  wantsColour,
} from '@flamenco/common';
import type { LogDestination, Version } from '@flamenco/common';
import type { Logger } from 'pino';
import type { Host } from './config/options.js';
import { obeySignals } from './obey-signals.js';
import { systemProcesses } from './process/process-host.js';
import { WorkerProgram } from './program.js';
import type { SignalInbox } from './signals.js';
import * as texts from './texts/cli.js';
import { STARTING } from './texts/console.js';
import { prepareWorkbench } from './workbench.js';

/** Exit code of a command line that cannot be understood (contract 07 §3). */
const WRONG_USAGE = 2;

type Flags = Extract<ReturnType<typeof readCommandLine>, { kind: 'run' }>['values'];

/** The Worker as a program: from its command line to its exit code. */
export async function runWorker(process: NodeJS.Process, signals: SignalInbox): Promise<number> {
  const commandLine = readCommandLine(process.argv);
  if (commandLine.kind === 'help') return complain(process, commandLine.usage, 0);
  if (commandLine.kind === 'error')
    return complain(process, `${commandLine.message}\n${commandLine.usage}`, WRONG_USAGE);
  const flags = commandLine.values;
  const version = readVersion();
  if (flags.version) {
    process.stdout.write(`${texts.versionLine(version.name, version.extendedVersion)}\n`);
    return 0;
  }
  const format = flags['log-format'];
  if (format !== 'text' && format !== 'json')
    return complain(process, `${texts.unknownLogFormat(format)}\n`, WRONG_USAGE);
  const logger = openLog(flags, format, process);
  return typeof logger === 'string'
    ? complain(process, `${logger}\n`, 1)
    : work(flags, version, logger, process, signals);
}

function readCommandLine([, program = '', ...argv]: readonly string[]) {
  return readFlags(program, texts.FLAGS, argv);
}

function complain({ stderr }: NodeJS.Process, text: string, exitCode: number): number {
  stderr.write(text);
  return exitCode;
}

/** The logger, or why there is none. */
function openLog(
  flags: Flags,
  format: LogDestination['format'],
  { stdout, stderr, env }: NodeJS.Process,
): Logger | string {
  const destinations = [standardOutput(format, wantsColour(stdout.isTTY, env))];
  const path = flags['log-file'];
  const describe = (error: unknown) => texts.logFileUnusable(path, errorText(error));
  try {
    if (path) destinations.push(logFile(path, format, (error) => stderr.write(`${describe(error)}\n`)));
  } catch (error) {
    return describe(error);
  }
  return createLogger({ level: chosenLevel(flags), clock: systemClock, destinations });
}

async function work(
  flags: Flags,
  version: Version,
  logger: Logger,
  process: NodeJS.Process,
  signals: SignalInbox,
): Promise<number> {
  await announceStart(version, logger, process);
  const { platform, arch: architecture, env } = process;
  const host = systemProcesses(platform);
  const machine = {
    host,
    platform,
    architecture,
    env,
    programDirectory: dirname(process.argv[1] ?? ''),
    clock: systemClock,
  };
  const program = new WorkerProgram({
    flags: {
      manager: flags.manager,
      register: flags.register,
      flush: flags.flush,
      restartExitCode: flags['restart-exit-code'],
    },
    host: describeHost(version, process),
    clock: systemClock,
    logger,
    userAgent: version.userAgent,
    prepareWorkbench: (options) => prepareWorkbench(options, logger, machine),
  });
  obeySignals(signals, program, logger, (exitCode) => process.exit(exitCode));
  process.on('uncaughtException', (error) => program.fail(error));
  return program.run();
}

async function announceStart(
  { version, gitHash, releaseCycle }: Version,
  logger: Logger,
  process: NodeJS.Process,
): Promise<void> {
  const system = {
    os: platformName(process.platform),
    osDetail: await osDetail(),
    arch: architectureName(process.arch),
    pid: process.pid,
  };
  logger.info({ version, git: gitHash, releaseCycle, ...system }, STARTING);
}

function describeHost({ extendedVersion }: Version, process: NodeJS.Process): Host {
  return {
    env: process.env,
    workingDirectory: process.cwd(),
    platform: process.platform,
    hostName: hostname(),
    userHome: userHome(),
    softwareVersion: extendedVersion,
  };
}

/** A user whom the system does not know, as in some containers, has none. */
function userHome(): string {
  try {
    return homedir() || '/';
  } catch {
    return '/';
  }
}
