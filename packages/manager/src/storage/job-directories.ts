import { rm, rmdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** The three last-rendered images of a job, largest first (contract 02 §10.4). */
export const LAST_RENDERED_FILES = ['last-rendered.jpg', 'last-rendered-small.jpg', 'last-rendered-tiny.jpg'] as const;

/** A job's directory below the storage root, with forward slashes on every platform (contract 11 §10). */
export function relativeJobDirectory(jobUuid: string): string {
  return jobUuid === '' ? 'jobless' : `job-${jobUuid.slice(0, 4)}/${jobUuid}`;
}

/** A task's log below the storage root (contract 11 §10). */
export function relativeTaskLog(jobUuid: string, taskUuid: string): string {
  return `${relativeJobDirectory(jobUuid)}/task-${taskUuid}.txt`;
}

/** Where `/job-files` shows a path below the storage root. */
export function jobFilesUrl(relativePath: string): string {
  return `/job-files/${relativePath}`;
}

/**
 * Removes everything the Manager keeps of one job in `root`, and the `job-XXXX` directory when that is empty now.
 * A directory that does not exist is fine. Refuses a file-system root and the home directory (contract 11 §10.3).
 */
export async function removeJobDirectory(root: string, jobUuid: string): Promise<void> {
  const directory = path.resolve(root, relativeJobDirectory(jobUuid));
  if (directory === path.parse(directory).root || directory === path.resolve(homedir()))
    throw new Error(`refusing to remove ${directory}`);
  await rm(directory, { recursive: true, force: true });
  await rmdir(path.dirname(directory)).catch((error: NodeJS.ErrnoException) => {
    // Other jobs share the directory, or it was never made.
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(error.code ?? '')) throw error;
  });
}
