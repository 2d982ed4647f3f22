import { isCalledBlender } from '../blender/blender-name.js';
import { framesAsked } from '../blender/frames-asked.js';
import { progressOf } from '../blender/render-progress.js';
import { RenderRecord } from '../blender/render-record.js';
import { ResultCheck } from '../results/result-check.js';
import type { DefectiveFile } from '../results/result-check.js';
import * as activities from '../texts/activities.js';
import * as console from '../texts/command-console.js';
import { diskFull } from '../texts/errors.js';
import * as results from '../texts/results.js';
import { blenderComplained } from '../texts/task-log.js';
import { CommandError } from './command.js';
import type { CommandPorts } from './command.js';
import type { CommandLine } from './run-command-line.js';
import { ThrottledActivity } from './throttled-activity.js';

/** Follows one run of Blender, or of whatever program takes its place, and passes on what it says. */
export class RenderWatch {
  readonly #record: RenderRecord;
  readonly #activity: ThrottledActivity;
  readonly #check: ResultCheck;

  constructor(
    private readonly line: CommandLine,
    private readonly ports: CommandPorts,
    private readonly signal: AbortSignal,
    private readonly checks: boolean,
  ) {
    this.#record = new RenderRecord(framesAsked(line.args));
    this.#activity = new ThrottledActivity(ports.clock, (text) => ports.activity(text));
    this.#check = new ResultCheck(signal);
  }

  /** Takes a line of the program's output. */
  take(text: string): void {
    const { ports } = this;
    const line = this.#record.take(text);
    if (line.savedPath !== undefined) this.#saved(line.savedPath);
    if (line.frameDuration !== undefined) this.#frameDone(line.frameDuration, line.frameTime);
    if (line.frameSkipped) {
      ports.logger.info(console.FRAME_SKIPPED);
      this.#activity.toldElsewhere();
      ports.stepsCompleted(1);
    }
    if (line.missingFile !== undefined && line.newlyMissing) this.#missing(line.missingFile);
    if (line.progress) this.#activity.offer(() => activities.rendering(progressOf(this.#record)));
  }

  /** The command has ended. */
  stop(): void {
    this.#activity.stop();
  }

  /** What to throw for a program that failed; says in the task's log what it complained about. */
  explain(error: unknown): unknown {
    const { complaint, shortMemory } = this.#record;
    if (complaint !== undefined) this.ports.log(blenderComplained(complaint));
    if (shortMemory === undefined || !(error instanceof CommandError)) return error;
    return new CommandError(results.shortOfMemory(error.message, shortMemory));
  }

  /**
   * Checks what a program has made that says that all is well.
   *
   * @param fullDisk what it said when a disk was full
   * @throws CommandError when a file that it announced is none, or a frame is not there
   */
  async checkResults(fullDisk: string | undefined): Promise<void> {
    if (!this.checks) return;
    this.#activity.offer(() => activities.CHECKING_RESULTS);
    const defective = await this.#check.defects();
    this.signal.throwIfAborted();
    const problems = [this.#describe(defective), this.#describeFrames()];
    const failure = problems.filter((problem) => problem !== undefined).join('; ');
    if (failure === '') return;
    if (fullDisk !== undefined) throw new CommandError(diskFull(failure, fullDisk));
    this.ports.log(results.CHECK_CAN_BE_SWITCHED_OFF);
    throw this.#record.shortMemory
      ? new CommandError(results.shortOfMemory(failure, this.#record.shortMemory))
      : new CommandError(failure);
  }

  #saved(path: string): void {
    this.ports.outputProduced(path);
    if (this.checks) this.#check.announced(path);
  }

  #frameDone(duration: string, frameTime: { frame: number; durationMs: number } | undefined): void {
    this.ports.logger.info({ duration }, console.FRAME_RENDERED);
    this.#activity.toldElsewhere();
    if (!frameTime) return this.ports.stepsCompleted(1);
    const activity = activities.frameDone(frameTime.frame, progressOf(this.#record));
    this.ports.stepsCompleted(1, { activity, frameTimes: [frameTime] });
  }

  /** Once for each file: in a film every frame would repeat it. */
  #missing(path: string): void {
    this.ports.logger.warn({ path }, console.FILE_MISSING);
    this.ports.logLine(results.fileMissing(path));
    this.#activity.offer(() => activities.rendering(progressOf(this.#record)));
  }

  #describe(all: readonly DefectiveFile[]): string | undefined {
    // Other programs may call files what they like (contract 00 D6.9).
    const defective = this.#isBlender() ? all : all.filter(({ defect }) => defect.kind !== 'not-as-named');
    for (const file of defective) this.ports.logLine(results.resultLine(results.defectiveFile(file)));
    return defective.length > 0 ? results.defectiveFiles(defective) : undefined;
  }

  #describeFrames(): string | undefined {
    const undone = this.#isBlender() ? this.#record.undone() : [];
    return undone.length > 0 ? results.framesNotDone(undone, this.#record.complaint) : undefined;
  }

  /** A program in Blender's place that says nothing like it, whatever it is called, is not held to Blender's ways. */
  #isBlender(): boolean {
    const { version, speaksBlender } = this.#record;
    return version !== undefined || (isCalledBlender(this.line.exe) && speaksBlender);
  }
}
