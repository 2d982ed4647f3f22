import { frameRangeTexts as texts } from '../../texts/job-types.js';

/** Consecutive frames, both ends included. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/**
 * More pieces than this are refused, so that a range like `1-99999999999` ends in an error instead of eating the
 * memory of the farm. Blender's own last frame is 1,048,574.
 */
export const MAX_PIECES = 1_048_576;

/** A frame range or chunk size that cannot be used; `message` is for the author of the job. */
export class FrameRangeError extends Error {
  override readonly name = 'FrameRangeError';
}

/**
 * Cuts a frame range into slices of `chunkSize` frames, across the borders of its parts (contract 04 §4.5, D3.2).
 *
 * @throws FrameRangeError with the contract's wording.
 */
export function frameChunker(frameRange: string, chunkSize: number): string[] {
  const range = frameRange.trim();
  if (range === '') throw new FrameRangeError(texts.empty(''));
  if (chunkSize < 1) throw new FrameRangeError(texts.badChunkSize(chunkSize));
  const runs = parseFrameRange(range);
  const frames = countFrames(runs);
  if (frames === 0) throw new FrameRangeError(texts.empty(normalise(range)));
  if (frames / chunkSize > MAX_PIECES) throw new FrameRangeError(texts.tooMany(range, MAX_PIECES));
  return slices(runs, chunkSize).map(formatRuns);
}

/** Number of distinct frames in a range, by the same grammar but without trimming the whole (contract 04 §4.6). */
export function frameCount(frameRange: string): number {
  return countFrames(parseFrameRange(frameRange));
}

/** The parts of a range that run backwards and therefore contribute nothing, as they were written. */
export function invertedParts(frameRange: string): string[] {
  const inverted = (part: string): boolean => {
    const match = FRAMES.exec(normalise(part));
    return match !== null && Number(match[1]) > Number(match[2]);
  };
  return frameRange
    .split(',')
    .filter(inverted)
    .map((part) => part.trim());
}

/** The frames of a range as sorted runs that neither touch nor overlap. */
export function parseFrameRange(range: string): Run[] {
  const normalised = normalise(range);
  const runs: Run[] = [];
  for (const part of normalised.split(',')) {
    for (const run of parsePart(part, normalised)) runs.push(run);
    if (runs.length > MAX_PIECES) throw new FrameRangeError(texts.tooMany(range, MAX_PIECES));
  }
  return mergeRuns(runs);
}

/** Both ways of writing "to" are one: `1..10` is `1-10`. */
function normalise(range: string): string {
  return range.replaceAll('..', '-');
}

const FRAME = /^\s*([+-]?\d+)\s*$/;
const FRAMES = /^\s*([+-]?\d+)\s*-\s*([+-]?\d+)\s*(?:x\s*(\d+)\s*)?$/;

function parsePart(part: string, range: string): Iterable<Run> {
  const one = FRAME.exec(part);
  if (one !== null) {
    const frame = frameNumber(one[1] ?? '', part, range);
    return [{ first: frame, last: frame }];
  }
  const match = FRAMES.exec(part);
  const step = Number(match?.[3] ?? 1);
  if (match === null || step === 0) throw new FrameRangeError(describeBadPart(part, range));
  const first = frameNumber(match[1] ?? '', part, range);
  const last = frameNumber(match[2] ?? '', part, range);
  if (first > last) return []; // contract 04 §4.5: an inverted range contributes nothing
  return step === 1 ? [{ first, last }] : everyNth(first, last, step, range);
}

/**
 * Numbers are exact to 2^53; the contract's 64 bits are more than any program renders, and refusing is better than
 * rounding.
 */
function frameNumber(digits: string, part: string, range: string): number {
  const frame = Number(digits);
  if (!Number.isSafeInteger(frame)) throw new FrameRangeError(texts.outOfRange(range, part, digits));
  return frame === 0 ? 0 : frame; // "-0" is 0
}

function everyNth(first: number, last: number, step: number, range: string): Run[] {
  const count = Math.floor((last - first) / step) + 1;
  if (count > MAX_PIECES) throw new FrameRangeError(texts.tooMany(range, MAX_PIECES));
  return Array.from({ length: count }, (_, index) => ({ first: first + index * step, last: first + index * step }));
}

/** Names the first piece that is no number; with more than two pieces there is no telling which. */
function describeBadPart(part: string, range: string): string {
  const pieces = part.split('-').map((piece) => piece.trim());
  const wrong = pieces.find((piece) => !/^[+-]?\d+$/.test(piece));
  if (pieces.length > 2 || wrong === undefined) return texts.badPart(range, part);
  return texts.badNumber(range, part, wrong);
}

function mergeRuns(runs: Run[]): Run[] {
  runs.sort((a, b) => a.first - b.first);
  const merged: Run[] = [];
  for (const run of runs) {
    const previous = merged.at(-1);
    if (previous === undefined || run.first > previous.last + 1) merged.push(run);
    else if (run.last > previous.last) merged[merged.length - 1] = { first: previous.first, last: run.last };
  }
  return merged;
}

function countFrames(runs: readonly Run[]): number {
  return runs.reduce((sum, run) => sum + run.last - run.first + 1, 0);
}

function slices(runs: readonly Run[], size: number): Run[][] {
  const all: Run[][] = [];
  let slice: Run[] = [];
  let room = size;
  for (const run of runs) {
    for (let first = run.first; first <= run.last;) {
      const last = Math.min(run.last, first + room - 1);
      slice.push({ first, last });
      room -= last - first + 1;
      first = last + 1;
      if (room === 0) {
        all.push(slice);
        slice = [];
        room = size;
      }
    }
  }
  return slice.length > 0 ? [...all, slice] : all;
}

function formatRuns(runs: readonly Run[]): string {
  return runs.map(formatRun).join(',');
}

/** One frame `n`, two `a,b`, more `a-b` (contract 04 §4.5 step 5). */
function formatRun({ first, last }: Run): string {
  if (first === last) return `${first}`;
  return last === first + 1 ? `${first},${last}` : `${first}-${last}`;
}
