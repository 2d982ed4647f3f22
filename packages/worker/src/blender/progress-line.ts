import { readBlenderTime } from './blender-time.js';

/** How far the render is, as one line of its status says. What the line does not say is undefined. */
export interface ProgressLine {
  readonly frame: number;
  readonly samples: Samples | undefined;
  /** Time that Blender expects the rest of the frame to take, in milliseconds. */
  readonly remainingMs: number | undefined;
  /** Memory in use, in MiB. */
  readonly memoryMib: number | undefined;
}

/** Samples of a frame, or tiles where an engine counts those. */
export interface Samples {
  readonly what: 'sample' | 'tile';
  readonly done: number;
  readonly total: number;
}

/** `Fra:12 Mem:…` up to Blender 4.5, `… render | Fra: 12 | Mem: …` from 5.0 on. */
const FRAME = /(?:^|render\s+\|\s+)Fra:\s?(-?\d+)\b/;
const STARTS = /(?:^|render\s+\|\s+)Rendering frame (-?\d+)\b/;
const REMAINING = /\bRemaining:\s?([\d:.]+)/;
const MEMORY = /\bMem:\s?([\d.]+)([KMGT])/;

/** Cycles; EEVEE, which has blanks around the slash; and Cycles of 2.93, which counts tiles too. */
const SAMPLES: readonly (readonly ['sample' | 'tile', RegExp])[] = [
  ['tile', /\bRendered (\d+)\s?\/\s?(\d+) Tiles\b/],
  ['sample', /\bSamples? (\d+)\s?\/\s?(\d+)/],
  ['sample', /\bRendering (\d+)\s?\/\s?(\d+) samples\b/],
];

const MIB: Readonly<Record<string, number>> = { K: 1 / 1024, M: 1, G: 1024, T: 1024 * 1024 };

/** Reads a line of a render's status; undefined for any other line. Pure. */
export function readProgressLine(line: string): ProgressLine | undefined {
  const frame = (FRAME.exec(line) ?? STARTS.exec(line))?.[1];
  if (frame === undefined || !Number.isSafeInteger(Number(frame))) return undefined;
  return {
    frame: Number(frame),
    samples: readSamples(line),
    remainingMs: readBlenderTime(REMAINING.exec(line)?.[1] ?? ''),
    memoryMib: readMemory(line),
  };
}

/** With one tile only, its samples say more. */
function readSamples(line: string): Samples | undefined {
  for (const [what, pattern] of SAMPLES) {
    const [, done, total] = pattern.exec(line) ?? [];
    if (total !== undefined && (what === 'sample' || Number(total) > 1))
      return { what, done: Number(done), total: Number(total) };
  }
  return undefined;
}

function readMemory(line: string): number | undefined {
  const [, number, unit] = MEMORY.exec(line) ?? [];
  const mib = Number(number) * (MIB[unit ?? ''] ?? Number.NaN);
  return Number.isFinite(mib) ? mib : undefined;
}
