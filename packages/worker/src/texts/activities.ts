import { quote } from '@flamenco/common';
import type { RenderProgress } from '../blender/render-progress.js';

// What a task is doing, for people who look at it while it runs; besides the activities of the original in updates.ts.

/** While a frame is rendered: `Rendering frame 12 (3 of 10), sample 64 of 256, about 4 min left`. */
export function rendering(progress: RenderProgress): string {
  const { frame, total, done } = progress;
  const place = total !== undefined && total > 1 ? ` (${Math.min(done + 1, total)} of ${total})` : '';
  const what = frame === undefined ? 'Rendering' : `Rendering frame ${frame}${place}`;
  return joined(what, samplesOf(progress), left(progress.remainingMs), missingOf(progress));
}

/** After a frame: `Frame 12 done (3 of 10), about 4 min left`. */
export function frameDone(frame: number, progress: RenderProgress): string {
  const { total, done } = progress;
  const place = total !== undefined && total > 1 ? ` (${done} of ${total})` : '';
  const isLast = total !== undefined && done >= total;
  return joined(`Frame ${frame} done${place}`, isLast ? '' : left(progress.remainingMs), missingOf(progress));
}

/** While FFmpeg works. @param total frames of the video, where that is known */
export function encoding(frame: number, total: number | undefined, remainingMs: number | undefined): string {
  if (total === undefined || frame > total) return `Encoding, ${frame} frames so far`;
  return joined(`Encoding frame ${frame} of ${total}`, left(remainingMs));
}

/** While files are copied. @param path what is being copied; `done` and `total` in bytes */
export function copyingFiles(path: string, done: number, total: number): string {
  const percent = total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : 100;
  return `Copying ${quote(path)}: ${percent} % of ${amount(total)}`;
}

/** While the files of a finished render are looked at. */
export const CHECKING_RESULTS = 'Checking the rendered files';

/** About how long, in one unit: `35 s`, `4 min`, `2 h 10 min`. @param ms a time in milliseconds */
export function roughTime(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function samplesOf({ samples }: RenderProgress): string {
  return samples === undefined ? '' : `${samples.what} ${samples.done} of ${samples.total}`;
}

function left(remainingMs: number | undefined): string {
  return remainingMs === undefined ? '' : `about ${roughTime(remainingMs)} left`;
}

function missingOf({ missing }: RenderProgress): string {
  if (missing === undefined) return '';
  if (missing.count === 1) return `missing file ${quote(missing.first)}`;
  return `${missing.count} missing files, the first is ${quote(missing.first)}`;
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}

/** Bytes in a unit that suits them. */
function amount(bytes: number): string {
  const mib = bytes / (1024 * 1024);
  return mib >= 1024 ? `${(mib / 1024).toFixed(1)} GiB` : `${mib.toFixed(1)} MiB`;
}
