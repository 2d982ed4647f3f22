import { randomUUID } from 'node:crypto';
import { insertJob } from '../../../db/jobs.js';
import { commandStagingSteps, stagingSteps } from '../../../db/staged-tasks.js';
import type { TasksToStage } from '../../../db/staged-tasks.js';
import { consoleTexts } from '../../../texts/console.js';
import type { Farm } from '../../farm.js';
import type { Job } from '../../records.js';
import { EMPTY_TALLY } from '../../rules/tally.js';
import { transact } from '../../transaction.js';
import { removeHiddenJob } from './remove-unfinished-job.js';
import { newCommands, newTasks } from './prepare-replacement.js';
import type { Matches } from './prepare-replacement.js';
import type { Stage } from './replace-tasks.js';

/** Jobs of up to so many tasks are edited in one transaction, during which nobody else can write. */
const MOST_TASKS_AT_ONCE = 500;

/**
 * Does the work with a stage if the job is large: new tasks and commands are stored in pieces before, removed tasks are removed in
 * pieces afterwards, and the work only moves them. What a crash leaves of it is removed at the next start.
 */
export async function withStage<Result>(
  farm: Farm,
  job: Job,
  matches: Matches,
  work: (stage: Stage | undefined) => Promise<Result>,
): Promise<Result> {
  if (matches.tasks.length + matches.removed.length <= MOST_TASKS_AT_ONCE) return await work(undefined);
  return await withHiddenJob(farm, job, (jobId) =>
    withHiddenJob(farm, job, async (commandsId) => {
      const ids = new Map<string, number>();
      const tasks = { tasks: newTasks(matches.tasks), edges: edgesOf(matches) };
      for (const step of stagingSteps(jobId, tasks, ids)) await transact(farm, step);
      const commands = newCommands(matches.tasks).map((task) => ({ ...task, uuid: randomUUID() }));
      for (const step of commandStagingSteps(commandsId, commands)) await transact(farm, step);
      return await work({ jobId, commandsId, ids });
    }),
  );
}

async function withHiddenJob<Result>(farm: Farm, job: Job, work: (id: number) => Promise<Result>): Promise<Result> {
  const hidden = await transact(farm, (tx) => insertJob(tx, stageOf(job)));
  try {
    return await work(hidden);
  } finally {
    await removeHiddenJob(farm, hidden).catch((error: unknown) => {
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
function edgesOf({ tasks }: Matches): TasksToStage['edges'] {
  if (tasks.every(({ before }) => before !== undefined)) return [];
  const known = new Map(tasks.flatMap(({ before, now }) => (before ? [[now.uuid, before.id] as const] : [])));
  return newTasks(tasks).flatMap(({ uuid, dependencies }) =>
    [...new Set(dependencies)].map((other) => [uuid, known.get(other) ?? other] as const),
  );
}
