import type { EventJobDeleted, EventPayloads } from '@flamenco/api';
import type { FarmEvent } from '../../../src/farm/events.js';
import type { JobState, Task } from '../../../src/db/records.js';
import type { Snapshot } from './snapshot.js';

type JobPayload = Exclude<EventPayloads['job'], EventJobDeleted>;
type TaskPayload = EventPayloads['task'];

/**
 * A web page that shows all jobs and tasks, and learns of changes by events only. It asks for a job's tasks when the job
 * is new to it, and when an event tells it to.
 */
export class Watcher {
  readonly #jobs = new Map<string, JobPayload>();
  readonly #tasks = new Map<string, Pick<TaskPayload, 'job_id' | 'status' | 'activity' | 'steps_completed'>>();

  /** Takes events in their order; `after` is what it gets when it asks. */
  see(events: readonly FarmEvent[], after: Snapshot): void {
    for (const { kind, payload } of events) {
      if (kind === 'job') this.#seeJob(payload, after);
      else if (kind === 'task') this.#tasks.set(payload.id, payload);
    }
  }

  /** Everything that it shows and that is not so, in words. */
  wrongAbout({ jobs, tasks }: Snapshot): string[] {
    const storedJobs = [...jobs.values()].map((job) => `${job.name} ${shownJob(job)}`);
    const seenJobs = [...this.#jobs.values()].map((job) => `${job.name ?? ''} ${seenJob(job)}`);
    const storedTasks = [...tasks.values()].map((task) => `${task.uuid} ${shownTask(task)}`);
    const seenTasks = [...this.#tasks].map(([uuid, task]) => `${uuid} ${seenTask(task)}`);
    return [...difference(storedJobs, seenJobs), ...difference(storedTasks, seenTasks)];
  }

  #seeJob(job: EventPayloads['job'], after: Snapshot): void {
    const isNew = !this.#jobs.has(job.id);
    if (isDeleted(job)) {
      this.#jobs.delete(job.id);
      this.#forgetTasks(job.id);
      return;
    }
    this.#jobs.set(job.id, job);
    if (isNew || job.refresh_tasks) this.#askForTasks(job.id, after);
  }

  #forgetTasks(jobUuid: string): void {
    for (const [uuid, { job_id }] of this.#tasks) if (job_id === jobUuid) this.#tasks.delete(uuid);
  }

  #askForTasks(jobUuid: string, { tasks }: Snapshot): void {
    this.#forgetTasks(jobUuid);
    for (const task of tasks.values()) {
      const { uuid, status, activity, stepsCompleted: steps_completed } = task;
      if (task.jobUuid === jobUuid) this.#tasks.set(uuid, { job_id: jobUuid, status, activity, steps_completed });
    }
  }
}

const isDeleted = (job: EventPayloads['job']): job is EventJobDeleted => job.was_deleted === true;

const shownJob = (job: JobState) =>
  [job.status, job.priority, `${job.stepsCompleted}/${job.stepsTotal}`, job.updatedAt.toISOString()].join(' ');
const seenJob = (job: JobPayload) =>
  [job.status, job.priority, `${job.steps_completed}/${job.steps_total}`, job.updated].join(' ');
const shownTask = ({ status, stepsCompleted, activity }: Task) => `${status} ${stepsCompleted} ${activity}`;
const seenTask = (task: Pick<TaskPayload, 'status' | 'activity' | 'steps_completed'>) =>
  `${task.status} ${task.steps_completed} ${task.activity}`;

function difference(stored: readonly string[], seen: readonly string[]): string[] {
  return [
    ...stored.filter((line) => !seen.includes(line)).map((line) => `stored, not shown: ${line}`),
    ...seen.filter((line) => !stored.includes(line)).map((line) => `shown, not stored: ${line}`),
  ];
}
