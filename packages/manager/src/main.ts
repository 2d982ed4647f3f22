import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  chosenLevel,
  createLogger,
  logFile,
  platformName,
  readVersion,
  standardOutput,
  systemClock,
  wantsColour,
} from '@flamenco/common';
import { checkJobType } from './check-job-type.js';
import { parseCommandLine } from './cli.js';
import type { ManagerOptions } from './cli.js';
import { ManagerProgram, tellStart } from './program.js';
import { signalPlan } from './signals.js';
import { EXIT } from './start-error.js';
import { startTexts as texts } from './texts/start-up.js';

/** argv, environment and signals in, exit code out; nothing else. */
async function main(): Promise<number> {
  const programFile = process.argv[1] ?? 'flamenco-manager';
  const parsed = parseCommandLine(path.basename(programFile), process.argv.slice(2));
  const version = readVersion();
  if (parsed.kind !== 'run') {
    const message = parsed.kind === 'error' ? `${parsed.message}\n` : '';
    process.stderr.write(`${message}${parsed.usage}`);
    return parsed.kind === 'error' ? EXIT.usage : EXIT.clean;
  }
  const { options } = parsed;
  if (options.version) {
    process.stdout.write(`${version.name} ${version.extendedVersion}\n`);
    return EXIT.clean;
  }
  if (options.jobTypeCheck) return await checkScript(options.jobTypeCheck, options, programFile);
  const logger = loggerFor(options);
  const host = {
    platform: platformName(),
    workingDirectory: process.cwd(),
    programFile,
    env: process.env,
    exists: existsSync,
  };
  const program = new ManagerProgram({ options, host, clock: systemClock, logger, version });
  listenToSignals(program, logger);
  await tellStart(logger, version);
  logger.level = chosenLevel(options);
  return await program.run();
}

async function checkScript(
  check: NonNullable<ManagerOptions['jobTypeCheck']>,
  { logFormat }: ManagerOptions,
  programFile: string,
): Promise<number> {
  return await checkJobType(
    { ...check, isJson: logFormat === 'json' },
    {
      ...{ clock: systemClock, workingDirectory: process.cwd(), programFile },
      print: (text) => process.stdout.write(text),
      complain: (text) => process.stderr.write(text),
    },
  );
}

function loggerFor({ logFormat, logFile: file }: ManagerOptions) {
  const colour = wantsColour(process.stdout.isTTY, process.env);
  const console = standardOutput(logFormat, colour);
  const failed = (error: Error) => process.stderr.write(`the log file cannot be written: ${error.message}\n`);
  const destinations = file === '' ? [console] : [console, logFile(file, logFormat, failed)];
  return createLogger({ level: 'info', clock: systemClock, destinations });
}

/** One signal ends the Manager in good order, a second one at once. */
function listenToSignals(program: ManagerProgram, logger: ReturnType<typeof loggerFor>): void {
  let isStopping = false;
  const stop = (signal: string) => {
    if (isStopping) {
      logger.error({ signal }, texts.secondSignal);
      process.exit(EXIT.startError);
    }
    isStopping = true;
    logger.info({ signal }, texts.signal);
    program.stop();
  };
  const reload = (signal: string) => {
    logger.info({ signal }, texts.reloading);
    program.reload();
  };
  const plan = signalPlan(process.platform);
  for (const signal of plan.stop) process.on(signal, stop);
  for (const signal of plan.reload) process.on(signal, reload);
}

process.exitCode = await main();
