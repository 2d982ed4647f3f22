import { errorText, isError } from '@flamenco/common';
import type { Logger } from 'pino';
import type { Task, TaskCommand } from '../manager/assigned-task.js';
import * as texts from '../texts/console.js';
import type { TaskListener } from '../updates/listener.js';
import { untilForbidden } from './may-i-run.js';
import type { PermissionParts } from './may-i-run.js';

/** How a run of a task ended. */
export type TaskOutcome =
  | 'completed'
  | 'failed'
  /** The Manager said that it may not go on. */
  | 'forbidden'
  /** The Manager took no more updates of it. */
  | 'not-ours'
  /** The Worker is shutting down; the task is to be given back. */
  | 'interrupted';

/** Why a run was aborted. */
type Abortion = Extract<TaskOutcome, 'forbidden' | 'not-ours' | 'interrupted'>;

/** What the runner of tasks is made of. */
export interface TaskRunnerParts extends PermissionParts {
  readonly makeListener: (taskId: string) => TaskListener;
  /** Runs one command; rejects with an error whose message is the task's failure. Settles soon after an abort. */
  readonly runCommand: (command: TaskCommand, task: Task, listener: TaskListener, signal: AbortSignal) => Promise<void>;
  readonly logger: Logger;
}

interface Run {
  readonly task: Task;
  readonly listener: TaskListener;
  readonly aborting: AbortController;
  abortion: Abortion | undefined;
}

/** Runs tasks, one at a time (contract 07 §12). */
export class TaskRunner {
  #run: Run | undefined;

  constructor(private readonly parts: TaskRunnerParts) {}

  /** The task that runs at the moment. */
  get runningTask(): string | undefined {
    return this.#run?.task.uuid;
  }

  /** Runs a task to its end. Whatever happens to it is an outcome, never an error. */
  async run(task: Task, stopping: AbortSignal): Promise<TaskOutcome> {
    const run = this.#begin(task);
    const interrupt = () => this.#abort(run, 'interrupted');
    stopping.addEventListener('abort', interrupt, { once: true });
    if (stopping.aborted) interrupt();
    const watch = new AbortController();
    const watching = this.#watch(run, watch.signal);
    try {
      return await this.#runAll(run);
    } finally {
      stopping.removeEventListener('abort', interrupt);
      watch.abort();
      await watching;
      this.#run = undefined;
    }
  }

  /** The Manager takes no more updates of this task: it stops at once, and nothing more is reported (contract 00 D6.2). */
  notOurs(taskId: string, status: number): void {
    if (this.#run?.task.uuid !== taskId) return;
    this.parts.logger.warn({ task: taskId, code: status }, texts.TASK_NOT_OURS);
    this.#run.listener.silence();
    this.#abort(this.#run, 'not-ours');
  }

  #begin(task: Task): Run {
    const { uuid, job, taskType } = task;
    this.parts.logger.info({ job, task: uuid, taskType }, texts.STARTING_TASK);
    const run = {
      task,
      listener: this.parts.makeListener(uuid),
      aborting: new AbortController(),
      abortion: undefined,
    };
    this.#run = run;
    return run;
  }

  /** A task that the Manager took away stays that, whatever else ends it. */
  #abort(run: Run, abortion: Abortion): void {
    if (run.abortion !== 'not-ours') run.abortion = abortion;
    run.aborting.abort();
  }

  async #watch(run: Run, signal: AbortSignal): Promise<void> {
    const reason = await untilForbidden(run.task.uuid, this.parts, signal).catch(() => undefined);
    if (reason === undefined) return;
    this.parts.logger.warn({ task: run.task.uuid, reason }, texts.TASK_FORBIDDEN);
    this.#abort(run, 'forbidden');
  }

  async #runAll(run: Run): Promise<TaskOutcome> {
    run.listener.started();
    for (const command of run.task.commands) {
      const failure = await this.#runCommand(command, run);
      if (failure) return this.#failed(run, failure);
    }
    return this.#completed(run);
  }

  /** The error of a command that did not succeed, aborted ones included. */
  async #runCommand(command: TaskCommand, run: Run): Promise<Error | undefined> {
    if (run.aborting.signal.aborted) return new Error(run.abortion);
    run.listener.commandBegins(command.totalStepCount);
    try {
      await this.parts.runCommand(command, run.task, run.listener, run.aborting.signal);
      run.listener.commandSucceeded();
      return undefined;
    } catch (error) {
      return isError(error) ? error : new Error(errorText(error));
    }
  }

  /** Work that is done is reported even when a shutdown came last; not when the Manager did not want it any more. */
  #completed(run: Run): TaskOutcome {
    if (run.abortion === 'forbidden' || run.abortion === 'not-ours') return this.#aborted(run, run.abortion);
    run.listener.completed();
    return 'completed';
  }

  #failed(run: Run, error: Error): TaskOutcome {
    if (run.abortion) return this.#aborted(run, run.abortion);
    this.parts.logger.warn({ task: run.task.uuid, error }, texts.TASK_FAILED);
    run.listener.failed(error.message);
    return 'failed';
  }

  /** Says nothing about the abort, but the log up to it is worth keeping (contract 00 D6.2). */
  #aborted(run: Run, abortion: Abortion): TaskOutcome {
    run.listener.flushLog();
    if (abortion === 'interrupted')
      this.parts.logger.warn({ task: run.task.uuid, job: run.task.job }, texts.TASK_INTERRUPTED);
    return abortion;
  }
}
