import type { JobStatus, TaskStatus, WorkerStatus } from '@flamenco/api';

/** Somebody or something that a finding is about, as people know it. */
export interface WorkerRef {
  readonly uuid: string;
  readonly name: string;
}

export interface JobRef {
  readonly uuid: string;
  readonly name: string;
}

export interface TaskRef {
  readonly uuid: string;
  readonly name: string;
  readonly status: TaskStatus;
  readonly jobUuid: string;
}

export interface TagRef {
  readonly uuid: string;
  readonly name: string;
}

/** Some of many: how many there are, and the first few. */
export interface Some<Item> {
  readonly count: number;
  readonly examples: readonly Item[];
}

/** How many of many are named. */
export const EXAMPLES = 5;

/** The first few of all. */
export function some<Item>(all: readonly Item[]): Some<Item> {
  return { count: all.length, examples: all.slice(0, EXAMPLES) };
}

/** Workers whose own state is all that keeps them from a task. */
export type WorkerStateFinding =
  | { readonly code: 'workers-offline'; readonly workers: readonly WorkerRef[] }
  | { readonly code: 'workers-in-error'; readonly workers: readonly WorkerRef[] }
  /** These say themselves that they can run nothing; `trouble` is why, in their words, if they told. */
  | { readonly code: 'workers-unfit'; readonly workers: readonly WorkerRef[]; readonly trouble: string }
  /** On their way: starting, restarting or testing themselves. */
  | { readonly code: 'workers-starting'; readonly workers: readonly WorkerRef[] }
  /** Asleep, and asked to be awake. */
  | { readonly code: 'workers-waking'; readonly workers: readonly WorkerRef[] }
  /** Asleep because somebody wanted it so; only a request wakes them. */
  | { readonly code: 'workers-asleep'; readonly workers: readonly WorkerRef[] }
  /** Asleep by their schedules, the first of them until then; undefined: for ever. */
  | {
      readonly code: 'workers-scheduled-asleep';
      readonly workers: readonly WorkerRef[];
      readonly until?: Date | undefined;
    }
  /** Awake, but something else was asked of them. */
  | { readonly code: 'workers-asked'; readonly workers: readonly WorkerRef[]; readonly status: WorkerStatus };

/** What stands between Workers and the tasks of a type. */
export type WorkersFinding =
  | { readonly code: 'no-workers' }
  | { readonly code: 'no-worker-of-type'; readonly taskType: string }
  | { readonly code: 'tag-without-workers'; readonly tag: TagRef }
  /** Workers with the tag of the job exist, but none of them runs this type; these would. */
  | {
      readonly code: 'workers-without-tag';
      readonly tag: TagRef;
      readonly taskType: string;
      readonly workers: readonly WorkerRef[];
    }
  /** Blocked from this type on the job; `tasks` is what they failed before. */
  | {
      readonly code: 'workers-blocked';
      readonly taskType: string;
      readonly workers: readonly WorkerRef[];
      readonly tasks: Some<TaskRef>;
    }
  /** These failed the task, or every task of this type that the job has to run. */
  | { readonly code: 'workers-failed'; readonly taskType: string; readonly workers: readonly WorkerRef[] }
  /** These have something to do. */
  | { readonly code: 'workers-busy'; readonly workers: readonly WorkerRef[]; readonly tasks: Some<TaskRef> }
  /** These would take something else first. */
  | { readonly code: 'other-work-first'; readonly workers: readonly WorkerRef[]; readonly tasks: Some<TaskRef> }
  /** These get it when they ask next. */
  | { readonly code: 'next-request'; readonly workers: readonly WorkerRef[]; readonly tasks: Some<TaskRef> };

/** One thing to know about why something does or does not happen. */
export type Finding =
  | WorkerStateFinding
  | WorkersFinding
  /** First run: there is no shared storage yet. */
  | { readonly code: 'not-set-up' }
  /** These tasks are worked on by these Workers. */
  | { readonly code: 'at-work'; readonly tasks: Some<TaskRef>; readonly workers: readonly WorkerRef[] }
  | { readonly code: 'task-ended'; readonly task: TaskRef; readonly status: 'completed' | 'failed' | 'canceled' }
  | { readonly code: 'task-paused'; readonly task: TaskRef }
  | { readonly code: 'job-status'; readonly job: JobRef; readonly status: JobStatus }
  | { readonly code: 'deletion-requested'; readonly job: JobRef }
  /** The task waits for these, which can all still be completed. */
  | { readonly code: 'dependencies-open'; readonly tasks: Some<TaskRef> }
  /** The task waits for something that will not be completed unless somebody brings these back. */
  | { readonly code: 'dependencies-ended'; readonly tasks: Some<TaskRef> }
  /** So many tasks of the job wait for others. */
  | { readonly code: 'tasks-waiting'; readonly count: number }
  /** Tasks of the job wait for these, which will not be completed unless somebody brings them back. */
  | { readonly code: 'tasks-held-up'; readonly tasks: Some<TaskRef> }
  | { readonly code: 'tasks-paused'; readonly count: number }
  /** The farm has nothing to run. */
  | { readonly code: 'no-work' }
  /** The Worker says that it can run nothing at all. */
  | { readonly code: 'no-task-types'; readonly workers: readonly WorkerRef[] }
  /** All that there is to run is of other types. */
  | { readonly code: 'work-of-other-types'; readonly taskTypes: Some<string>; readonly jobs: Some<JobRef> }
  | { readonly code: 'work-for-other-tags'; readonly jobs: Some<JobRef> }
  | { readonly code: 'blocked-from-work'; readonly jobs: Some<JobRef>; readonly tasks: Some<TaskRef> }
  | { readonly code: 'work-failed-before'; readonly jobs: Some<JobRef> }
  /** What the Worker would get, were it awake. */
  | { readonly code: 'work-ready'; readonly jobs: Some<JobRef> };

export type FindingCode = Finding['code'];
