import { findJob } from '../../../db/jobs.js';
import { endedDependencies, openDependencies } from '../../../db/named-tasks.js';
import { findTag } from '../../../db/tags.js';
import { findTaskByUuid } from '../../../db/tasks.js';
import type { Reader } from '../../../db/transaction.js';
import { blockedWork, failedTask, failuresBehindBlocks } from '../../../db/work-groups.js';
import { findWorkerById } from '../../../db/workers.js';
import { checkUuid, unknown } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type { Job, Task } from '../../records.js';
import { explainTask as explain } from '../../rules/explain-task.js';
import { readyWorkers } from '../../rules/explain-workers.js';
import type { Explanation } from '../../rules/explanation.js';
import { EXAMPLES } from '../../rules/findings.js';
import type { Some, TaskRef } from '../../rules/findings.js';
import { sameType } from '../../rules/obstacles.js';
import { read } from '../../transaction.js';
import { explainedWorkers, nextTasks } from './explained-workers.js';

/** An explanation, and the name of what it is about. */
export interface Explained {
  readonly name: string;
  readonly explanation: Explanation;
}

/** Why does this task not run? Costs as much as the farm has Workers. */
export async function explainTask(farm: Farm, uuid: string): Promise<Explained> {
  checkUuid('task', uuid);
  const { isFirstRun } = farm.config.current();
  return await read(farm, async (reader) => {
    const task = await findTaskByUuid(reader, uuid);
    const job = task && (await findJob(reader, task.jobUuid));
    if (!job) throw unknown('task', uuid);
    const asked = {
      task: { ...task, failedByWorkerIds: await failedTask(reader, task.id) },
      job: { ...job, blocklist: await blockedWork(reader, { jobId: job.id }) },
    };
    const workers = await explainedWorkers(farm, reader);
    const spoiled = await failuresBehindBlocks(reader, { jobId: job.id });
    const explanation = explain({
      ...asked,
      isFirstRun,
      workers,
      tag: await tagOfJob(reader, job),
      assignee: await assigneeOf(reader, task),
      openDependencies: await openDependencies(reader, task, EXAMPLES),
      endedDependencies: await endedOnes(reader, job, task),
      spoiled: spoiled.filter(({ type }) => sameType(type, task.type)),
      next: await nextTasks(reader, readyWorkers(asked, workers)),
    });
    return { name: task.name, explanation };
  });
}

/** The tag of a job. */
export async function tagOfJob(reader: Reader, { workerTagUuid }: Job) {
  return workerTagUuid === undefined ? undefined : await findTag(reader, workerTagUuid);
}

async function assigneeOf(reader: Reader, { status, workerId }: Task) {
  return status === 'active' && workerId !== undefined ? await findWorkerById(reader, workerId) : undefined;
}

/** Looked for only in jobs that have such tasks. */
async function endedOnes(reader: Reader, { tally }: Job, task: Task): Promise<Some<TaskRef>> {
  if (task.blockedBy === 0 || tally.failed + tally.canceled === 0) return { count: 0, examples: [] };
  return await endedDependencies(reader, task.id, EXAMPLES);
}
