import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import type { CommandPorts, ProgramFinder } from '../commands/command.js';
import { findCommand } from '../commands/registry.js';
import * as texts from '../texts/console.js';
import type { TaskListener } from '../updates/listener.js';
import type { TaskRunnerParts } from './run-task.js';

/** What running commands takes besides the task's listener. */
export interface CommandRunnerParts {
  readonly runProgram: CommandPorts['runProgram'];
  readonly programs: ProgramFinder;
  /** Whether the results of renders are checked where a task does not say it. */
  readonly checkResults: boolean;
  /** An image was written for a task. */
  readonly outputProduced: (taskId: string, path: string) => void;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Runs the commands of tasks by their names (contract 07 §14). */
export function commandRunner(parts: CommandRunnerParts): TaskRunnerParts['runCommand'] {
  return async ({ name, parameters }, task, listener, signal) => {
    const logger = parts.logger.child({ task: task.uuid, command: name });
    logger.info({ parameters }, texts.RUNNING_COMMAND);
    await findCommand(name)(parameters, portsOf(listener, logger, parts), signal);
  };
}

function portsOf(listener: TaskListener, logger: Logger, parts: CommandRunnerParts): CommandPorts {
  const { runProgram, programs, checkResults, platform, clock } = parts;
  return {
    log: (text) => listener.log(text),
    logLine: (line) => listener.logLine(line),
    stepsCompleted: (steps, news) => listener.stepsCompleted(steps, news),
    activity: (text) => listener.activity(text),
    outputProduced: (path) => parts.outputProduced(listener.taskId, path),
    runProgram,
    programs,
    checkResults,
    platform,
    clock,
    logger,
  };
}
