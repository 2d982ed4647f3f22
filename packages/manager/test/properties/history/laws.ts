import type { Deed } from './deed.js';
import type { Snapshot } from './snapshot.js';

/** Every law that a step broke, in words: what is true of a farm whatever happens in it. */
export function brokenLaws(before: Snapshot, after: Snapshot, deed: Deed): string[] {
  return [
    ...lostOrFound(before, after, deed),
    ...forbiddenChanges(before, after, deed),
    ...stolenTasks(before, after),
    ...revivedJobs(before, after, deed),
  ];
}

/** Nothing is lost, and nothing comes from nowhere. */
function lostOrFound(before: Snapshot, after: Snapshot, { makesTasks, removesJobs }: Deed): string[] {
  const lost = [...before.tasks.values()].filter(({ id }) => !after.tasks.has(id));
  const found = [...after.tasks.values()].filter(({ id }) => !before.tasks.has(id));
  const isRemoved = (jobId: number) => removesJobs === true && before.jobs.get(jobId)?.deleteRequestedAt !== undefined;
  return [
    ...lost.filter(({ jobId }) => !isRemoved(jobId)).map(({ name }) => `task ${name} is lost`),
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
