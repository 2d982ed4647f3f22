import { randomUUID } from 'node:crypto';
import { insertJob } from '../../../db/jobs.js';
import { stagingSteps } from '../../../db/staged-tasks.js';
import type { TasksToStage } from '../../../db/staged-tasks.js';
import { consoleTexts } from '../../../texts/console.js';
import type { Farm } from '../../farm.js';
import type { Job } from '../../records.js';
import { EMPTY_TALLY } from '../../rules/tally.js';
import type { TaskMatches } from '../../rules/settings-change.js';
import { transact } from '../../transaction.js';
import { removeHiddenJob } from './remove-unfinished-job.js';
import { newTasks } from './replace-tasks.js';
import type { KnownTask, NewAuthoredTask, Stage } from './replace-tasks.js';

/** Up to so many tasks are added and removed in one transaction, during which nobody else can write. */
const MOST_TASKS_AT_ONCE = 500;

/**
 * Does the work with a stage if many tasks come and go: the new ones are stored in pieces before, the removed ones removed
 * in pieces afterwards, and the work only moves them. What a crash leaves of it is removed at the next start.
 */
export async function withStage<Result>(
  farm: Farm,
  job: Job,
  matches: TaskMatches<KnownTask, NewAuthoredTask>,
  work: (stage: Stage | undefined) => Promise<Result>,
): Promise<Result> {
  const tasks = newTasks(matches.tasks);
  if (tasks.length + matches.removed.length <= MOST_TASKS_AT_ONCE) return await work(undefined);
  const stage = await transact(farm, (tx) => insertJob(tx, stageOf(job)));
  try {
    const ids = new Map<string, number>();
    for (const step of stagingSteps(stage, { tasks, edges: edgesOf(matches) }, ids)) await transact(farm, step);
    return await work({ jobId: stage, ids });
  } finally {
    await removeHiddenJob(farm, stage).catch((error: unknown) => {
      farm.logger.warn({ error, job: job.uuid }, consoleTexts.leftoversStay);
    });
  }
}

/** A job that nobody sees. */
function stageOf({ name, type }: Job) {
  return {
    ...{ uuid: randomUUID(), name, type, priority: 0, status: 'under-construction' as const, activity: '' },
    ...{ settings: {}, metadata: {}, warnings: [], stepsTotal: 0, tally: EMPTY_TALLY },
  };
}

/** What the new tasks wait for. */
function edgesOf({ tasks }: TaskMatches<KnownTask, NewAuthoredTask>): TasksToStage['edges'] {
  const known = new Map(tasks.flatMap(({ before, now }) => (before ? [[now.uuid, before.id] as const] : [])));
  return newTasks(tasks).flatMap(({ uuid, dependencies }) =>
    [...new Set(dependencies)].map((other) => [uuid, known.get(other) ?? other] as const),
  );
}
