import type { GraphProblem } from '../farm/rules/task-graph.js';
import { scriptTexts } from './job-types.js';

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
        return `the tasks "${problem.names[0]}" and "${problem.names[1]}" are the same task; add each task to the job once`;
      case 'unknown-dependency':
        return `task "${problem.task}" depends on a task that is not part of the job (${problem.dependency})`;
      case 'duplicate-dependency':
        return `task "${problem.task}" depends on task "${problem.dependency}" more than once`;
      case 'cycle':
        return `these tasks wait for each other, so none of them could start: ${problem.names.map((name) => `"${name}"`).join(' → ')}`;
    }
  },
  /** The first activity of a job that was taken with doubts. */
  submittedWithWarnings: (warnings: readonly string[]) => `Submitted with warnings: ${warnings.join('; ')}`,
} as const;
