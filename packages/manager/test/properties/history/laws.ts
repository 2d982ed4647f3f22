import type { Deed } from './deed.js';
import type { Snapshot } from './snapshot.js';

/** Every law that a step broke, in words: what is true of a farm whatever happens in it. */
export function brokenLaws(before: Snapshot, after: Snapshot, deed: Deed): string[] {
  return [
    ...lostOrFound(before, after, deed),
    ...forbiddenChanges(before, after, deed),
    ...stolenTasks(before, after),
    ...revivedJobs(before, after, deed),
    ...wrongTasks(after),
    ...(deed.changesNothing ? differences(before, after) : []),
  ];
}

/** Nothing is lost, and nothing comes from nowhere. */
function lostOrFound(before: Snapshot, after: Snapshot, { makesTasks, removesJobs, replacesTasksOf }: Deed): string[] {
  const lost = [...before.tasks.values()].filter(({ id }) => !after.tasks.has(id));
  const found = [...after.tasks.values()].filter(({ id }) => !before.tasks.has(id));
  const isRemoved = (jobId: number) => removesJobs === true && before.jobs.get(jobId)?.deleteRequestedAt !== undefined;
  return [
    ...lost
      .filter(({ jobId }) => !isRemoved(jobId) && jobId !== replacesTasksOf)
      .map(({ name }) => `task ${name} is lost`),
    ...(makesTasks ? [] : found.map(({ name }) => `task ${name} came from nowhere`)),
  ];
}

function forbiddenChanges(before: Snapshot, after: Snapshot, { permits }: Deed): string[] {
  return [...after.tasks.values()].flatMap((task) => {
    const was = before.tasks.get(task.id);
    const job = after.jobs.get(task.jobId);
    if (!was || !job || was.status === task.status || permits({ before: was, after: task, job })) return [];
    return [`task ${task.name} must not go from ${was.status} to ${task.status}`];
  });
}

/** A task has another Worker only because it was handed out, and never while it is active. */
function stolenTasks(before: Snapshot, after: Snapshot): string[] {
  return [...after.tasks.values()].flatMap((task) => {
    const was = before.tasks.get(task.id);
    if (!was || was.workerId === task.workerId) return [];
    const isHandedOut = task.status === 'active' && was.status !== 'active';
    return isHandedOut ? [] : [`task ${task.name} was taken from one worker by another`];
  });
}

/** Workers that run tasks; `starting` ones may still have the task of before they were started anew. */
const AT_WORK = new Set(['awake', 'starting']);

/** What is true of each task at any time. */
function wrongTasks({ tasks, workers, jobs }: Snapshot): string[] {
  return [...tasks.values()].flatMap((task) => {
    const { name, status, stepsCompleted, stepsTotal } = task;
    const worker = workers.get(task.workerId ?? 0);
    const isMarked = jobs.get(task.jobId)?.deleteRequestedAt !== undefined;
    return [
      ...(status === 'queued' && stepsCompleted > 0 ? [`task ${name} is queued and has steps`] : []),
      ...(status === 'completed' && stepsCompleted < stepsTotal ? [`task ${name} is completed and lacks steps`] : []),
      ...(status === 'active' && !AT_WORK.has(worker?.status ?? '') ? [`task ${name} was left active`] : []),
      ...(status === 'active' && isMarked ? [`task ${name} runs although its job is to be deleted`] : []),
    ];
  });
}

const AT_REST = new Set(['completed', 'failed', 'canceled', 'paused']);
const RUNNING = new Set(['queued', 'active', 'pause-requested']);

/** Only a user brings back a job that has ended or is paused (D2.3). */
function revivedJobs(before: Snapshot, after: Snapshot, { revives }: Deed): string[] {
  return [...after.jobs.values()].flatMap((job) => {
    const was = before.jobs.get(job.id);
    if (!was || !AT_REST.has(was.status) || !RUNNING.has(job.status) || revives?.(job)) return [];
    return [`job ${job.name} was revived from ${was.status} to ${job.status}`];
  });
}

/** Everything about jobs and tasks that is not as it was. */
function differences(before: Snapshot, after: Snapshot): string[] {
  const facts = ({ jobs, tasks, failures, blocks }: Snapshot) =>
    [...jobs.values(), ...tasks.values(), ...failures, ...blocks].map((fact) => JSON.stringify(fact));
  const [was, is] = [facts(before), facts(after)];
  return is.filter((fact) => !was.includes(fact)).map((fact) => `nothing should change, but now: ${fact}`);
}
