import type { JobStatus } from '@flamenco/api';
import { sql } from 'kysely';
import { JOB_STATE_COLUMNS, toJobState } from './codecs.js';
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

/** Takes the mark off, unless the job is being deleted already; gives whether it could. */
export async function unmarkForDeletion(tx: Tx, jobId: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.q
    .updateTable('jobs')
    .set({
      delete_requested_at: null,
      updated_at: tx.now.getTime(),
      deletion_attempts: 0,
      deletion_next_at: null,
      deletion_error: null,
    })
    .where('id', '=', jobId)
    .where('deletion_began_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

const updatedUntil = (reader: Reader, until: Date, except: readonly JobStatus[]) =>
  reader.q
    .selectFrom('jobs')
    .where('updated_at', '<=', until.getTime())
    .where('status', 'not in', ['under-construction', ...except]);

/** Jobs last updated then or earlier that are in none of these statuses, oldest first. */
export async function jobsUpdatedUntil(reader: Reader, until: Date, except: readonly JobStatus[]): Promise<JobState[]> {
  return (await updatedUntil(reader, until, except).select(JOB_STATE_COLUMNS).orderBy('id').execute()).map(toJobState);
}

/** Some of the same jobs, and how many there are. */
export async function pageOfJobsUpdatedUntil(
  reader: Reader,
  until: Date,
  except: readonly JobStatus[],
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly jobs: readonly JobState[]; readonly total: number }> {
  const jobs = updatedUntil(reader, until, except);
  const rows = await jobs.select(JOB_STATE_COLUMNS).orderBy('id').limit(page.limit).offset(page.offset).execute();
  const { total } = await jobs.select((of) => of.fn.countAll<number | string>().as('total')).executeTakeFirstOrThrow();
  return { jobs: rows.map(toJobState), total: Number(total) };
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
    .select([...JOB_STATE_COLUMNS, 'deletion_attempts'])
    .where('delete_requested_at', 'is not', null)
    .where((where) => where.or([where('deletion_next_at', 'is', null), where('deletion_next_at', '<=', now.getTime())]))
    .orderBy('delete_requested_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ job: toJobState(row), attempts: row.deletion_attempts }));
}

/** From now on the deletion cannot be withdrawn. */
export async function beginDeletion(tx: Tx, jobId: number): Promise<void> {
  await tx.q.updateTable('jobs').set({ deletion_began_at: tx.now.getTime() }).where('id', '=', jobId).execute();
}

/** An attempt failed; the next one is to be made then. */
export async function postponeDeletion(
  tx: Tx,
  jobId: number,
  failure: {
    readonly attempts: number;
    readonly nextAt: Date;
    readonly error: string;
    /** Nothing of the job is gone from the database, so that its deletion can be withdrawn. */
    readonly isWhole: boolean;
  },
): Promise<void> {
  await tx.q
    .updateTable('jobs')
    .set({
      deletion_attempts: failure.attempts,
      deletion_next_at: failure.nextAt.getTime(),
      deletion_error: failure.error,
      ...(failure.isWhole && { deletion_began_at: null }),
    })
    .where('id', '=', jobId)
    .execute();
}

/** So many rows are deleted in a few milliseconds, with everything that belongs to them. */
const TASKS_AT_ONCE = 250;

/**
 * Removes some tasks of a job with all that belongs to them; gives whether there may be more. In pieces, because nobody
 * else can write meanwhile.
 */
export async function removeSomeTasks(tx: Tx, jobId: number): Promise<boolean> {
  const { numDeletedRows } = await tx.q
    .deleteFrom('tasks')
    .where('id', 'in', (some) =>
      some.selectFrom('tasks').select('id').where('job_id', '=', jobId).limit(sql.lit(TASKS_AT_ONCE)),
    )
    .executeTakeFirst();
  return numDeletedRows >= BigInt(TASKS_AT_ONCE);
}
