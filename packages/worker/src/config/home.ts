import { access, constants, mkdir } from 'node:fs/promises';
import { errorText } from '@flamenco/common';

/** Thrown when none of the candidates can hold the Worker's files. */
export class NoHomeError extends Error {
  constructor(
    readonly home: string,
    readonly reason: string,
  ) {
    super(`${home}: ${reason}`);
  }
}

/**
 * Makes sure that a home directory exists and can be written, and gives the first candidate that serves.
 *
 * @param mode permissions of a directory that has to be created (contract 07 §5.3, §5.5)
 * @throws NoHomeError naming the first candidate, which is the one that the user can do something about
 */
export async function prepareHome(candidates: readonly string[], mode: number): Promise<string> {
  let firstFailure: NoHomeError | undefined;
  for (const candidate of candidates) {
    const reason = await whyUnusable(candidate, mode);
    if (reason === undefined) return candidate;
    firstFailure ??= new NoHomeError(candidate, reason);
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

async function whyUnusable(directory: string, mode: number): Promise<string | undefined> {
  try {
    await mkdir(directory, { recursive: true, mode });
  } catch (error) {
    return errorText(error);
  }
  return whyNotWritable(directory);
}

async function whyNotWritable(directory: string): Promise<string | undefined> {
  try {
    await access(directory, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return errorText(error);
  }
}
