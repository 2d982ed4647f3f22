/** What is known when a Worker failed a task, or let it time out (D2.8). */
export interface FailureFacts {
  /** Distinct Workers that failed this task, this one included. */
  readonly failedByWorkers: number;
  /** Distinct tasks of this type in this job that this Worker failed, this one included. */
  readonly workerFailures: number;
  /** This Worker is never blocked (D2.6). */
  readonly isExempt: boolean;
  /** Other Workers that could still run this task (D2.5). */
  readonly eligibleForTask: number;
  /** Other Workers that could run tasks of this type on this job; who failed which task does not count (D2.5). */
  readonly eligibleForType: number;
}

/** Of the job, else of the configuration (D2.6). */
export interface FailureThresholds {
  /** A Worker is blocked at its so-manieth failed task; 0 or less: never (D2.4). */
  readonly blocklist: number;
  /** A task fails for good at the so-manieth Worker that failed it (D2.5). */
  readonly softFail: number;
}

/**
 * Which entries of this Worker, among the failure lists of this job's tasks of this type, are cleared because it is
 * blocked (D2.4). `other-tasks`: the list of the task that just failed is kept.
 */
export type ClearedFailures = 'none' | 'other-tasks' | 'all-tasks';

/** What to do about a failure. The numbers are for the log lines of contract 03 §4.8. */
export type FailureVerdict = {
  /** The Worker gets no more tasks of this type on this job. */
  readonly block: boolean;
  readonly clears: ClearedFailures;
  /** The other tasks of this type that this Worker failed go back to the pool, those that somebody else may run. */
  readonly requeuesOthers: boolean;
  readonly failedByWorkers: number;
  readonly workerFailures: number;
} & (
  | { readonly outcome: 'soft-failed'; /** So many more Workers may fail. */ readonly failuresLeft: number }
  | { readonly outcome: 'failed'; readonly why: 'too-many-workers' | 'nobody-left' }
  /** The task goes back to the pool, because its Worker is blocked. */
  | { readonly outcome: 'requeued' }
  /** The task and its job fail, because nobody is left for tasks of this type. */
  | { readonly outcome: 'job-failed' }
);

/** Judges a failure once it is written in the failure list: a failure counts once (D2.4, D2.5). */
export function judgeFailure(facts: FailureFacts, thresholds: FailureThresholds): FailureVerdict {
  return deservesBlock(facts, thresholds) ? judgeWithBlock(facts) : judgeWithoutBlock(facts, thresholds);
}

function deservesBlock({ isExempt, workerFailures }: FailureFacts, { blocklist }: FailureThresholds): boolean {
  return blocklist > 0 && !isExempt && workerFailures >= blocklist;
}

function judgeWithBlock(facts: FailureFacts): FailureVerdict {
  const { failedByWorkers, workerFailures, eligibleForTask, eligibleForType } = facts;
  const blocked = { block: true, failedByWorkers, workerFailures };
  if (eligibleForType <= 0) return { ...blocked, outcome: 'job-failed', clears: 'none', requeuesOthers: false };
  if (eligibleForTask <= 0) {
    return { ...blocked, outcome: 'failed', why: 'nobody-left', clears: 'other-tasks', requeuesOthers: true };
  }
  return { ...blocked, outcome: 'requeued', clears: 'all-tasks', requeuesOthers: true };
}

function judgeWithoutBlock(facts: FailureFacts, { softFail }: FailureThresholds): FailureVerdict {
  const { failedByWorkers, workerFailures, eligibleForTask } = facts;
  const free = { block: false, clears: 'none', requeuesOthers: false, failedByWorkers, workerFailures } as const;
  if (failedByWorkers >= softFail) return { ...free, outcome: 'failed', why: 'too-many-workers' };
  if (eligibleForTask <= 0) return { ...free, outcome: 'failed', why: 'nobody-left' };
  return { ...free, outcome: 'soft-failed', failuresLeft: softFail - failedByWorkers };
}
