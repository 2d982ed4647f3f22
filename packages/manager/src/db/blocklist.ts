import { typeKey } from './codecs.js';
import type { BlocklistEntry } from './records.js';
import type { Reader, Tx } from './transaction.js';

/** Keeps a Worker from tasks of a type on a job; a second time changes nothing. */
export async function block(tx: Tx, jobId: number, workerId: number, taskType: string): Promise<void> {
  await tx.q
    .insertInto('job_blocks')
    .values({
      job_id: jobId,
      worker_id: workerId,
      type_key: typeKey(taskType),
      task_type: taskType,
      created_at: tx.now.getTime(),
    })
    .onConflict((conflict) => conflict.columns(['job_id', 'worker_id', 'type_key']).doNothing())
    .execute();
}

/** Takes an entry away; gives whether there was one. */
export async function unblock(tx: Tx, jobId: number, workerId: number, taskType: string): Promise<boolean> {
  const { numDeletedRows } = await tx.q
    .deleteFrom('job_blocks')
    .where('job_id', '=', jobId)
    .where('worker_id', '=', workerId)
    .where('type_key', '=', typeKey(taskType))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function clearBlocklist(tx: Tx, jobId: number): Promise<void> {
  await tx.q.deleteFrom('job_blocks').where('job_id', '=', jobId).execute();
}

/** Sorted by the Workers' names; deleted Workers too. */
export async function blocklistOfJob(reader: Reader, jobUuid: string): Promise<BlocklistEntry[]> {
  return await reader.q
    .selectFrom('job_blocks')
    .innerJoin('jobs', 'jobs.id', 'job_blocks.job_id')
    .innerJoin('workers', 'workers.id', 'job_blocks.worker_id')
    .select(['workers.uuid as workerUuid', 'workers.name as workerName', 'job_blocks.task_type as taskType'])
    .where('jobs.uuid', '=', jobUuid)
    .orderBy('workers.name')
    .orderBy('job_blocks.task_type')
    .execute();
}
