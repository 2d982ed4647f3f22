import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Packs a folder; the archive has it at its top. Owner, order and times do not depend on the machine, so that the same
 * files make the same archive.
 *
 * @param level of gzip, 1 (fast) to 9 (small)
 * @param time that all files get, in seconds since 1970; another one for every version, as caches go by it
 */
export async function pack(folder: string, archive: string, level: number, time: number): Promise<void> {
  const same = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', `--mtime=@${time}`];
  const from = ['-C', path.dirname(folder), path.basename(folder)];
  await run('tar', [...same, '-I', `gzip -n -${level}`, '-cf', archive, ...from]);
}

/** Writes the checksum of a file in the form that `sha256sum -c` reads. */
export async function writeChecksum(file: string, checksumFile: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  await writeFile(checksumFile, `${hash.digest('hex')}  ${path.basename(file)}\n`);
}
