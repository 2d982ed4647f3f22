import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { FarmPrograms } from './farm.js';

const run = promisify(execFile);

export const ROOT = fileURLToPath(new URL('../../../../..', import.meta.url));

/** A release as somebody has it who downloaded and unpacked it. */
export interface UnpackedRelease {
  readonly archive: string;
  /** The folder that was in the archive. */
  readonly folder: string;
  /** With nothing on the PATH but the programs that a Worker needs. */
  readonly programs: FarmPrograms;
  remove(): Promise<void>;
}

/** Makes a release of the built programs and unpacks it into an empty folder. */
export async function unpackedRelease(): Promise<UnpackedRelease> {
  const place = await mkdtemp(path.join(tmpdir(), 'flamenco-release-'));
  const script = path.join(ROOT, 'scripts/package-release.ts');
  const args = ['--import', 'tsx', script, '--output', path.join(place, 'made'), '--fast'];
  const env = { ...process.env, NODE_OPTIONS: '', TSX_TSCONFIG_PATH: path.join(ROOT, 'tsconfig.check.json') };
  const { stdout } = await run(process.execPath, args, { cwd: ROOT, env });
  const archive = stdout.trim();
  await run('tar', ['-xzf', archive, '-C', place]);
  const folder = path.join(place, path.basename(archive, '.tar.gz'));
  const tools = path.join(place, 'tools');
  await mkdir(tools);
  for (const tool of ['blender', 'ffmpeg']) await symlink(`/usr/bin/${tool}`, path.join(tools, tool));
  return {
    archive,
    folder,
    programs: {
      manager: path.join(folder, 'flamenco-manager'),
      worker: path.join(folder, 'flamenco-worker'),
      managerEnv: { PATH: '' },
      workerEnv: { PATH: tools },
    },
    remove: () => rm(place, { recursive: true }),
  };
}
