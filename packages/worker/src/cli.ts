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
import { findManager } from './discovery/find-manager.js';
import { discoveryParts } from './discovery/discovery-parts.js';
import { systemNetwork } from './discovery/search-network.js';
import { hostFacts } from './host-facts/collect.js';
import { TestErrand } from './machine-test/errand.js';
import { proxyFetch } from './manager/proxy.js';
import { obeySignals } from './obey-signals.js';
import type { ObeyingProgram } from './obey-signals.js';
import { WorkerProgram } from './program.js';
import type { SignalInbox } from './signals.js';
import * as texts from './texts/cli.js';
import { STARTING } from './texts/console.js';
import { describeHost, describeMachine } from './this-machine.js';
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
  const destinations = flags.test
    ? testDestinations(flags, format, stderr)
    : [standardOutput(format, wantsColour(stdout.isTTY, env))];
  const path = flags['log-file'];
  const describe = (error: unknown) => texts.logFileUnusable(path, errorText(error));
  try {
    if (path) destinations.push(logFile(path, format, (error) => stderr.write(`${describe(error)}\n`)));
  } catch (error) {
    return describe(error);
  }
  return createLogger({ level: chosenLevel(flags), clock: systemClock, destinations });
}

/** With `-test` stdout belongs to the result; the log is for those who want to know more. */
function testDestinations(
  { debug, trace }: Flags,
  format: LogDestination['format'],
  stderr: NodeJS.WriteStream,
): LogDestination[] {
  return debug || trace ? [{ format, colour: false, write: (line) => void stderr.write(line) }] : [];
}

async function work(
  flags: Flags,
  version: Version,
  logger: Logger,
  process: NodeJS.Process,
  signals: SignalInbox,
): Promise<number> {
  await announceStart(version, logger, process);
  const parts = {
    host: describeHost(version, process),
    clock: systemClock,
    logger,
    userAgent: version.userAgent,
    network: systemNetwork(),
    fetch: await proxyFetch(process.env),
  };
  const machine = describeMachine(process);
  const runFlags = {
    manager: flags.manager,
    register: flags.register,
    flush: flags.flush,
    restartExitCode: flags['restart-exit-code'],
  };
  const exit = (exitCode: number) => process.exit(exitCode);
  if (flags['find-manager']) {
    const stopping = new AbortController();
    obeySignals(signals, errand({ interrupt: () => stopping.abort() }), logger, exit);
    return findManager(discoveryParts(parts), stopping.signal);
  }
  if (flags.test) {
    const program = texts.versionLine(version.name, version.extendedVersion);
    const print = (text: string) => void process.stdout.write(`${text}\n`);
    const test = new TestErrand({ ...parts, flags: runFlags, machine, program, asJson: flags.json, print });
    obeySignals(signals, errand(test), logger, exit);
    return test.run();
  }
  const program = new WorkerProgram({
    ...parts,
    flags: runFlags,
    prepareWorkbench: (options) => prepareWorkbench(options, logger, machine),
    describeHost: hostFacts(machine, platformName(process.platform)),
  });
  obeySignals(signals, program, logger, exit);
  process.on('uncaughtException', (error) => program.fail(error));
  return program.run();
}

/** Something short that is ended by a signal, and has no sleep. */
function errand(parts: { interrupt(): void; killNow?(): void }): ObeyingProgram {
  const nothing = () => undefined;
  return { interrupt: () => parts.interrupt(), killNow: () => parts.killNow?.(), sleep: nothing, wake: nothing };
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
