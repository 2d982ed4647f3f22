import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AvailableJobType } from '../../src/job-types/job-type.js';
import { BUILT_IN_SCRIPTS, jobTypeName } from '../../src/job-types/script-folders.js';
import type { ScriptFile } from '../../src/job-types/script-folders.js';
import { judgeScript } from '../../src/job-types/script-verdict.js';
import { runWhole, TEST_LIMITS } from './job-type-scripts.js';

/** What the Manager makes of a script: its job type as served, or why it cannot be used. */
export async function servedType(fileName: string, source: string): Promise<AvailableJobType | string> {
  const { end } = await runWhole(source, {}, { job: undefined, file: fileName });
  const file: ScriptFile = { name: jobTypeName(fileName), path: fileName, builtIn: false, stamp: '', size: 0 };
  const verdict = judgeScript(file, source, end, TEST_LIMITS);
  return verdict.state === 'usable' ? verdict.jobType : verdict.problem.message;
}

/** A job type that comes with the Manager, by its file. */
export async function builtInType(file: string): Promise<AvailableJobType> {
  const found = await servedType(file, await readFile(join(BUILT_IN_SCRIPTS, file), 'utf8'));
  if (typeof found === 'string') throw new Error(found);
  return found;
}
