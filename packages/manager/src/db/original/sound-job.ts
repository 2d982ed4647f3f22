import type { JobStatus, TaskStatus } from '@flamenco/api';

/** What decides about the status of an imported task. */
export interface ImportedTask {
  readonly id: number;
  readonly status: string;
  /** Whether a Worker has it, if it is active. */
  readonly isOwned: boolean;
  /** Ids of the tasks that it waits for. */
  readonly dependencies: readonly number[];
}

/** The statuses of a job and its tasks as a sound farm has them. */
export interface SoundJob {
  readonly status: JobStatus;
  readonly tasks: ReadonlyMap<number, TaskStatus>;
}

const TASK_STATUSES: ReadonlySet<string> = new Set<TaskStatus>([
  ...(['active', 'canceled', 'completed', 'failed', 'queued', 'soft-failed', 'paused'] as const),
]);

/** What becomes of a task that is not done, by the status of its job. */
const ENDED: ReadonlySet<string> = new Set(['completed', 'failed', 'canceled']);
const RUNNING: ReadonlySet<string> = new Set(['queued', 'active']);
/** The Manager takes these to their end when it starts (contract 03 §4.6). */
const INTERRUPTED: ReadonlySet<string> = new Set(['pause-requested', 'cancel-requested', 'requeueing']);

/**
 * Repairs what an original Manager left between two statuses, or against its own rules (D8.1). Jobs whose request was
 * interrupted keep their status, because the Manager finishes them when it starts. Whatever nobody can make sense of is
 * paused, for its user to decide. Pure.
 */
export function soundJob(status: string, tasks: readonly ImportedTask[]): SoundJob {
  const given = new Map(tasks.map((task) => [task.id, ownStatus(task)]));
  if (ENDED.has(status)) return endedJob(status, given);
  if (RUNNING.has(status)) return runningJob(status as JobStatus, tasks, given);
  if (INTERRUPTED.has(status)) return { status: status as JobStatus, tasks: given };
  return { status: 'paused', tasks: unfinishedBecome(given, 'paused') };
}

function ownStatus({ status, isOwned }: ImportedTask): TaskStatus {
  if (!TASK_STATUSES.has(status) || (status === 'active' && !isOwned)) return 'queued';
  return status as TaskStatus;
}

/** A job that has ended has no unfinished task, and a completed one only completed ones. */
function endedJob(status: string, given: ReadonlyMap<number, TaskStatus>): SoundJob {
  const tasks = unfinishedBecome(given, 'canceled');
  if (status !== 'completed') return { status: status as JobStatus, tasks };
  return { status: endOf(tasks), tasks };
}

function runningJob(
  status: JobStatus,
  planned: readonly ImportedTask[],
  given: ReadonlyMap<number, TaskStatus>,
): SoundJob {
  const tasks = new Map([...given].map(([id, of]) => [id, of === 'paused' ? ('queued' as const) : of]));
  const isDone = (id: number) => !tasks.has(id) || tasks.get(id) === 'completed';
  const goesOn = planned.some(({ id, dependencies }) => {
    const own = tasks.get(id);
    return own === 'active' || ((own === 'queued' || own === 'soft-failed') && dependencies.every(isDone));
  });
  if (goesOn) return { status, tasks };
  const ended = unfinishedBecome(tasks, 'canceled');
  return { status: endOf(ended), tasks: ended };
}

function endOf(tasks: ReadonlyMap<number, TaskStatus>): JobStatus {
  const statuses = new Set(tasks.values());
  if (statuses.has('failed')) return 'failed';
  return statuses.has('canceled') ? 'canceled' : 'completed';
}

function unfinishedBecome(given: ReadonlyMap<number, TaskStatus>, to: TaskStatus): Map<number, TaskStatus> {
  return new Map([...given].map(([id, status]) => [id, ENDED.has(status) ? status : to]));
}
