import { readProgressLine } from './progress-line.js';
import type { ProgressLine } from './progress-line.js';
import { readComplaint, readMissingFile, readShortMemory } from './trouble-lines.js';
import type { ShortMemory } from './trouble-lines.js';

/** What one line of Blender's output says. */
export interface BlenderLine {
  /** The file that was written, as Blender names it. */
  readonly savedPath: string | undefined;
  /** How long a frame took that is finished, in Blender's words. */
  readonly frameDuration: string | undefined;
  /** A frame was left out because its file exists. */
  readonly frameSkipped: boolean;
  /** The file of the frame that was left out, where the line names it. */
  readonly skippedPath: string | undefined;
  /** The frame that was appended to a video. */
  readonly appendedFrame: number | undefined;
  readonly progress: ProgressLine | undefined;
  /** The line with which Blender begins: `Blender 4.5.1`. */
  readonly version: string | undefined;
  /** Blender says good-bye, as it does at the end of each run in the background. */
  readonly quits: boolean;
  /** What went wrong. */
  readonly complaint: string | undefined;
  /** A file that the scene needs and that is not there. */
  readonly missingFile: string | undefined;
  readonly shortMemory: ShortMemory | undefined;
}

/** What is said in words stands near the beginning; some patterns would take their time with the rest of a long line. */
const LOOKED_AT = 4096;

/** Up to Blender 4.5 a message begins its line, from 5.0 on it comes after `… render | `. */
const ANCHOR = String.raw`(?:^|render\s+\|\s+)`;

/** Blender 3 and older put a blank before the time. The lines of Cycles (`… | Time:00:00.01 | …`) are something else. */
const TIME = new RegExp(String.raw`(?:^\s?|render\s+\|\s+)Time: ([\d:.]+)`);
const SAVED = new RegExp(String.raw`${ANCHOR}Saved: '(.*)'`);
const SKIPPED = new RegExp(String.raw`${ANCHOR}[Ss]kipping existing frame(?:\s+"(.*)")?`);
const APPENDED = new RegExp(String.raw`${ANCHOR}(?:Append frame|Video append frame) (-?\d+)`);
const VERSION = /^(Blender \d+\.\d+[^|]*?)\s*$/;

/** Reads one line; all that it may say is looked for independently (contract 07 §14.5, 00 D6.4). Pure. */
export function readBlenderLine(line: string): BlenderLine {
  const skipped = SKIPPED.exec(line);
  const appended = APPENDED.exec(line)?.[1];
  const beginning = line.slice(0, LOOKED_AT);
  return {
    savedPath: SAVED.exec(line)?.[1],
    frameDuration: TIME.exec(line)?.[1],
    frameSkipped: skipped !== null,
    skippedPath: skipped?.[1],
    appendedFrame: appended === undefined ? undefined : Number(appended),
    progress: readProgressLine(beginning),
    version: VERSION.exec(line)?.[1],
    quits: line === 'Blender quit',
    complaint: readComplaint(beginning),
    missingFile: readMissingFile(beginning),
    shortMemory: readShortMemory(beginning),
  };
}
