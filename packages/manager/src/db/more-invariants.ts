/** Something that is always true of a sound farm. */
export interface Invariant {
  readonly rule: string;
  /** Gives the rows that break the rule. */
  readonly breaking: string;
}

/**
 * Every task that is not done has something that will move it: a Worker that has it, one that may ask for it, a dependency
 * that may complete, the end of its job when nothing else is left, or a user who paused it. Together with the rules about
 * active tasks and about jobs that are queued or active.
 */
export const NEXT_EVENT_INVARIANTS: readonly Invariant[] = [
  {
    rule: 'a job that has ended has no unfinished task',
    breaking: `select uuid, status, n_queued, n_soft_failed, n_active, n_paused from jobs
      where status in ('completed', 'failed', 'canceled') and deletion_began_at is null
        and n_queued + n_soft_failed + n_active + n_paused > 0`,
  },
  {
    rule: 'a running job has no paused task',
    breaking: `select uuid, status, n_paused from jobs where status in ('queued', 'active') and n_paused > 0`,
  },
  {
    // Earlier attempts may be accepted ones too: a user had the task run again. What an import knows is not questioned.
    rule: 'the last attempt at a completed task is the accepted one',
    breaking: `select t.uuid, a.id as attempt, a.outcome from tasks t
      left join task_attempts a on a.id = (select max(l.id) from task_attempts l where l.task_id = t.id)
      where t.status = 'completed' and t.worker_id is not null
        and (a.id is null or (coalesce(a.outcome, '') <> 'completed' and a.is_imported = 0))`,
  },
  {
    rule: 'a task has one owner at most',
    breaking: `select task_id, count(*) as attempts from task_attempts where ended_at is null
      group by task_id having count(*) > 1`,
  },
];

/** Nothing belongs to something that is not there; the databases see to most of it themselves. */
export const ORPHAN_INVARIANTS: readonly Invariant[] = [
  orphans('a task belongs to a job', 'tasks', 'job_id', 'jobs'),
  orphans('the commands of a task belong to it', 'task_commands', 'task_id', 'tasks'),
  orphans('an attempt belongs to a task', 'task_attempts', 'task_id', 'tasks'),
  orphans('an attempt belongs to a worker', 'task_attempts', 'worker_id', 'workers'),
  orphans('an entry of a failure list belongs to a task', 'task_failures', 'task_id', 'tasks'),
  orphans('a blocklist belongs to a job', 'job_blocks', 'job_id', 'jobs'),
  {
    rule: 'a task depends on tasks of its own job only',
    breaking: `select d.task_id, d.dependency_id from task_dependencies d
      left join tasks t on t.id = d.task_id left join tasks o on o.id = d.dependency_id
      where t.id is null or o.id is null or t.job_id <> o.job_id`,
  },
];

function orphans(rule: string, table: string, column: string, owner: string): Invariant {
  const breaking = `select m.${column} from ${table} m left join ${owner} o on o.id = m.${column} where o.id is null`;
  return { rule, breaking };
}
