import { isError } from '@flamenco/common';

/** Systems' codes for a disk, or a user's share of it, on which nothing more fits. */
const FULL = ['ENOSPC', 'EDQUOT'];

/** The system's error behind this one that says that a disk is full; undefined when something else is wrong. Pure. */
export function noRoomError(error: unknown): Error | undefined {
  if (!isError(error)) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  return code !== undefined && FULL.includes(code) ? error : noRoomError(error.cause);
}
