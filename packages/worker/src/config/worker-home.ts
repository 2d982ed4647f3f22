import { resolve } from 'node:path';
import * as texts from '../texts/console.js';
import { NoHomeError, lookForHome, prepareHome } from './home.js';
import type { Host } from './options.js';
import { homeCandidates, pathsIn } from './paths.js';
import type { WorkerPaths } from './paths.js';
import { StartError } from './start-error.js';

/**
 * The files of this Worker, in a home that is made if need be.
 *
 * @throws StartError
 */
export async function createHome(host: Host): Promise<WorkerPaths> {
  const mode = host.env['FLAMENCO_HOME'] ? 0o777 : 0o700;
  try {
    return pathsIn(await prepareHome(candidatesOn(host), mode));
  } catch (error) {
    if (!(error instanceof NoHomeError)) throw error;
    throw new StartError(texts.HOME_UNUSABLE, texts.homeUnusable(error.home, error.reason), {}, { cause: error });
  }
}

/** The files that a Worker started here would have; none is made. */
export async function findHome(host: Host): Promise<WorkerPaths> {
  return pathsIn(await lookForHome(candidatesOn(host)));
}

function candidatesOn({ env, platform, userHome, workingDirectory }: Host): readonly string[] {
  return homeCandidates(env, platform, userHome).map((path) => resolve(workingDirectory, path));
}
