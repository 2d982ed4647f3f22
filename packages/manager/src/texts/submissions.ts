import type { GraphProblem } from '../farm/rules/task-graph.js';
import { scriptTexts, shortened } from './job-types.js';

/** What a submitter reads about a job that cannot be taken, or that was taken with doubts (D3.4). */
export const submissionTexts = {
  unknownTag: (uuid: string) =>
    `there is no worker tag with the ID ${JSON.stringify(uuid)}; refresh the tags and choose another one`,
  badInitialStatus: (status: string) =>
    `a job cannot start with status "${status}"; "queued" and "paused" are the ones to choose from`,
  relativeBlendFile: (path: string) =>
    `setting "blendfile" is the relative path ${JSON.stringify(path)}, which no Worker would find; ` +
    'save the file on the shared storage and submit its full path',
  brokenJobType: scriptTexts.brokenType,
  graphProblem: (problem: GraphProblem): string => {
    switch (problem.tag) {
      case 'empty':
        return 'the job type made no tasks for this job, so there would be nothing to do';
      case 'duplicate-uuid':
        return `the tasks ${named(problem.names[0])} and ${named(problem.names[1])} are the same task; add each task to the job once`;
      case 'unknown-dependency':
        return `task ${named(problem.task)} depends on a task that is not part of the job (${shortened(problem.dependency)})`;
      case 'duplicate-dependency':
        return `task ${named(problem.task)} depends on task ${named(problem.dependency)} more than once`;
      case 'cycle':
        return `these tasks wait for each other, so none of them could start: ${chain(problem.names)}`;
      case 'more':
        return `${problem.count} more problems like these`;
    }
  },
  /** The first activity of a job that was taken with doubts. */
  submittedWithWarnings: (warnings: readonly string[]) => `Submitted with warnings: ${warnings.join('; ')}`,
} as const;

const MAX_IN_CHAIN = 10;

function chain(names: readonly string[]): string {
  const first = names.slice(0, MAX_IN_CHAIN).map(named).join(' → ');
  return names.length > MAX_IN_CHAIN ? `${first} → … (${names.length} tasks)` : first;
}

function named(name: string): string {
  return `"${shortened(name)}"`;
}
