import { sql } from 'kysely';
import { NEXT_EVENT_INVARIANTS, ORPHAN_INVARIANTS } from './more-invariants.js';
import type { Invariant } from './more-invariants.js';
import type { Reader } from './transaction.js';

/** Something that is not as it must be at any time. */
export interface BrokenInvariant {
  readonly rule: string;
  /** The first rows that break it. */
  readonly examples: readonly unknown[];
}

const EXAMPLES = 5;

/**
 * A job under construction, or one that is being deleted, is stored or removed in pieces: its counters are right before and
 * after. Grouped, because a count per job and status would look through a million tasks many times.
 */
const WHOLE_JOB = `j.status <> 'under-construction' and j.deletion_began_at is null`;

const perStatus = (column: string, status: string) =>
  `sum(case when status = '${status}' then 1 else 0 end) as ${column}`;

const JOB_TALLY = `select j.uuid, j.status, j.n_queued, j.n_soft_failed, j.n_active, j.n_completed, j.n_failed,
    j.n_canceled, j.n_paused
  from jobs j left join (select job_id, ${perStatus('queued', 'queued')}, ${perStatus('soft_failed', 'soft-failed')},
      ${perStatus('active', 'active')}, ${perStatus('completed', 'completed')}, ${perStatus('failed', 'failed')},
      ${perStatus('canceled', 'canceled')}, ${perStatus('paused', 'paused')}
    from tasks group by job_id) t on t.job_id = j.id
  where ${WHOLE_JOB} and (j.n_queued <> coalesce(t.queued, 0) or j.n_soft_failed <> coalesce(t.soft_failed, 0)
    or j.n_active <> coalesce(t.active, 0) or j.n_completed <> coalesce(t.completed, 0)
    or j.n_failed <> coalesce(t.failed, 0) or j.n_canceled <> coalesce(t.canceled, 0)
    or j.n_paused <> coalesce(t.paused, 0))`;

const JOB_STEPS = `select j.uuid, j.steps_completed, j.steps_total
  from jobs j left join (select job_id, sum(steps_completed) as done, sum(steps_total) as total
    from tasks group by job_id) t on t.job_id = j.id
  where ${WHOLE_JOB} and (j.steps_completed <> coalesce(t.done, 0) or j.steps_total <> coalesce(t.total, 0))`;

const RUNNABLE = `select t.job_id, t.type_key, t.tasks from
  (select job_id, type_key, count(*) as tasks from tasks
    where status in ('queued', 'soft-failed') and blocked_by = 0 group by job_id, type_key) t
  join jobs j on j.id = t.job_id
  left join job_runnable r on r.job_id = t.job_id and r.type_key = t.type_key
  where ${WHOLE_JOB} and t.tasks <> coalesce(r.runnable, 0)`;

const RUNNABLE_LEFTOVER = `select r.job_id, r.type_key, r.runnable from job_runnable r join jobs j on j.id = r.job_id
  where ${WHOLE_JOB} and r.runnable <> (select count(*) from tasks t where t.job_id = r.job_id and t.type_key = r.type_key
    and t.status in ('queued', 'soft-failed') and t.blocked_by = 0)`;

const UNFINISHED = `select r.job_id, r.type_key, r.unfinished from job_runnable r join jobs j on j.id = r.job_id
  where ${WHOLE_JOB} and r.unfinished <> (select count(*) from tasks t where t.job_id = r.job_id and t.type_key = r.type_key
    and t.status in ('queued', 'soft-failed', 'active', 'paused'))`;

const JOB_TIMES = `select c.job_id, c.type_key, c.worker_id from
  (select job_id, type_key, worker_id, tasks, total_ms from job_times union all
    select a.job_id, t.type_key, a.worker_id, -count(*), -sum(a.ended_at - a.started_at)
    from task_attempts a join tasks t on t.id = a.task_id where a.outcome = 'completed' and a.is_imported = 0
    group by a.job_id, t.type_key, a.worker_id) c join jobs j on j.id = c.job_id
  where ${WHOLE_JOB}
  group by c.job_id, c.type_key, c.worker_id having sum(c.tasks) <> 0 or sum(c.total_ms) <> 0`;

const JOB_FRAMES = `select j.uuid, j.frames_timed, j.frame_ms from jobs j
  left join (select job_id, count(*) as frames, sum(duration_ms) as ms from frame_times group by job_id) f
    on f.job_id = j.id
  where ${WHOLE_JOB} and (j.frames_timed <> coalesce(f.frames, 0) or j.frame_ms <> coalesce(f.ms, 0))`;

const BLOCKED_BY = `select t.uuid, t.blocked_by from tasks t join jobs j on j.id = t.job_id
  where ${WHOLE_JOB} and t.blocked_by <> (select count(*) from task_dependencies d join tasks o on o.id = d.dependency_id
    where d.task_id = t.id and o.status <> 'completed')`;

