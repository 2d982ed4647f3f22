import { stat } from 'node:fs/promises';
import { win32 } from 'node:path';
import { associatedBlender, findExecutable, runVersion } from '@flamenco/common';
import { toldVersion } from '../process/told-version.js';
import type { VersionTrouble } from '../process/told-version.js';

/** Where Blender is looked for. */
export interface BlenderPlace {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** See `associatedBlender`; the machine's own registry when left out. */
  readonly queryRegistry?: (key: string) => Promise<string>;
}

/** What looking for Blender gave. */
export type FoundBlender =
  | { readonly kind: 'found'; readonly path: string; readonly version: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'trouble'; readonly path: string; readonly trouble: VersionTrouble };

const VERSION_LIMIT_MS = 10_000;
const REGISTRY_LIMIT_MS = 5_000;
const MAC_APPLICATION = '/Applications/Blender.app/Contents/MacOS/Blender';

/** Looks for the Blender that a task with this `exe` would get, and asks for its version (contract 07 §16.1). */
export async function findBlender(place: BlenderPlace, exe = 'blender'): Promise<FoundBlender> {
  const path = await locate(exe, place);
  if (path === undefined) return { kind: 'missing' };
  const told = await toldVersion(path, ['--version'], VERSION_LIMIT_MS, readVersion);
  return 'version' in told ? { kind: 'found', path, version: told.version } : { kind: 'trouble', path, trouble: told };
}

async function locate(exe: string, place: BlenderPlace): Promise<string | undefined> {
  if (win32.dirname(exe) !== '.') return (await isFile(exe)) ? exe : undefined;
  return (await findExecutable(exe, place)) ?? (await installedBlender(place));
}

/** The first line that says so, Blender's name included: `Blender 4.5.1`. Pure. */
function readVersion(output: string): string | undefined {
  return output
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line.startsWith('Blender '));
}

/**
 * What to start for a task's `exe`: the program as it is called, unless that is a bare name that is not on the `PATH`
 * and Blender is installed in the system's own way (contract 07 §14.5).
 */
export async function resolveBlender(exe: string, place: BlenderPlace): Promise<string> {
  // Both separators, on all platforms: a path of another platform is no name to search for.
  if (win32.dirname(exe) !== '.') return exe;
  if ((await findExecutable(exe, place)) !== undefined) return exe;
  return (await installedBlender(place)) ?? exe;
}

async function installedBlender({ platform, queryRegistry = readRegistry }: BlenderPlace): Promise<string | undefined> {
  if (platform === 'win32') return associatedBlender(queryRegistry);
  return platform === 'darwin' && (await isFile(MAC_APPLICATION)) ? MAC_APPLICATION : undefined;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function readRegistry(key: string): Promise<string> {
  const run = await runVersion('reg', ['query', key, '/ve'], REGISTRY_LIMIT_MS);
  if (run.kind !== 'ended' || run.exitCode !== 0) throw new Error(`registry key ${key} cannot be read`);
  return run.output;
}
