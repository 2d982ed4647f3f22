import { access, constants, mkdir } from 'node:fs/promises';
import { errorText } from '@flamenco/common';
import { noRoomError } from './no-room.js';

/** Thrown when none of the candidates can hold the Worker's files. */
export class NoHomeError extends Error {
  readonly reason: string;

  constructor(
    readonly home: string,
    cause: unknown,
  ) {
    super(`${home}: ${errorText(cause)}`, { cause });
    this.reason = errorText(cause);
  }
}

/**
 * Makes sure that a home directory exists and can be written, and gives the first candidate that serves. A full disk is
 * no reason to go elsewhere, where the Worker would be another one.
 *
 * @param mode permissions of a directory that has to be created (contract 07 §5.3, §5.5)
 * @throws NoHomeError naming the first candidate, which is the one that the user can do something about
 */
export async function prepareHome(candidates: readonly string[], mode: number): Promise<string> {
  let firstFailure: NoHomeError | undefined;
  for (const candidate of candidates) {
    const trouble = await whyUnusable(candidate, mode);
    if (trouble === undefined) return candidate;
    firstFailure ??= new NoHomeError(candidate, trouble);
    if (noRoomError(trouble)) break;
  }
  throw firstFailure ?? new NoHomeError('', 'no candidate');
}

/**
 * The home that a Worker would have, without creating anything: the first candidate that exists and can be written,
 * else the first one.
 */
export async function lookForHome(candidates: readonly string[]): Promise<string> {
  for (const candidate of candidates) if ((await whyNotWritable(candidate)) === undefined) return candidate;
  return candidates[0] ?? '';
}

/** The system's error. */
async function whyUnusable(directory: string, mode: number): Promise<unknown> {
  try {
    await mkdir(directory, { recursive: true, mode });
  } catch (error) {
    return error;
  }
  return whyNotWritable(directory);
}

async function whyNotWritable(directory: string): Promise<unknown> {
  try {
    await access(directory, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return error;
  }
}
