import { findJob } from '../../../db/jobs.js';
import { tasksHoldingUp } from '../../../db/named-tasks.js';
import type { Reader } from '../../../db/transaction.js';
import { blockedWork, failedWork, failuresBehindBlocks, workOfJob } from '../../../db/work-groups.js';
import type { FailedWork, WorkOfType } from '../../../db/work-groups.js';
import { checkUuid, unknown } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type { Job } from '../../records.js';
import { explainJob as explain, standIn } from '../../rules/explain-job.js';
import type { JobFacts, RunnableGroup } from '../../rules/explain-job.js';
import { readyWorkers } from '../../rules/explain-workers.js';
import type { ExplainedWorker } from '../../rules/explain-workers.js';
import { EXAMPLES, some } from '../../rules/findings.js';
import { read } from '../../transaction.js';
import { tagOfJob } from './explain-task.js';
import type { Explained } from './explain-task.js';
import { explainedWorkers, nextTasks } from './explained-workers.js';

/** Why does this job not get on? Costs as much as the farm has Workers and the job has task types. */
export async function explainJob(farm: Farm, uuid: string): Promise<Explained> {
  checkUuid('job', uuid);
  const { isFirstRun } = farm.config.current();
  return await read(farm, async (reader) => {
    const job = await findJob(reader, uuid);
    if (!job) throw unknown('job', uuid);
    const work = await workOfJob(reader, job.id);
    const groups = runnableGroups(work, await failedWork(reader, { jobId: job.id }));
    const asked = { ...job, blocklist: await blockedWork(reader, { jobId: job.id }) };
    const workers = await explainedWorkers(farm, reader);
    const ready = groups.flatMap((group) => readyWorkers({ task: standIn(group), job: asked }, workers));
    const explanation = explain({
      isFirstRun,
      job: asked,
      workers,
      groups,
      runnable: work.reduce((sum, { runnable }) => sum + runnable, 0),
      atWork: atWorkOn(job, workers),
      tag: await tagOfJob(reader, job),
      holdingUp: await holdingUp(reader, job),
      spoiled: await failuresBehindBlocks(reader, { jobId: job.id }),
      next: await nextTasks(reader, [...new Set(ready)]),
    });
    return { name: job.name, explanation };
  });
}

/** The groups of runnable tasks, each with the Workers that failed all of it. */
export function runnableGroups<Work extends WorkOfType>(
  work: readonly Work[],
  failed: readonly FailedWork[],
): (Work & RunnableGroup)[] {
  const failuresOf = new Map<string, FailedWork[]>();
  const keyOf = ({ jobId, typeKey }: { readonly jobId: number; readonly typeKey: string }) => `${jobId} ${typeKey}`;
  for (const entry of failed) failuresOf.set(keyOf(entry), [...(failuresOf.get(keyOf(entry)) ?? []), entry]);
  return work.map((group) => ({
    ...group,
    taskType: group.typeKey,
    failedByWorkerIds: (failuresOf.get(keyOf(group)) ?? [])
      .filter((entry) => entry.failed === group.runnable)
      .map(({ workerId }) => workerId),
  }));
}

/** Each Worker has one task at most. */
function atWorkOn(job: Job, workers: readonly ExplainedWorker[]): JobFacts['atWork'] {
  const busy = workers.filter(({ work }) => work?.jobUuid === job.uuid);
  return { tasks: some(busy.flatMap(({ work }) => work ?? [])), workers: busy };
}

/** Looked for only in jobs that have such tasks. */
async function holdingUp(reader: Reader, { id, tally }: Job): Promise<JobFacts['holdingUp']> {
  if (tally.failed + tally.canceled === 0) return { count: 0, examples: [] };
  return await tasksHoldingUp(reader, id, EXAMPLES);
}
