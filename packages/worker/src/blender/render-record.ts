import { readBlenderTime } from './blender-time.js';
import { readBlenderLine } from './output-lines.js';
import type { BlenderLine } from './output-lines.js';
import type { ProgressLine } from './progress-line.js';
import type { ShortMemory } from './trouble-lines.js';

/** A frame that is finished. */
export interface FrameTime {
  readonly frame: number;
  readonly durationMs: number;
}

/** Names kept of what is missing: enough to act on. */
const MOST_MISSING = 100;

/** What is known of a render from its output so far. Does no I/O. */
export class RenderRecord {
  /** Frames that were saved or left out because they exist; only those that were asked for, where that is known. */
  readonly done = new Set<number>();
  /** Files that were saved, or frames left out, of which nobody knows which frame they are. */
  unknownDone = 0;
  /** Files that the scene needs and that are not there, each once. */
  readonly missing = new Set<string>();
  /** The latest state of the frame that is being rendered; undefined between frames. */
  progress: ProgressLine | undefined;
  /** Finished frames, and the time that they took together in milliseconds. */
  finished = { count: 0, ms: 0 };
  version: string | undefined;
  complaint: string | undefined;
  shortMemory: ShortMemory | undefined;
  /** Whether any line was one that only a Blender writes. */
  speaksBlender = false;
  #lastSaved: number | undefined;

  /** @param asked the frames that are to be rendered; undefined where they are not known */
  constructor(readonly asked: ReadonlySet<number> | undefined) {}

  /** Takes the next line, and gives what it says besides what is new in the record. */
  take(text: string): BlenderLine & { readonly frameTime: FrameTime | undefined; readonly newlyMissing: boolean } {
    const line = readBlenderLine(text);
    this.#note(line);
    if (line.savedPath !== undefined) this.#isDone(this.progress?.frame, frameInName(line.savedPath));
    if (line.appendedFrame !== undefined) this.#isDone(line.appendedFrame, undefined);
    if (line.frameSkipped) this.#isDone(undefined, frameInName(line.skippedPath ?? ''));
    const frameTime = line.frameDuration === undefined ? undefined : this.#finishFrame(line.frameDuration);
    return { ...line, frameTime, newlyMissing: this.#noteMissing(line.missingFile) };
  }

  /** The frames that were asked for and of which no line says that they are done. Pure. */
  undone(): readonly number[] {
    const undone = [...(this.asked ?? [])].filter((frame) => !this.done.has(frame));
    return undone.slice(Math.min(this.unknownDone, undone.length));
  }

  #note({ progress, version, quits, complaint, shortMemory }: BlenderLine): void {
    this.progress = progress ?? this.progress;
    this.version ??= version;
    this.complaint = complaint ?? this.complaint;
    this.shortMemory ??= shortMemory;
    this.speaksBlender ||= quits || progress !== undefined || version !== undefined;
  }

  #noteMissing(path: string | undefined): boolean {
    if (path === undefined || this.missing.has(path) || this.missing.size >= MOST_MISSING) return false;
    this.missing.add(path);
    return true;
  }

  /**
   * @param said the frame that the output spoke of last
   * @param named the one in the file's name, which may be a version or the number of a shot as well
   */
  #isDone(said: number | undefined, named: number | undefined): void {
    const candidates = [said, named].filter((frame) => frame !== undefined);
    const frame = this.asked ? candidates.find((one) => this.asked?.has(one)) : candidates[0];
    if (frame === undefined) this.unknownDone += 1;
    else this.done.add(frame);
    this.#lastSaved = frame ?? candidates[0];
  }

  #finishFrame(duration: string): FrameTime | undefined {
    const durationMs = readBlenderTime(duration);
    const frame = this.progress?.frame ?? this.#lastSaved;
    this.progress = undefined;
    this.#lastSaved = undefined;
    if (durationMs === undefined) return undefined;
    this.finished = { count: this.finished.count + 1, ms: this.finished.ms + durationMs };
    return frame === undefined ? undefined : { frame, durationMs };
  }
}

/** The last number in the name of a file: the one of its frame, unless the file is called in another way. Pure. */
export function frameInName(path: string): number | undefined {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  const digits = name
    .replace(/\.[A-Za-z]\w*$/, '')
    .match(/\d+/g)
    ?.at(-1);
  return digits === undefined || digits.length > 15 ? undefined : Number(digits);
}
