import { countFailedBy } from '../../../db/failures.js';
import { consoleTexts } from '../../../texts/console.js';
import { nobodyElseLeft } from '../../../texts/task-log.js';
import type { Farm } from '../../farm.js';
import type { FarmTx } from '../../transaction.js';
import { changeTask } from './change-task.js';
import type { JobAndTask } from './change-task.js';
import { lastWorkerOf } from './last-worker.js';

/** A task fails for good because nobody is left that could run it (D2.5). */
export async function failStranded(farm: Farm, tx: FarmTx, before: JobAndTask): Promise<JobAndTask> {
  const { job, task } = before;
  const failedByWorkerCount = await countFailedBy(tx, task.id);
  tx.log(task, nobodyElseLeft(failedByWorkerCount));
  const fields = { task: task.uuid, job: job.uuid, taskType: task.type, failedByWorkerCount };
  tx.tell('warn', consoleTexts.nobodyElseLeft, fields);
  return await changeTask(farm, tx, before, { to: 'failed', worker: await lastWorkerOf(tx, task) });
}
