import type { TaskStatus } from '@flamenco/api';
import type Sqlite from 'better-sqlite3';
import { databaseTexts } from '../../texts/database.js';
import { tallyColumns, typeKey } from '../codecs.js';
import type { StatusCounts } from '../records.js';
import type { RowInserter } from './insert.js';
import type { OriginalBlock, OriginalDependency, OriginalFailure, OriginalJob, OriginalTask } from './rows.js';
import { soundJob } from './sound-job.js';
import type { SoundJob } from './sound-job.js';
import { jsonText } from './texts.js';
import { readTime } from './times.js';

const JOBS = `select j.*, t.id as worker_tag_id from jobs j left join worker_tags t on t.id = j.worker_tag_id order by j.id`;

/** A Worker has one task at a time: the one that was touched last. */
const OWNED = `select id from (select t.id, row_number() over
    (partition by t.worker_id order by coalesce(t.last_touched_at, '') desc, t.id desc) as place
  from tasks t join workers w on w.id = t.worker_id join jobs j on j.id = t.job_id
  where t.status = 'active' and w.deleted_at is null
    and j.status in ('queued', 'active', 'pause-requested', 'cancel-requested', 'requeueing')) where place = 1`;

const TASKS = `select t.*, w.id as worker_id, t.id in (select id from owned_tasks) as is_owned
  from tasks t left join workers w on w.id = t.worker_id where t.job_id = ? order by t.index_in_job`;

const DEPENDENCIES = `select d.task_id, d.dependency_id from tasks t
  join task_dependencies d on d.task_id = t.id join tasks o on o.id = d.dependency_id and o.job_id = t.job_id
  where t.job_id = ?`;

const FAILURES = `select f.task_id, f.worker_id, f.created_at, t.type from tasks t
  join task_failures f on f.task_id = t.id join workers w on w.id = f.worker_id where t.job_id = ?`;

const BLOCKS = `select b.worker_id, b.task_type, b.created_at from job_blocks b join workers w on w.id = b.worker_id
  where b.job_id = ?`;

/** How an imported attempt ended, by the status of its task. */
const OUTCOMES = { completed: 'completed', failed: 'failed', active: null } as const;

/** Takes over the jobs of an original farm with all that belongs to them (D8.1). */
export class JobImport {
  readonly #tasksOf;
  readonly #dependenciesOf;
  readonly #failuresOf;
  readonly #blocksOf;

  constructor(
    private readonly from: Sqlite.Database,
    private readonly to: RowInserter,
    private readonly now: number,
  ) {
    from.exec(`create temp table owned_tasks as ${OWNED}; create unique index temp.owned_task on owned_tasks (id)`);
    this.#tasksOf = from.prepare<[number], OriginalTask>(TASKS);
    this.#dependenciesOf = from.prepare<[number], OriginalDependency>(DEPENDENCIES);
    this.#failuresOf = from.prepare<[number], OriginalFailure>(FAILURES);
    this.#blocksOf = from.prepare<[number], OriginalBlock>(BLOCKS);
  }

  /** Gives the number of jobs. */
  run(): number {
    const jobs = this.from.prepare<[], OriginalJob>(JOBS).all();
    for (const job of jobs) this.#job(job);
    this.#lastRendered();
    return jobs.length;
  }

