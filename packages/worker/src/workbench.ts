import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { announceBlender, announceFfmpeg, describeFfmpegTrouble } from './announce-programs.js';
import { commandRunner } from './awake/command-runner.js';
import type { TaskRunnerParts } from './awake/run-task.js';
import { findBlender, resolveBlender } from './blender/find-blender.js';
import type { CommandPorts, ProgramFinder } from './commands/command.js';
import type { Credentials } from './config/credentials.js';
import type { WorkerOptions } from './config/options.js';
import { findFfmpeg } from './ffmpeg/find-ffmpeg.js';
import type { TestedWorker } from './machine-test/machine-test.js';
import { selfTest } from './machine-test/self-test.js';
import type { ManagerClient } from './manager/client.js';
import type { FarmQuestions } from './manager/farm-questions.js';
import { recognise } from './manager/recognition.js';
import type { Session } from './manager/session.js';
import { Families } from './process/families.js';
import { endLeftovers } from './process/leftovers.js';
import type { ProcessHost } from './process/process-host.js';
import { runProgram } from './process/run-program.js';
import * as texts from './texts/command-console.js';
import { unreachableHint } from './texts/console.js';
import { notOnPath } from './texts/errors.js';
import { PreviewUploader } from './upload/last-rendered.js';

/** What runs the commands of tasks on this machine. */
export interface Workbench {
  readonly runCommand: TaskRunnerParts['runCommand'];
  /** Tests this machine, with the result in the Worker's log. Settles soon after an abort. */
  readonly testMachine: (signal: AbortSignal) => Promise<void>;
  /** Ends what goes on beside commands. */
  stop(): Promise<void>;
  /** Kills every program that a command has started, at once; nothing more can be done afterwards. */
  killNow(): void;
}

/** How a Worker speaks with its Manager. */
export interface Talk {
  readonly client: ManagerClient;
  readonly session: Session;
  readonly farm: FarmQuestions;
}

/** Sets up a workbench for the Worker that speaks through these. */
export type MakeWorkbench = (talk: Talk) => Workbench;

/** The machine that commands run on. */
export interface Machine {
  readonly host: ProcessHost;
  readonly platform: NodeJS.Platform;
  readonly architecture: string;
  readonly env: NodeJS.ProcessEnv;
  /** The directory of the program that the user started. */
  readonly programDirectory: string;
  readonly clock: Clock;
}

/** Clears up after a former run in this home, tells what is there to work with, and gives what makes the workbench. */
export async function prepareWorkbench(
  options: WorkerOptions,
  logger: Logger,
  machine: Machine,
): Promise<MakeWorkbench> {
  await clearUp(options.paths.running, logger, machine);
  announceOomScore(options.oomScoreAdjust, logger, machine.platform);
  lookAround(logger, machine);
  return (talk) => composeWorkbench(options, logger, machine, talk);
}

async function clearUp(runningFile: string, logger: Logger, { host, clock }: Machine): Promise<void> {
  try {
    for (const { program, ended } of await endLeftovers(runningFile, host, clock)) {
      if (ended) logger.info({ pid: program.pid, program: program.file }, texts.LEFTOVERS_ENDED);
      else logger.warn({ pid: program.pid, program: program.file }, texts.LEFTOVERS_STAY);
    }
  } catch (error) {
    logger.error({ error }, texts.PROCESS_LIST_NOT_WRITTEN);
  }
}

function announceOomScore(score: number | undefined, logger: Logger, platform: NodeJS.Platform): void {
  if (score === undefined) return;
  if (platform === 'linux') logger.info({ oom_score_adjust: score }, texts.OOM_ADJUSTED);
  else logger.warn(texts.OOM_ONLY_ON_LINUX);
}

/** Only for the user's information, and slow programs must not hold up the Worker: nobody waits for it. */
function lookAround(logger: Logger, machine: Machine): void {
  void findBlender(machine).then((found) => announceBlender(found, logger));
  void findFfmpeg(machine).then((found) => announceFfmpeg(found, logger));
}

function composeWorkbench(options: WorkerOptions, logger: Logger, machine: Machine, talk: Talk): Workbench {
  const { platform, clock } = machine;
  const uploader = new PreviewUploader({ ...talk, logger });
  const families = new Families(machine.host, options.paths.running, clock);
  const runs = { runProgram: programRunner(options, machine, families), programs: programFinder(machine) };
  const runCommand = commandRunner({
    ...runs,
    checkResults: options.checkResults,
    outputProduced: (taskId, path) => uploader.produced(taskId, path),
    platform,
    clock,
    logger,
  });
  const testMachine = (signal: AbortSignal) =>
    selfTest(testedWorker(options, talk), { ...runs, machine, logger }, signal);
  return { runCommand, testMachine, stop: () => uploader.stop(), killNow: () => families.killAll() };
}

/** Runs programs in the way that this Worker's configuration wants. */
export function programRunner(
  {
    oomScoreAdjust,
    nice,
    commandTimeLimitMs: timeLimitMs,
  }: Pick<WorkerOptions, 'oomScoreAdjust' | 'nice' | 'commandTimeLimitMs'>,
  machine: Machine,
  families: Families,
): CommandPorts['runProgram'] {
  const score = machine.platform === 'linux' ? oomScoreAdjust : undefined;
  return (program, listener, signal) =>
    runProgram(program, listener, signal, { ...machine, families, oomScoreAdjust: score, nice, timeLimitMs });
}

/** A Worker that is at work, as its test sees it. */
function testedWorker(options: WorkerOptions, { client, session, farm }: Talk): TestedWorker {
  const { taskTypes, platform } = options.introduction;
  const manager = {
    farm,
    hint: unreachableHint(true),
    credentials: () => Promise.resolve(session.identity.stored),
    recognise: (who: Credentials, signal: AbortSignal) => recognise(client, who, signal),
  };
  return { configFile: options.configFile, taskTypes, platform, manager };
}

/** Finds the programs that tasks name without saying where they are. */
export function programFinder(machine: Machine): ProgramFinder {
  return {
    blender: (exe) => resolveBlender(exe, machine),
    ffmpeg: async () => {
      const found = await findFfmpeg(machine);
      if (found.kind === 'found') return { path: found.path };
      return {
        reason: found.kind === 'missing' ? notOnPath('ffmpeg', machine.platform) : describeFfmpegTrouble(found),
      };
    },
  };
}
