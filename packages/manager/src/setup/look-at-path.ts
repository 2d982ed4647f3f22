import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorText } from '@flamenco/common';
import { lookTexts as texts } from '../texts/storage-doctor.js';

/** What the Manager finds at a path. */
export interface LookedAtPath {
  readonly path: string;
  readonly can_read: boolean;
  readonly can_write: boolean;
  readonly cause: string;
}

/** A server that is gone keeps whoever looks at its files waiting for ever. */
const LIMIT_MS = 10_000;

/** Whether the Manager can read and write there; a directory is tried with a file that is removed at once. Never rejects. */
export async function lookAtPath(place: string): Promise<LookedAtPath> {
  if (!path.isAbsolute(place)) return nothing(place, texts.notLocal);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<LookedAtPath>((resolve) => {
    timer = setTimeout(() => resolve(nothing(place, texts.silent(LIMIT_MS / 1000))), LIMIT_MS);
  });
  return await Promise.race([look(place), late]).finally(() => clearTimeout(timer));
}

async function look(place: string): Promise<LookedAtPath> {
  try {
    const isDirectory = (await stat(place)).isDirectory();
    const canRead = await works(isDirectory ? readdir(place) : access(place, constants.R_OK));
    const canWrite = await works(isDirectory ? tryToWrite(place) : access(place, constants.W_OK));
    const cause = isDirectory ? texts.directory(canRead, canWrite) : texts.file(canRead, canWrite);
    return { path: place, can_read: canRead, can_write: canWrite, cause };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    return nothing(place, isMissing ? texts.missing : texts.unreadable(errorText(error)));
  }
}

async function tryToWrite(directory: string): Promise<void> {
  const file = path.join(directory, `flamenco-writability-test-${randomUUID()}.txt`);
  await writeFile(file, '', { flag: 'wx' });
  await rm(file);
}

async function works(attempt: Promise<unknown>): Promise<boolean> {
  return attempt.then(
    () => true,
    () => false,
  );
}

function nothing(place: string, cause: string): LookedAtPath {
  return { path: place, can_read: false, can_write: false, cause };
}
