import type { ProgramEnding, ProgramListener, ProgramTrouble } from '../process/program.js';
import { readFullDisk } from '../process/full-disk.js';
import { quoteShellWords } from '../process/shell-words.js';
import * as console from '../texts/command-console.js';
import { diskFull, exitedAbnormally, notOnPath, notStarted, ranTooLong, systemErrorText } from '../texts/errors.js';
import { goingToRun, programLine } from '../texts/task-log.js';
import { CommandError } from './command.js';
import type { CommandPorts } from './command.js';
import { codeOf } from './directories.js';

/** A program with its arguments. */
export interface CommandLine {
  /** What the task's log calls the program. */
  readonly exe: string;
  /** What is started when that is something else. */
  readonly file?: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Who wants to know what a program says while it runs. */
export interface Follower {
  readonly onLine?: (line: string) => void;
  /** Told the states that the program writes over each other. */
  readonly onStatus?: (text: string) => void;
}

/** What is known of a program that ended well. */
export interface RunReport {
  /** What it said when a disk was full: not all that it wrote may be there. */
  readonly fullDisk: string | undefined;
}

/**
 * Runs a program with its output in the task's log (contract 07 §15).
 *
 * @param follow told each line of output besides
 * @throws CommandError when it cannot be started or does not exit with 0
 */
export async function runCommandLine(
  { exe, file = exe, ...rest }: CommandLine,
  ports: CommandPorts,
  signal: AbortSignal,
  follow: Follower = {},
): Promise<RunReport> {
  announce(quoteShellWords([exe, ...rest.args]), ports);
  let fullDisk: string | undefined;
  const onLine = (line: string) => {
    fullDisk ??= readFullDisk(line);
    follow.onLine?.(line);
  };
  const listener = listenWith(ports, { onLine, ...(follow.onStatus && { onStatus: follow.onStatus }) });
  const ending = await ports.runProgram({ file, argv0: exe, ...rest }, listener, signal);
  judge(ending, ports, fullDisk);
  return { fullDisk };
}

function listenWith(ports: CommandPorts, { onLine, onStatus }: Follower): ProgramListener {
  return {
    line: (pid, line) => {
      ports.logger.debug({ pid }, line);
      ports.logLine(programLine(pid, line));
      onLine?.(line);
    },
    trouble: (trouble) => logTrouble(trouble, ports),
    ...(onStatus && { status: onStatus }),
  };
}

function logTrouble(trouble: ProgramTrouble, { logger }: CommandPorts): void {
  switch (trouble.kind) {
    case 'long-line':
      return logger.warn({ bytesRead: trouble.bytes, line: trouble.beginning }, console.LONG_LINE);
    case 'oom-score-not-set':
      return logger.error({ error: trouble.error }, console.OOM_NOT_SET);
    case 'niceness-not-set':
      return logger.error({ error: trouble.error }, console.NICENESS_NOT_SET);
    case 'not-noted':
      return logger.error({ error: trouble.error }, console.PROCESS_LIST_NOT_WRITTEN);
  }
}

/** Before the start, so that one can see what could not be started. */
function announce(commandLine: string, ports: CommandPorts): void {
  for (const line of goingToRun(commandLine)) ports.logLine(line);
  ports.logger.info(console.goingToRun(commandLine));
}

/** @throws CommandError unless it exited with 0 */
function judge(ending: ProgramEnding, ports: CommandPorts, fullDisk: string | undefined): void {
  const failure = describeFailure(ending, ports.platform);
  if (failure === undefined) return ports.logger.info({ pid: pidOf(ending) }, console.EXITED);
  if (ending.kind === 'exited')
    ports.logger.error({ exitCode: ending.exitCode, pid: ending.pid }, console.EXITED_ABNORMALLY);
  else if (ending.kind === 'too-long')
    ports.logger.error({ error: failure, pid: ending.pid }, console.EXITED_ABNORMALLY);
  else if (ending.kind !== 'aborted') ports.logger.error({ error: failure }, console.NOT_STARTED);
  throw new CommandError(fullDisk !== undefined && ending.kind === 'exited' ? diskFull(failure, fullDisk) : failure);
}

function describeFailure(ending: ProgramEnding, platform: NodeJS.Platform): string | undefined {
  switch (ending.kind) {
    case 'exited':
      return ending.exitCode === 0 ? undefined : exitedAbnormally(ending.exitCode);
    case 'aborted':
      return exitedAbnormally(-1);
    case 'too-long':
      return ranTooLong(ending.limitMs);
    case 'not-found':
      return notOnPath(ending.name, platform);
    case 'not-started':
      return notStarted(ending.file, systemErrorText(codeOf(ending.error), ending.error));
  }
}

function pidOf(ending: ProgramEnding): number | undefined {
  return 'pid' in ending ? ending.pid : undefined;
}
