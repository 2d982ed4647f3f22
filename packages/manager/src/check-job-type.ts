import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { errorText } from '@flamenco/common';
import type { Clock } from '@flamenco/common';
import { tryScript } from './farm/use-cases/job-types/try-script.js';
import type { TrialResult } from './farm/use-cases/job-types/try-script.js';
import { createJobTypes, scriptFolders } from './job-types/index.js';
import type { JsonObject, LooseScript } from './job-types/index.js';
import { EXIT } from './start-error.js';
import { trialText } from './texts/trial.js';
import { workbenchTexts as texts } from './texts/workbench.js';

/** What `-job-type-check` is asked. */
export interface JobTypeCheck {
  readonly file: string;
  /** A JSON object, or the name of a file with one; undefined to look at `JOB_TYPE` only. */
  readonly settings: string | undefined;
  readonly isJson: boolean;
}

/** Where the check runs, and where its words go. */
export interface CheckSurroundings {
  readonly clock: Clock;
  readonly workingDirectory: string;
  readonly programFile: string;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** Something that the user typed cannot be used. */
class Unusable extends Error {}

/**
 * Tells an author what a script is and what it makes of a job, without a farm. Gives the exit code: 0 when
 * nothing is wrong, 1 when something is, 2 when the command line or its files cannot be used.
 */
export async function checkJobType(check: JobTypeCheck, surroundings: CheckSurroundings): Promise<number> {
  const { print, complain, workingDirectory } = surroundings;
  try {
    const script = await readScript(check.file, workingDirectory);
    const settings =
      check.settings === undefined ? undefined : await readSettings(check.settings, surroundings.workingDirectory);
    const result = await run(script, settings, surroundings);
    print(check.isJson ? `${JSON.stringify(result, undefined, 2)}\n` : trialText(result));
    return result.isSound ? EXIT.clean : EXIT.startError;
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    complain(`${error.message}\n`);
    return EXIT.usage;
  }
}

async function run(
  script: LooseScript,
  settings: JsonObject | undefined,
  { clock, programFile, workingDirectory }: CheckSurroundings,
): Promise<TrialResult> {
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const folders = await scriptFolders({ programFile, workingDirectory });
  const jobTypes = createJobTypes({ folders, log, now: () => clock.now() });
  try {
    const job = { name: 'job-type-check', priority: 50, metadata: {} };
    return await tryScript({ jobTypes, clock }, { script, job, settings });
  } finally {
    await jobTypes.stop();
  }
}

const quiet = () => undefined;

async function readScript(file: string, workingDirectory: string): Promise<LooseScript> {
  if (!file.endsWith('.js')) throw new Unusable(texts.notJavaScript(file));
  const whole = path.resolve(workingDirectory, file);
  const source = await readFile(whole, 'utf8').catch((error: unknown) => {
    throw new Unusable(texts.unreadable(file, errorText(error)));
  });
  return { fileName: path.basename(whole), source, folder: path.dirname(whole) };
}

async function readSettings(given: string, workingDirectory: string): Promise<JsonObject> {
  const isJson = given.trimStart().startsWith('{');
  const text = isJson
    ? given
    : await readFile(path.resolve(workingDirectory, given), 'utf8').catch((error: unknown) => {
        throw new Unusable(texts.settingsUnreadable(given, errorText(error)));
      });
  return parseSettings(text);
}

function parseSettings(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Unusable(texts.settingsNotJson(errorText(error)));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Unusable(texts.settingsNotJson(texts.settingsNoObject));
  }
  return value as JsonObject;
}
