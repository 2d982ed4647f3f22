import { blockedWork, failedWork, failuresBehindBlocks, workOfFarm } from '../../../db/work-groups.js';
import type { BlockedWork, WorkOfFarm } from '../../../db/work-groups.js';
import { checkUuid, unknown } from '../../errors.js';
import type { Farm } from '../../farm.js';
import { explainWorker as explain } from '../../rules/explain-worker.js';
import type { WorkGroup } from '../../rules/explain-worker.js';
import type { RunnableGroup } from '../../rules/explain-job.js';
import { read } from '../../transaction.js';
import { runnableGroups } from './explain-job.js';
import type { Explained } from './explain-task.js';
import { explainedWorkers, nextTasks } from './explained-workers.js';

/** Why does this Worker do nothing? Costs as much as the farm has jobs with something to run. */
export async function explainWorker(farm: Farm, uuid: string): Promise<Explained> {
  checkUuid('worker', uuid);
  const { isFirstRun } = farm.config.current();
  return await read(farm, async (reader) => {
    const worker = (await explainedWorkers(farm, reader)).find((it) => it.uuid === uuid);
    if (!worker) throw unknown('worker', uuid);
    const of = { workerId: worker.id };
    const groups = runnableGroups(await workOfFarm(reader), await failedWork(reader, of));
    const blocks = await blockedWork(reader, of);
    const explanation = explain({
      isFirstRun,
      worker,
      work: groups.map((group) => workGroup(group, blocks)),
      spoiled: await failuresBehindBlocks(reader, of),
      next: (await nextTasks(reader, [worker])).get(worker.id),
    });
    return { name: worker.name, explanation };
  });
}

function workGroup(group: WorkOfFarm & RunnableGroup, blocks: readonly BlockedWork[]): WorkGroup {
  const { jobId, jobUuid, jobName, jobStatus, workerTagId, taskType, failedByWorkerIds } = group;
  const blocklist = blocks.filter((entry) => entry.jobId === jobId);
  const job = { uuid: jobUuid, name: jobName, status: jobStatus, workerTagId: workerTagId ?? undefined, blocklist };
  return { job, taskType, failedByWorkerIds };
}
