import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { architectureName, findExecutable, platformName } from '@flamenco/common';
import { toldVersion } from '../process/told-version.js';
import type { VersionTrouble } from '../process/told-version.js';

/** Where FFmpeg is looked for. */
export interface FfmpegPlace {
  readonly platform: NodeJS.Platform;
  readonly architecture: string;
  readonly env: NodeJS.ProcessEnv;
  /** The directory of the program that the user started. */
  readonly programDirectory: string;
}

/** What looking for FFmpeg gave. */
export type FoundFfmpeg =
  | { readonly kind: 'found'; readonly path: string; readonly version: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'trouble'; readonly path: string; readonly trouble: VersionTrouble };

const VERSION_LIMIT_MS = 5_000;

/** Looks for FFmpeg beside the Worker and then on the `PATH`, and asks for its version (contract 07 §16.2). */
export async function findFfmpeg(place: FfmpegPlace): Promise<FoundFfmpeg> {
  const path = (await bundledFfmpeg(place)) ?? (await findExecutable('ffmpeg', place));
  if (path === undefined) return { kind: 'missing' };
  const told = await toldVersion(path, ['-version'], VERSION_LIMIT_MS, readVersion);
  return 'version' in told ? { kind: 'found', path, version: told.version } : { kind: 'trouble', path, trouble: told };
}

async function bundledFfmpeg({ platform, architecture, programDirectory }: FfmpegPlace): Promise<string | undefined> {
  const system = platformName(platform);
  const extension = platform === 'win32' ? '.exe' : '';
  for (const name of [`ffmpeg-${system}-${architectureName(architecture)}`, `ffmpeg-${system}`, 'ffmpeg']) {
    const path = join(programDirectory, 'tools', name + extension);
    if (await exists(path)) return path;
  }
  return undefined;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The third word of an output that looks like FFmpeg's. Pure. */
function readVersion(output: string): string | undefined {
  const [first = '', second] = output.trim().split('\n');
  if (second === undefined || !first.startsWith('ffmpeg version ')) return undefined;
  return first.trim().split(/\s+/)[2];
}
