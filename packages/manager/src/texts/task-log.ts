import type { TaskStatus } from '@flamenco/api';
import { counted } from './listing.js';

// The Manager's own lines in the logs of tasks. Their forms are those of the original, which users and scripts read
// (contract 03 §4.8); those that it has no words for are ours. The line about a task that goes back to the pool is its
// activity, see activities.ts.

/** A Worker as lines name it. */
export interface NamedWorker {
  readonly name: string;
  readonly uuid: string;
}

const named = ({ name, uuid }: NamedWorker) => `${name} (${uuid})`;
const workers = (count: number) => counted(count, 'worker');
const failures = (count: number) => counted(count, 'more failure');

/** A whole line; `timestamp` is RFC 3339 with seconds, in the Manager's time zone. */
export function stamped(timestamp: string, text: string): string {
  return `${timestamp} ${text}`;
}

/** Also when an active task is handed out again. */
export function assignedTo(worker: NamedWorker): string {
  return `Task assigned to worker ${named(worker)}`;
}

export function statusChanged(from: TaskStatus, to: TaskStatus): string {
  return `task changed status ${from} -> ${to}`;
}

/** After the line about the status. `since` is when the task was last heard of. */
export function timedOut(worker: NamedWorker | undefined, since: Date | undefined): string {
  const who = worker ? named(worker) : '-unassigned-';
  const when = since ? withoutMilliseconds(since) : 'forever';
  return `Task timed out. It was assigned to worker ${who}, but untouched since ${when}`;
}

/** Before the line about the status, as the next three. */
export function softFailure(failedByWorkers: number, failuresLeft: number): string {
  return (
    `Task failed by ${workers(failedByWorkers)}, Manager will mark it as soft failure. ` +
    `${failures(failuresLeft)} will cause hard failure.`
  );
}

export function hardFailure(failedByWorkers: number): string {
  return `Task failed by ${workers(failedByWorkers)}, Manager will mark it as hard failure`;
}

/** Fewer Workers failed the task than it takes, but no other one may run it (D2.5). */
export function nobodyElseLeft(failedByWorkers: number): string {
  return `${hardFailure(failedByWorkers)}, as there is no other worker left that can run it`;
}

/** The whole job fails with the task. */
export function noWorkersLeft(worker: NamedWorker, taskType: string): string {
  return (
    `Task failed by worker ${named(worker)}, Manager will fail the entire job as there are no more workers left ` +
    `for tasks of type "${taskType}".`
  );
}

/** Above what a Worker still sends about a task that another one has now (D2.3). */
export function lateLogOf(worker: NamedWorker): string {
  return `The following was sent by worker ${named(worker)}, which does not have this task any more:`;
}

/** RFC 3339 in UTC. */
function withoutMilliseconds(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
