import { lockJobByUuid } from '../../../db/jobs.js';
import { checkUuid, unknown } from '../../errors.js';
import type { JobState } from '../../records.js';
import type { FarmTx } from '../../transaction.js';

/** The job that a user names; refused when there is none (contract 02 §6). */
export async function namedJob(tx: FarmTx, uuid: string): Promise<JobState> {
  checkUuid('job', uuid);
  const job = await lockJobByUuid(tx, uuid);
  if (!job) throw unknown('job', uuid);
  return job;
}
