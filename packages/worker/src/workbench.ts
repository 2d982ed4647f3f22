import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { announceBlender, announceFfmpeg, describeFfmpegTrouble } from './announce-programs.js';
import { commandRunner } from './awake/command-runner.js';
import type { TaskRunnerParts } from './awake/run-task.js';
import { findBlender, resolveBlender } from './blender/find-blender.js';
import type { ProgramFinder } from './commands/command.js';
import type { WorkerOptions } from './config/options.js';
import { findFfmpeg } from './ffmpeg/find-ffmpeg.js';
import type { ManagerClient } from './manager/client.js';
import type { Session } from './manager/session.js';
import { Families } from './process/families.js';
import { endLeftovers } from './process/leftovers.js';
import type { ProcessHost } from './process/process-host.js';
import { runProgram } from './process/run-program.js';
import * as texts from './texts/command-console.js';
import { notOnPath } from './texts/errors.js';
import { PreviewUploader } from './upload/last-rendered.js';

/** What runs the commands of tasks on this machine. */
export interface Workbench {
  readonly runCommand: TaskRunnerParts['runCommand'];
  /** Ends what goes on beside commands. */
  stop(): Promise<void>;
  /** Kills every program that a command has started, at once; nothing more can be done afterwards. */
  killNow(): void;
}

/** Sets up a workbench for the Worker that speaks through this client and session. */
export type MakeWorkbench = (client: ManagerClient, session: Session) => Workbench;

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
  return (client, session) =>
    composeWorkbench(options, logger, machine, new PreviewUploader({ client, session, logger }));
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

function composeWorkbench(
  { paths, oomScoreAdjust }: WorkerOptions,
  logger: Logger,
  machine: Machine,
  uploader: PreviewUploader,
): Workbench {
  const families = new Families(machine.host, paths.running);
  const score = machine.platform === 'linux' ? oomScoreAdjust : undefined;
  const runCommand = commandRunner({
    runProgram: (program, listener, signal) =>
      runProgram(program, listener, signal, { ...machine, families, oomScoreAdjust: score }),
    programs: programFinder(machine),
    outputProduced: (taskId, path) => uploader.produced(taskId, path),
    platform: machine.platform,
    clock: machine.clock,
    logger,
  });
  return { runCommand, stop: () => uploader.stop(), killNow: () => families.killAll() };
}

function programFinder(machine: Machine): ProgramFinder {
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
