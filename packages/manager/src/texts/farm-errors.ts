import type { FarmErrorReason, Subject } from '../farm/errors.js';
import type { ScheduleProblem } from '../farm/rules/sleep-schedule.js';
import { counted } from './listing.js';

/**
 * What a client reads when the farm refuses something: one sentence to act on (D1.1). The forms of contract 01 and 02
 * are kept where users and programs know them.
 */
export function farmErrorText(reason: FarmErrorReason): string {
  switch (reason.tag) {
    case 'unknown':
      return UNKNOWN[reason.subject](reason.id);
    case 'not-a-uuid':
      return `${reason.subject} ID not valid: ${JSON.stringify(reason.id)} is not a UUID`;
    case 'unknown-job-type':
      return `job type unknown: this Manager has no job type ${JSON.stringify(reason.name)}`;
    case 'broken-job-type':
      return reason.message;
    case 'outdated-job-type':
      return 'rejecting job because its settings are outdated, refresh the job type';
    case 'bad-submission':
      return reason.problems.join('; ');
    case 'job-status-refused':
      return `a job with status "${reason.from}" cannot be set to "${reason.to}"`;
    case 'task-status-refused':
      return `a task with status "${reason.from}" cannot be set to "${reason.to}"`;
    case 'task-not-assigned':
      return `task ${reason.task} is not assigned to any worker, so also not to you`;
    case 'task-of-other-worker':
      return `task ${reason.task} is not assigned to you`;
    case 'task-not-active':
      return `task ${reason.task} is not yours to update any more, its status is "${reason.status}"`;
    case 'status-not-for-workers':
      return `task status ${reason.status} not allowed to be sent by Worker`;
    case 'worker-status-refused':
      return `status "${reason.status}" cannot be requested of this worker`;
    case 'cannot-restart':
      return `worker "${reason.worker}" does not know how to restart`;
    case 'empty-name':
      return `the name of a ${reason.subject} must not be empty`;
    case 'name-too-long':
      return `the name of a ${reason.subject} can have ${reason.limit} characters at most`;
    case 'duplicate-tag':
      return `there is a worker tag with the name ${JSON.stringify(reason.name)} already`;
    case 'duplicate-tag-id':
      return `there is a worker tag with the ID ${reason.id} already`;
    case 'unknown-tags':
      return `no such worker tag: ${reason.ids.join(', ')}; the tags of the worker were not changed`;
    case 'unknown-filter':
      return `parameter "${reason.parameter}" in query has an error: there is no ${reason.parameter === 'tag' ? 'worker tag' : 'worker'} with the ID ${JSON.stringify(reason.id)}`;
    case 'tag-not-found':
      return `tag not found: no worker tag has the ${reason.by === 'id' ? 'ID' : 'name'} ${JSON.stringify(reason.value)}; the tag of the job was not changed`;
    case 'tag-in-use':
      return `worker tag ${JSON.stringify(reason.name)} is used by ${counted(reason.jobs, 'unfinished job')}; finish or change ${reason.jobs === 1 ? 'it' : 'them'} first, or force the deletion`;
    case 'bad-schedule':
      return reason.problem;
    case 'bad-registration':
      return REGISTRATION[reason.problem](reason.field);
    case 'no-jobs-selected':
      return 'no jobs modified before timestamp';
    case 'missing-time':
      return 'invalid format (no last_updated_max)';
    case 'empty-blocklist':
      return 'empty list of blocklist entries given';
    case 'no-such-tasks-left':
      return `this job has no unfinished tasks of type ${JSON.stringify(reason.taskType)}, so nobody can be blocked from them`;
    case 'dependents-only-queued':
      return 'dependent tasks can be included only when a task is set to "queued"';
    case 'deletion-began':
      return 'the job is being deleted already, its deletion cannot be withdrawn any more';
    case 'unsupported-image':
      return 'this is neither a JPEG nor a PNG image';
    case 'image-queue-full':
      return 'image processing queue is full';
    case 'unknown-storage-check':
      return `storage check ${JSON.stringify(reason.id)} not found: results are kept for an hour, and until the Manager is restarted; start another check`;
    case 'database-busy':
      return 'the database is busy, try again later';
    case 'database-unwritable':
      return `the Manager cannot write its database at the moment (${reason.detail}), its disk may be full; try again when that is mended`;
  }
}

const UNKNOWN: Readonly<Record<Subject, (id: string) => string>> = {
  job: () => 'no such job',
  task: (id) => `task ${id} not found: no such task`,
  worker: (id) => `worker "${id}" not found`,
  tag: (id) => `worker tag "${id}" not found`,
};

const REGISTRATION = {
  empty: (field: string) => `a worker that registers needs a ${field}`,
  'too-long': (field: string) =>
    field === 'secret' ? 'the secret can have 72 bytes at most' : `the ${field} of a worker is too long`,
} as const;

/** What is wrong with a sleep schedule; for times it begins as users know it (contract 03 §9.1). */
export function scheduleProblemText(problem: ScheduleProblem): string {
  switch (problem.tag) {
    case 'unknown-day':
      return `${JSON.stringify(problem.word)} is not a day of the week; write days as mo tu we th fr sa su, or as a range such as mo-fr`;
    case 'bad-time':
      return `invalid format for schedule ${problem.which} time: ${JSON.stringify(problem.text)} is not a time of the day such as 18:30`;
  }
}
