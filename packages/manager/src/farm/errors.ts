import type { JobStatus, TaskStatus, WorkerStatus } from '@flamenco/api';
import { farmErrorText } from '../texts/farm-errors.js';

/** What a client is told to make of a refusal; http/errors.ts has the statuses. */
export type FarmErrorKind = 'not-found' | 'invalid' | 'conflict' | 'refused' | 'busy';

/** What an id can stand for. */
export type Subject = 'job' | 'task' | 'worker' | 'tag';

/** Why the farm refuses something that a client can cause. */
export type FarmErrorReason =
  | { readonly tag: 'unknown'; readonly subject: Subject; readonly id: string }
  | { readonly tag: 'not-a-uuid'; readonly subject: Subject; readonly id: string }
  | { readonly tag: 'unknown-job-type'; readonly name: string }
  | { readonly tag: 'broken-job-type'; readonly message: string }
  | { readonly tag: 'outdated-job-type' }
  /** Everything wrong with a submission, a sentence each. */
  | { readonly tag: 'bad-submission'; readonly problems: readonly string[] }
  | { readonly tag: 'job-status-refused'; readonly from: JobStatus; readonly to: JobStatus }
  | { readonly tag: 'task-status-refused'; readonly from: TaskStatus; readonly to: TaskStatus }
  | { readonly tag: 'task-not-assigned'; readonly task: string }
  | { readonly tag: 'task-of-other-worker'; readonly task: string }
  | { readonly tag: 'task-not-active'; readonly task: string; readonly status: TaskStatus }
  | { readonly tag: 'status-not-for-workers'; readonly status: TaskStatus }
  | { readonly tag: 'worker-status-refused'; readonly status: WorkerStatus }
  | { readonly tag: 'cannot-restart'; readonly worker: string }
  | { readonly tag: 'empty-name'; readonly subject: Subject }
  | { readonly tag: 'name-too-long'; readonly subject: Subject; readonly limit: number }
  | { readonly tag: 'duplicate-tag'; readonly name: string }
  | { readonly tag: 'duplicate-tag-id'; readonly id: string }
  | { readonly tag: 'unknown-tags'; readonly ids: readonly string[] }
  | { readonly tag: 'tag-not-found'; readonly by: 'id' | 'name'; readonly value: string }
  /** A list is asked for what belongs to a tag or Worker that nobody knows. */
  | { readonly tag: 'unknown-filter'; readonly parameter: 'tag' | 'worker'; readonly id: string }
  | { readonly tag: 'tag-in-use'; readonly name: string; readonly jobs: number }
  | { readonly tag: 'bad-schedule'; readonly problem: string }
  | {
      readonly tag: 'bad-registration';
      readonly field: 'name' | 'platform' | 'secret';
      readonly problem: 'empty' | 'too-long';
    }
  | { readonly tag: 'no-jobs-selected' }
  | { readonly tag: 'missing-time' }
  | { readonly tag: 'empty-blocklist' }
  | { readonly tag: 'no-such-tasks-left'; readonly taskType: string }
  | { readonly tag: 'dependents-only-queued' }
  | { readonly tag: 'deletion-began' }
  | { readonly tag: 'unsupported-image' }
  | { readonly tag: 'image-queue-full' }
  /** Never begun, forgotten, or nothing that this Worker was asked. */
  | { readonly tag: 'unknown-storage-check'; readonly id: string }
  | { readonly tag: 'database-busy' }
  /** As the database tells it. */
  | { readonly tag: 'database-unwritable'; readonly detail: string };

/** A refusal that a client can cause. Anything else that is thrown is a bug or a broken machine. */
export class FarmError extends Error {
  override readonly name = 'FarmError';

  constructor(
    readonly kind: FarmErrorKind,
    readonly reason: FarmErrorReason,
    options?: ErrorOptions,
  ) {
    super(farmErrorText(reason), options);
  }
}

/** Nothing has this id. */
export function unknown(subject: Subject, id: string): FarmError {
  return new FarmError('not-found', { tag: 'unknown', subject, id });
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text has the form of a UUID, in any letter case (contract 01 §1.5). Pure. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Refuses an id that is no UUID. */
export function checkUuid(subject: Subject, id: string): void {
  if (!isUuid(id)) throw new FarmError('invalid', { tag: 'not-a-uuid', subject, id });
}
