import type { Clock } from '@flamenco/common';
import { NO_ADDITIONS } from '../manager/additions.js';
import type { Additions } from '../manager/additions.js';
import type { TaskUpdate } from '../manager/client.js';
import { LOG_LIMIT_BYTES, openBudget, spend } from '../rules/log-budget.js';
import { NO_STEPS, addSteps, beginCommand, endCommand } from '../rules/steps.js';
import * as texts from '../texts/updates.js';
import { LogChunks } from './log-chunks.js';
import type { ChunkLimits } from './log-chunks.js';
import type { UpdateQueue } from './queue.js';

/** What a listener is made of. */
export interface ListenerParts {
  readonly queue: UpdateQueue;
  readonly clock: Clock;
  readonly chunkLimits?: ChunkLimits;
  readonly logLimitBytes?: number;
  /** What the Manager offers at the moment; left out, it is an original one. */
  readonly additions?: () => Additions;
}

/** What is known of steps that are done. */
export interface StepDetails {
  /** What happened, in better words than the original's `Progress`. */
  readonly activity?: string;
  /** Frames that are finished with them, and how long they took in milliseconds. */
  readonly frameTimes?: readonly { readonly frame: number; readonly durationMs: number }[];
}

/** Turns what happens during one run of a task into updates, in the order and form of contract 07 §12.3 and §13.1. */
export class TaskListener {
  readonly #chunks: LogChunks;
  readonly #logLimitBytes: number;
  #steps = NO_STEPS;
  #announcedSteps = 0;
  #budget;
  #silent = false;

  constructor(
    readonly taskId: string,
    private readonly parts: ListenerParts,
  ) {
    this.#chunks = new LogChunks(parts.clock, (text) => this.#report({ log: text }), parts.chunkLimits);
    this.#logLimitBytes = parts.logLimitBytes ?? LOG_LIMIT_BYTES;
    this.#budget = openBudget(parts.queue.waitingBytes(taskId));
  }

  started(): void {
    this.#report({ activity: texts.STARTED, taskStatus: 'active' });
  }

  /** @param announcedSteps the command's `total_step_count` */
  commandBegins(announcedSteps: number): void {
    this.#announcedSteps = announcedSteps;
    this.#steps = beginCommand(this.#steps, announcedSteps);
  }

  /** The present command succeeded. */
  commandSucceeded(): void {
    this.flushLog();
    this.#countTo(endCommand(this.#steps, this.#announcedSteps));
  }

  /** Steps of the present command; more than it announced are not counted, but their frames are reported. */
  stepsCompleted(steps = 1, details: StepDetails = {}): void {
    this.#countTo(addSteps(this.#steps, steps), details);
  }

  /** A text for the task's log that is sent by itself, after the lines collected before it. */
  log(text: string): void {
    this.flushLog();
    this.#report({ log: text });
  }

  /** A line of a program's output, sent together with others. */
  logLine(line: string): void {
    if (!this.#silent) this.#chunks.add(line);
  }

  /** What the present command is doing, besides the activities of the original. */
  activity(text: string): void {
    this.#report({ activity: text });
  }

  completed(): void {
    this.flushLog();
    this.#report({ activity: texts.COMPLETED, taskStatus: 'completed' });
  }

  /** @param reason the text of the command's error */
  failed(reason: string): void {
    this.flushLog();
    const text = texts.failed(reason);
    this.#report({ activity: text, log: text, taskStatus: 'failed' });
  }

  /** Queues the lines collected so far. */
  flushLog(): void {
    this.#chunks.flush();
  }

  /** The task is not ours any more: nothing is reported from now on, collected lines included. */
  silence(): void {
    this.#silent = true;
    this.#chunks.discard();
  }

  /** Managers without our additions get the original's form of a step (contract 07 §13.2). */
  #countTo(steps: typeof NO_STEPS, { activity, frameTimes = [] }: StepDetails = {}): void {
    const knowsFrames = (this.parts.additions?.() ?? NO_ADDITIONS).frameTimes;
    const isStep = steps.completed !== this.#steps.completed;
    const frames = knowsFrames ? frameTimes.map(({ frame, durationMs }) => ({ frame, duration_ms: durationMs })) : [];
    this.#steps = steps;
    if (!isStep && frames.length === 0) return;
    this.#report({
      activity: (knowsFrames ? activity : undefined) ?? texts.PROGRESS,
      steps_completed: steps.completed,
      ...(frames.length > 0 && { frame_times: frames }),
    });
  }

  #report(update: TaskUpdate): void {
    if (this.#silent) return;
    const { log, ...rest } = update;
    const allowed = log === undefined ? undefined : this.#withinBudget(log);
    const kept = allowed === undefined ? rest : { ...rest, log: allowed };
    if (Object.keys(kept).length > 0) this.parts.queue.append(this.taskId, kept);
  }

  #withinBudget(log: string): string | undefined {
    const { verdict, budget } = spend(this.#budget, Buffer.byteLength(log), this.#logLimitBytes);
    this.#budget = budget;
    if (verdict === 'announce-limit') return texts.logLimitReached(this.#logLimitBytes);
    return verdict === 'keep' ? log : undefined;
  }
}