  #job(job: OriginalJob): void {
    const tasks = this.#tasksOf.all(job.id);
    const dependencies = this.#dependenciesByTask(job.id);
    const planned = tasks.map(({ id, status, is_owned }) => {
      return { id, status, isOwned: is_owned === 1, dependencies: dependencies.get(id) ?? [] };
    });
    const sound = soundJob(job.status, planned);
    const steps = tasks.map((task) => stepsOf(task, statusIn(sound, task.id)));
    this.#storeJob(job, sound, {
      completed: sum(steps.map(({ completed }) => completed)),
      total: sum(steps.map(({ total }) => total)),
    });
    const work = new Map<string, { runnable: number; unfinished: number }>();
    tasks.forEach((task, index) => {
      const status = statusIn(sound, task.id);
      const open = (dependencies.get(task.id) ?? []).filter((id) => statusIn(sound, id) !== 'completed').length;
      this.#storeTask(job.id, task, { status, blockedBy: open, steps: steps[index] ?? NO_STEPS });
      countWork(work, typeKey(task.type), status, open);
    });
    for (const [task_id, ids] of dependencies)
      for (const dependency_id of ids) this.to.insert('task_dependencies', { task_id, dependency_id });
    for (const [type_key, counts] of work) this.to.insert('job_runnable', { job_id: job.id, type_key, ...counts });
    this.#storeFailures(job.id);
  }

  #dependenciesByTask(jobId: number): Map<number, number[]> {
    const byTask = new Map<number, number[]>();
    for (const { task_id, dependency_id } of this.#dependenciesOf.all(jobId)) {
      const known = byTask.get(task_id);
      if (known) known.push(dependency_id);
      else byTask.set(task_id, [dependency_id]);
    }
    return byTask;
  }

  #storeJob(job: OriginalJob, sound: SoundJob, steps: Steps): void {
    const { id, uuid, name, priority, activity } = job;
    const createdAt = readTime(job.created_at) ?? this.now;
    const updatedAt = readTime(job.updated_at) ?? createdAt;
    const deletion = readTime(job.delete_requested_at) ?? null;
    const tally = tallyOf(sound);
    const checkout = job.storage_shaman_checkout_id || null;
    if (checkout !== null) this.to.insert('checkouts', { path: checkout, created_at: createdAt }, true);
    const hasBegun = tally.active + tally.completed + tally.failed > 0;
    const hasEnded = ['completed', 'failed', 'canceled'].includes(sound.status);
    this.to.insert('jobs', {
      ...{ id, uuid, name, priority, activity, type: job.job_type, status: sound.status },
      settings: jsonText(job.settings, '{}'),
      metadata: jsonText(job.metadata, '{}'),
      warnings: '[]',
      created_at: createdAt,
      updated_at: updatedAt,
      checkout_path: checkout,
      worker_tag_id: job.worker_tag_id,
      blocklist_threshold: null,
      soft_fail_count: null,
      steps_completed: steps.completed,
      steps_total: steps.total,
      started_at: hasBegun ? createdAt : null,
      finished_at: hasEnded ? updatedAt : null,
      active_since: tally.active > 0 ? this.now : null,
      ...tallyColumns(tally),
      delete_requested_at: deletion,
      deletion_attempts: 0,
      deletion_next_at: deletion,
      deletion_error: null,
      deletion_began_at: null,
    });
  }

  #storeTask(jobId: number, task: OriginalTask, made: MadeTask): void {
    const { id, uuid, index_in_job, name, type, priority, activity, worker_id } = task;
    const createdAt = readTime(task.created_at) ?? this.now;
    const updatedAt = readTime(task.updated_at) ?? createdAt;
    this.to.insert('tasks', {
      ...{ id, uuid, job_id: jobId, index_in_job, name, type, type_key: typeKey(type), priority, activity },
      status: made.status,
      worker_id,
      // The attempts of an import have the ids of their tasks.
      attempt_id: made.status === 'active' ? id : null,
      blocked_by: made.blockedBy,
      steps_completed: made.steps.completed,
      steps_total: made.steps.total,
      created_at: createdAt,
      updated_at: updatedAt,
      last_touched_at: readTime(task.last_touched_at) ?? null,
    });
    this.to.insert('task_commands', { task_id: id, commands: jsonText(task.commands, '[]') });
    if (worker_id === null || !(made.status in OUTCOMES)) return;
    const outcome = OUTCOMES[made.status as keyof typeof OUTCOMES];
    this.to.insert('task_attempts', {
      ...{ id, task_id: id, job_id: jobId, worker_id, outcome, is_imported: 1 },
      started_at: updatedAt,
      ended_at: outcome === null ? null : updatedAt,
      reason: outcome === null ? null : databaseTexts.imported,
    });
  }

  #storeFailures(jobId: number): void {
    for (const { task_id, worker_id, type, created_at } of this.#failuresOf.all(jobId)) {
      const createdAt = readTime(created_at) ?? this.now;
      const failure = { task_id, worker_id, job_id: jobId, type_key: typeKey(type), created_at: createdAt };
      this.to.insert('task_failures', failure);
    }
    for (const { worker_id, task_type, created_at } of this.#blocksOf.all(jobId)) {
      const createdAt = readTime(created_at) ?? this.now;
      const block = { job_id: jobId, worker_id, type_key: typeKey(task_type), task_type, created_at: createdAt };
      this.to.insert('job_blocks', block, true);
    }
  }

  #lastRendered(): void {
    const newest = this.from
      .prepare<[], { job_id: number; updated_at: unknown }>(
        'select l.job_id, l.updated_at from last_rendereds l join jobs j on j.id = l.job_id order by l.id limit 1',
      )
      .get();
    if (!newest) return;
    const updated_at = readTime(newest.updated_at) ?? this.now;
    this.to.insert('last_rendered', { id: 1, job_id: newest.job_id, updated_at });
  }
}

interface Steps {
  readonly completed: number;
  readonly total: number;
}

const NO_STEPS: Steps = { completed: 0, total: 0 };

interface MadeTask {
  readonly status: TaskStatus;
  readonly blockedBy: number;
  readonly steps: Steps;
}

function statusIn({ tasks }: SoundJob, id: number): TaskStatus {
  return tasks.get(id) ?? 'queued';
}

/** Older tasks have no steps; each of their commands counts at least one (contract 11 §4). */
function stepsOf(task: OriginalTask, status: TaskStatus): Steps {
  const commands = JSON.parse(jsonText(task.commands, '[]')) as readonly { readonly total_step_count?: unknown }[];
  const counted = sum(commands.map((command) => Math.max(1, Math.trunc(Number(command?.total_step_count) || 0))));
  const total = Math.max(0, Math.trunc(Number(task.steps_total) || 0)) || counted;
  if (status === 'completed') return { completed: total, total };
  return { completed: Math.min(total, Math.max(0, Math.trunc(Number(task.steps_completed) || 0))), total };
}

function tallyOf({ tasks }: SoundJob): StatusCounts {
  const counts = { queued: 0, 'soft-failed': 0, active: 0, completed: 0, failed: 0, canceled: 0, paused: 0 };
  for (const status of tasks.values()) counts[status] += 1;
  return counts;
}

function countWork(
  work: Map<string, { runnable: number; unfinished: number }>,
  key: string,
  status: TaskStatus,
  openDependencies: number,
): void {
  const counts = work.get(key) ?? { runnable: 0, unfinished: 0 };
  work.set(key, counts);
  const waits = status === 'queued' || status === 'soft-failed';
  if (waits && openDependencies === 0) counts.runnable += 1;
  if (waits || status === 'active' || status === 'paused') counts.unfinished += 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
