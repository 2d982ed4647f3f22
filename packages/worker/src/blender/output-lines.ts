/** What one line of Blender's output says. */
export interface BlenderLine {
  /** The file that was written, as Blender names it. */
  readonly savedPath: string | undefined;
  /** How long a frame took that is finished, in Blender's words. */
  readonly frameDuration: string | undefined;
  /** A frame was left out because its file exists. */
  readonly frameSkipped: boolean;
  /** What went wrong. */
  readonly complaint: string | undefined;
}

/** Up to Blender 4.5 a message begins its line, from 5.0 on it comes after `… render | `. */
const ANCHOR = String.raw`(?:^|render\s+\|\s+)`;

/** Blender 3 and older put a blank before the time. The lines of Cycles (`… | Time:00:00.01 | …`) are something else. */
const TIME = new RegExp(String.raw`(?:^\s?|render\s+\|\s+)Time: ([\d:.]+)`);
const SAVED = new RegExp(String.raw`${ANCHOR}Saved: '(.*)'`);
const SKIPPED = new RegExp(String.raw`${ANCHOR}[Ss]kipping existing frame`);

/** Blender's own errors, and the last line of a Python traceback; not that a script failed, which repeats the script. */
const COMPLAINTS = [
  /^(?:Error|ERROR|Fatal)\b(?!: script failed)/,
  /\bCannot (?:read|open) file\b/,
  /\bUnable to open\b/,
  /^(?:\w+\.)*[A-Z]\w*(?:Error|Exception)\b/,
];

/** Reads one line; all that it may say is looked for independently (contract 07 §14.5, 00 D6.4). Pure. */
export function readBlenderLine(line: string): BlenderLine {
  return {
    savedPath: SAVED.exec(line)?.[1],
    frameDuration: TIME.exec(line)?.[1],
    frameSkipped: SKIPPED.test(line),
    complaint: COMPLAINTS.some((pattern) => pattern.test(line)) ? line.trim() : undefined,
  };
}
