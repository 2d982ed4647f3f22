import type { JobStatus } from '@flamenco/api';
import { toJobState } from './codecs.js';
import type { JobState } from './records.js';
import type { Reader, Tx } from './transaction.js';

/** Marks a job for deletion, to be tried at once; marking it again starts anew (contract 02 §6.5). */
export async function markForDeletion(tx: Tx, jobId: number): Promise<void> {
  const now = tx.now.getTime();
  await tx.q
    .updateTable('jobs')
    .set({
      delete_requested_at: now,
      updated_at: now,
      deletion_attempts: 0,
      deletion_next_at: now,
      deletion_error: null,
    })
    .where('id', '=', jobId)
    .execute();
}

/** Jobs last updated then or earlier that are in none of these statuses, oldest first. */
export async function jobsUpdatedUntil(reader: Reader, until: Date, except: readonly JobStatus[]): Promise<JobState[]> {
  let query = reader.q.selectFrom('jobs').selectAll().where('updated_at', '<=', until.getTime());
  if (except.length > 0) query = query.where('status', 'not in', except);
  return (await query.orderBy('id').execute()).map(toJobState);
}

/** A job whose deletion is due. */
export interface DueDeletion {
  readonly job: JobState;
  /** How many attempts failed. */
  readonly attempts: number;
}

/** Jobs to be deleted now, the oldest request first. */
export async function dueDeletions(reader: Reader, now: Date): Promise<DueDeletion[]> {
  const rows = await reader.q
    .selectFrom('jobs')
    .selectAll()
    .where('delete_requested_at', 'is not', null)
    .where((where) => where.or([where('deletion_next_at', 'is', null), where('deletion_next_at', '<=', now.getTime())]))
    .orderBy('delete_requested_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ job: toJobState(row), attempts: row.deletion_attempts }));
}

/** An attempt failed; the next one is to be made then. */
export async function postponeDeletion(
  tx: Tx,
  jobId: number,
  failure: { readonly attempts: number; readonly nextAt: Date; readonly error: string },
): Promise<void> {
  await tx.q
    .updateTable('jobs')
    .set({
      deletion_attempts: failure.attempts,
      deletion_next_at: failure.nextAt.getTime(),
      deletion_error: failure.error,
    })
    .where('id', '=', jobId)
    .execute();
}
