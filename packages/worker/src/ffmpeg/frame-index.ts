import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { globPattern } from './glob-pattern.js';

/** A list of frames on disk. */
export interface FrameIndex {
  readonly file: string;
  remove(): Promise<void>;
}

/**
 * Lists the frames that a glob matches, for FFmpeg (contract 07 §14.6). The list is a file of its own each time, so that
 * two videos of the same frames do not disturb each other, and the frames' directory needs no write access.
 *
 * @returns undefined when there are no such frames
 * @throws what the file system says, but a missing directory just has no frames
 */
export async function writeFrameIndex(glob: string, fps: number): Promise<FrameIndex | undefined> {
  const { directory, names } = await matches(glob);
  if (names.length === 0) return undefined;
  const temporary = await mkdtemp(join(tmpdir(), 'flamenco-frames-'));
  const file = join(temporary, 'ffmpeg-file-index.txt');
  await writeFile(
    file,
    indexText(
      names.map((name) => join(directory, name)),
      fps,
    ),
  );
  return { file, remove: () => rm(temporary, { recursive: true, force: true }) };
}

/** How many frames a glob matches; undefined when that cannot be known, as with a pattern in a directory's name. */
export async function countFrames(glob: string): Promise<number | undefined> {
  const { names } = await matches(glob).catch(() => ({ names: [] }));
  return names.length || undefined;
}

async function matches(glob: string): Promise<{ readonly directory: string; readonly names: readonly string[] }> {
  const directory = resolve(dirname(glob));
  const pattern = globPattern(basename(glob));
  return { directory, names: (await namesIn(directory)).filter((name) => pattern.test(name)).sort() };
}

async function namesIn(directory: string): Promise<string[]> {
  return readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

/** Two lines for each frame; within quotes FFmpeg takes everything literally except the quote itself. Pure. */
export function indexText(paths: readonly string[], fps: number): string {
  const duration = (1 / fps).toFixed(6);
  return paths.map((path) => `file '${path.replaceAll("'", `'\\''`)}'\nduration ${duration}\n`).join('');
}
