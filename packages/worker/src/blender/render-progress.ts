import type { Samples } from './progress-line.js';
import type { RenderRecord } from './render-record.js';

/** How far a render is, for the activity of its task. What is not known is undefined. */
export interface RenderProgress {
  /** The frame that is being rendered. */
  readonly frame: number | undefined;
  readonly samples: Samples | undefined;
  /** Frames that are done, and all that are to be. */
  readonly done: number;
  readonly total: number | undefined;
  /** Until all frames are done, in milliseconds; of the present one only, where the number of frames is not known. */
  readonly remainingMs: number | undefined;
  /** Files that the scene needs and does not have; the first one by name. */
  readonly missing: { readonly count: number; readonly first: string } | undefined;
}

/** Sums up a render's record. Pure. */
export function progressOf(record: RenderRecord): RenderProgress {
  const { progress, done, missing } = record;
  const total = record.asked?.size;
  const [first] = missing;
  return {
    frame: progress?.frame,
    samples: progress?.samples,
    done: done.size,
    total,
    remainingMs: remaining(record, total),
    missing: first === undefined ? undefined : { count: missing.size, first },
  };
}

/** The frames to come take as long as those before, on average. */
function remaining({ progress, finished, done }: RenderRecord, total: number | undefined): number | undefined {
  if (total === undefined || total <= 1) return progress?.remainingMs;
  if (finished.count === 0) return undefined;
  const meanMs = finished.ms / finished.count;
  const left = Math.max(0, total - done.size);
  if (progress === undefined) return left * meanMs;
  return (progress.remainingMs ?? meanMs) + Math.max(0, left - 1) * meanMs;
}
