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

async function whyUnusable(directory: string, mode: number): Promise<string | undefined> {
  try {
    await mkdir(directory, { recursive: true, mode });
    await access(directory, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return errorText(error);
  }
}