/** What is true of a farm after every transaction. */
const INVARIANTS: readonly Invariant[] = [
  { rule: 'the counters of a job equal its tasks', breaking: JOB_TALLY },
  { rule: 'the steps of a job are the sums over its tasks', breaking: JOB_STEPS },
  { rule: 'the runnable tasks of a job are counted', breaking: RUNNABLE },
  { rule: 'nothing is counted as runnable that is not', breaking: RUNNABLE_LEFTOVER },
  { rule: 'the unfinished tasks of a job are counted', breaking: UNFINISHED },
  { rule: 'the durations of completed tasks are summed up', breaking: JOB_TIMES },
  { rule: 'the frame times of a job are summed up', breaking: JOB_FRAMES },
  {
    rule: 'a job knows since when its tasks are active, and when it began',
    breaking: `select uuid, n_active, active_since, started_at from jobs
      where (active_since is not null) <> (n_active > 0) or (n_active > 0 and started_at is null)`,
  },
  {
    rule: 'only a job that has ended has the time of its end',
    breaking: `select uuid, status, finished_at from jobs
      where finished_at is not null and status not in ('completed', 'failed', 'canceled')`,
  },
  { rule: 'the open dependencies of a task are counted', breaking: BLOCKED_BY },
  {
    rule: 'an active task has a worker that is not deleted, and an open attempt of that worker',
    breaking: `select t.uuid, t.worker_id, t.attempt_id from tasks t
      left join task_attempts a on a.id = t.attempt_id left join workers w on w.id = t.worker_id
      where t.status = 'active' and (t.worker_id is null or w.deleted_at is not null or a.id is null
        or a.ended_at is not null or a.worker_id <> t.worker_id or a.task_id <> t.id)`,
  },
  {
    rule: 'an open attempt belongs to an active task',
    breaking: `select a.id, t.uuid, t.status from task_attempts a join tasks t on t.id = a.task_id
      where a.ended_at is null and (t.status <> 'active' or t.attempt_id is null or t.attempt_id <> a.id)`,
  },
  {
    rule: 'an attempt that ended has an outcome',
    breaking: 'select id from task_attempts where (ended_at is null) <> (outcome is null)',
  },
  {
    rule: 'a worker has one active task at most',
    breaking: `select worker_id, count(*) as tasks from tasks where status = 'active' group by worker_id having count(*) > 1`,
  },
  {
    rule: 'steps are between 0 and their total',
    breaking: 'select uuid from tasks where steps_completed < 0 or steps_completed > steps_total',
  },
  {
    rule: 'a completed job has completed tasks only',
    breaking: `select uuid from jobs where status = 'completed'
      and n_queued + n_soft_failed + n_active + n_failed + n_canceled + n_paused > 0`,
  },
  {
    rule: 'a job that has ended or is paused runs nothing',
    breaking: `select uuid, status from jobs
      where status in ('completed', 'failed', 'canceled', 'paused') and n_active > 0`,
  },
  {
    rule: 'a job that is queued or active has something that runs or can run',
    breaking: `select j.uuid, j.status from jobs j where j.status in ('queued', 'active') and j.n_active = 0
      and j.delete_requested_at is null
      and not exists (select 1 from job_runnable r where r.job_id = j.id and r.runnable > 0)`,
  },
  {
    rule: 'no job stays between two statuses',
    breaking: `select uuid, status from jobs where status in ('cancel-requested', 'requeueing')
      or (status = 'pause-requested' and n_active = 0)`,
  },
  {
    rule: 'every task has its commands',
    breaking: 'select t.uuid from tasks t where not exists (select 1 from task_commands c where c.task_id = t.id)',
  },
  {
    rule: 'a worker with a former status is in error',
    breaking: `select uuid from workers where status_before_error is not null and status <> 'error'`,
  },
  ...NEXT_EVENT_INVARIANTS,
  ...ORPHAN_INVARIANTS,
];

/** One question about all rules: the numbers of those that are broken, for who asks often. */
export const BROKEN_RULES = INVARIANTS.map(
  ({ breaking }, number) => `select ${number} as rule where exists (${breaking})`,
).join('\nunion all\n');

/** Looks for everything that is not as it must be; nothing in a sound farm. */
export async function brokenInvariants(reader: Reader): Promise<BrokenInvariant[]> {
  const broken: BrokenInvariant[] = [];
  for (const { rule, breaking } of INVARIANTS) {
    const { rows } = await sql.raw(`${breaking} limit ${EXAMPLES}`).execute(reader.q);
    if (rows.length > 0) broken.push({ rule, examples: rows });
  }
  return broken;
}
