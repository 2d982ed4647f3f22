import type { JobStatus } from '@flamenco/api';
import { sql } from 'kysely';
import { JOB_STATE_COLUMNS, orNull, tallyColumns, toJob, toJobState } from './codecs.js';
import type { Job, JobState } from './records.js';
import type { RowChange } from './schema.js';
import { statement } from './statement.js';
import type { Reader, Tx } from './transaction.js';

/** A job before it is stored. */
export type NewJob = Omit<
  Job,
  | 'id'
  | 'createdAt'
  | 'updatedAt'
  | 'times'
  | 'stepsCompleted'
  | 'workerTagUuid'
  | 'deleteRequestedAt'
  | 'deletionError'
>;

/** Stores a job without tasks; gives its number. */
export async function insertJob(tx: Tx, job: NewJob): Promise<number> {
  const now = tx.now.getTime();
  const { id } = await tx.q
    .insertInto('jobs')
    .values({
      uuid: job.uuid,
      name: job.name,
      type: job.type,
      priority: job.priority,
      status: job.status,
      activity: job.activity,
      settings: JSON.stringify(job.settings),
      metadata: JSON.stringify(job.metadata),
      warnings: JSON.stringify(job.warnings),
      created_at: now,
      updated_at: now,
      checkout_path: orNull(job.checkoutPath),
      script_digest: orNull(job.scriptDigest),
      worker_tag_id: orNull(job.workerTagId),
      blocklist_threshold: orNull(job.blocklistThreshold),
      soft_fail_count: orNull(job.softFailCount),
      steps_completed: 0,
      steps_total: job.stepsTotal,
      ...tallyColumns(job.tally),
      deletion_attempts: 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const jobById = statement<{ id: number }>()((q, p) =>
  q.selectFrom('jobs').select(JOB_STATE_COLUMNS).where('id', '=', p.id),
);

/** The present state of a job that this transaction is about to change. */
export async function lockJob(tx: Tx, id: number): Promise<JobState | undefined> {
  const row = await tx.first(jobById, { id });
  return row && toJobState(row);
}

/** The same by the name that clients use. */
export async function lockJobByUuid(tx: Tx, uuid: string): Promise<JobState | undefined> {
  const found = await tx.q.selectFrom('jobs').select('id').where('uuid', '=', uuid).executeTakeFirst();
  return found && (await lockJob(tx, found.id));
}

/** Every question for whole jobs begins like this; a job that is still being stored is nobody's business yet. */
export const jobsWithTag = (reader: Reader) =>
  reader.q
    .selectFrom('jobs')
    .leftJoin('worker_tags', 'worker_tags.id', 'jobs.worker_tag_id')
    .selectAll('jobs')
    .select('worker_tags.uuid as tag_uuid')
    .where('jobs.status', '<>', 'under-construction');

export async function findJob(reader: Reader, uuid: string): Promise<Job | undefined> {
  const row = await jobsWithTag(reader).where('jobs.uuid', '=', uuid).executeTakeFirst();
  return row && toJob(row, row.tag_uuid);
}

/**
 * The times of a job follow from its state, so they move wherever that is stored: its start and end, and how long at
 * least one of its tasks was active.
 */
const movedTimes = (p: StateParameters) => ({
  started_at: sql<number>`case when ${p.n_active} > 0 then coalesce(started_at, ${p.now}) else started_at end`,
  finished_at: sql<number>`case when ${p.status} in ('completed', 'failed', 'canceled')
    then coalesce(finished_at, ${p.now}) end`,
  active_since: sql<number>`case when ${p.n_active} > 0 then coalesce(active_since, ${p.now}) end`,
  active_ms: sql<number>`active_ms + case when ${p.n_active} = 0 and active_since is not null
    then ${p.now} - active_since else 0 end`,
});

interface JobStateColumns extends ReturnType<typeof tallyColumns> {
  readonly id: number;
  readonly status: JobStatus;
  readonly activity: string;
  readonly updated_at: number;
  readonly steps_completed: number;
}

type StateParameters = JobStateColumns & { readonly now: number };

const movedColumns = (p: StateParameters) => ({
  updated_at: p.updated_at,
  steps_completed: p.steps_completed,
  n_queued: p.n_queued,
  n_soft_failed: p.n_soft_failed,
  n_active: p.n_active,
  n_completed: p.n_completed,
  n_failed: p.n_failed,
  n_canceled: p.n_canceled,
  n_paused: p.n_paused,
  ...movedTimes(p),
});

const saveProgress = statement<StateParameters>()((q, p) =>
  q.updateTable('jobs').set(movedColumns(p)).where('id', '=', p.id),
);

const saveState = statement<StateParameters>()((q, p) =>
  q
    .updateTable('jobs')
    .set({ status: p.status, activity: p.activity, ...movedColumns(p) })
    .where('id', '=', p.id),
);

/** Stores what moves while a job runs: status, activity, steps, the counters of its tasks, and its times. */
export async function saveJobState(tx: Tx, job: JobState): Promise<void> {
  await tx.run(saveState, stateParameters(tx, job));
}

/** The same where status and activity stay, as they mostly do: an index knows the status and would be written too. */
export async function saveJobProgress(tx: Tx, job: JobState): Promise<void> {
  await tx.run(saveProgress, stateParameters(tx, job));
}

function stateParameters(tx: Tx, job: JobState): StateParameters {
  return {
    id: job.id,
    status: job.status,
    activity: job.activity,
    updated_at: job.updatedAt.getTime(),
    steps_completed: job.stepsCompleted,
    ...tallyColumns(job.tally),
    now: tx.now.getTime(),
  };
}

/** Changes other columns of a job, and its time of change. */
export async function changeJob(tx: Tx, id: number, change: RowChange<'jobs'>): Promise<void> {
  const updated_at = tx.now.getTime();
  await tx.q
    .updateTable('jobs')
    .set({ ...change, updated_at })
    .where('id', '=', id)
    .execute();
}

/** Jobs in one of these states, oldest first. */
export async function jobsInStatus(reader: Reader, statuses: readonly JobStatus[]): Promise<JobState[]> {
  const rows = await reader.q
    .selectFrom('jobs')
    .select(JOB_STATE_COLUMNS)
    .where('status', 'in', statuses)
    .orderBy('id')
    .execute();
  return rows.map(toJobState);
}

/** Removes a job and, by its foreign keys, everything that belongs to it. */
export async function removeJob(tx: Tx, id: number): Promise<void> {
  await tx.q.deleteFrom('jobs').where('id', '=', id).execute();
}
