import { countEligible, countFailedBy, strandedTasks } from '../../../db/failures.js';
import { lockJob } from '../../../db/jobs.js';
import { lockTaskByUuid } from '../../../db/tasks.js';
import { consoleTexts } from '../../../texts/console.js';
import type { Farm } from '../../farm.js';
import { isStranded } from '../../rules/stranded.js';
import { read, transact } from '../../transaction.js';
import { failStranded } from '../steps/fail-stranded.js';
import { eachOnItsOwn } from './each-on-its-own.js';

/**
 * Waiting tasks that somebody failed and that no eligible Worker is left for would keep their job active for ever: they
 * fail for good (D2.5). Workers are lost in many ways: deleted, away for a day, given another tag, or started with fewer
 * task types.
 */
export async function failStrandedTasks(farm: Farm): Promise<void> {
  const stranded = await read(farm, (reader) => strandedTasks(reader, farm.clock.now()));
  await eachOnItsOwn(farm, stranded, ({ uuid }) => failIfStranded(farm, uuid), {
    message: consoleTexts.strandedCheckFailed,
    fields: ({ uuid }) => ({ task: uuid }),
  });
}

/** Unless somebody came who can run it, or a user decided otherwise. */
async function failIfStranded(farm: Farm, taskUuid: string): Promise<void> {
  await transact(farm, async (tx) => {
    const task = await lockTaskByUuid(tx, taskUuid);
    const job = task && (await lockJob(tx, task.jobId));
    if (!task || !job) return;
    const failedByWorkers = await countFailedBy(tx, task.id);
    const eligibleWorkers = await countEligible(tx, task);
    if (isStranded(job, task, { failedByWorkers, eligibleWorkers })) await failStranded(farm, tx, { job, task });
  });
}
