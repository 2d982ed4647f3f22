import type { Farm } from '../../farm.js';
import type { JobTypeProblem } from '../../ports.js';

/** Everything that is wrong with the scripts and their folders as they are now (D3.3). */
export async function listJobTypeProblems({ jobTypes }: Farm): Promise<readonly JobTypeProblem[]> {
  return (await jobTypes.list()).problems;
}
