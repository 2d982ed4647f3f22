import type { Task, Worker } from '../../../src/db/records.js';
import { obstacles } from '../../../src/farm/rules/obstacles.js';
import type { Snapshot } from './snapshot.js';

/** What a Worker has to get when it asks for a task: found by looking at every task of the farm, one after the other. */
export function expectedAnswer(snapshot: Snapshot, worker: Worker): string {
  if (worker.statusRequest) return `(${worker.statusRequest.status})`;
  if (worker.status === 'error') return worker.statusBeforeError === 'asleep' ? '(asleep)' : '(awake)';
  if (worker.status !== 'awake') return worker.status === 'asleep' ? '(asleep)' : '(awake)';
  const tasks = [...snapshot.tasks.values()];
  const own = tasks.find(({ status, workerId }) => status === 'active' && workerId === worker.id);
  if (own) return own.name;
  const [first] = tasks.filter((task) => mayRun(snapshot, task, worker)).sort(inOrder(snapshot));
  return first ? first.name : '(nothing)';
}

function mayRun({ jobs, tasks, failures, blocks, memberships }: Snapshot, task: Task, worker: Worker): boolean {
  const job = jobs.get(task.jobId);
  if (!job) throw new Error(`task ${task.name} of ${tasks.size} has no job`);
  const failedByWorkerIds = failures.filter(({ taskId }) => taskId === task.id).map(({ workerId }) => workerId);
  const blocklist = blocks.filter(({ jobId }) => jobId === task.jobId);
  const tagIds = memberships.filter(({ workerId }) => workerId === worker.id).map(({ tagId }) => tagId);
  return obstacles({ ...task, failedByWorkerIds }, { ...job, blocklist }, { ...worker, tagIds }).length === 0;
}

/** The order of D2.2. */
function inOrder({ jobs }: Snapshot): (a: Task, b: Task) => number {
  return (a, b) => {
    const [jobOfA, jobOfB] = [jobs.get(a.jobId), jobs.get(b.jobId)];
    if (!jobOfA || !jobOfB) return 0;
    return (
      jobOfB.priority - jobOfA.priority ||
      jobOfA.createdAt.getTime() - jobOfB.createdAt.getTime() ||
      jobOfA.id - jobOfB.id ||
      b.priority - a.priority ||
      a.indexInJob - b.indexInJob
    );
  };
}
