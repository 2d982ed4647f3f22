import type { WorkerStatus } from '@flamenco/api';

/** A status that is asked of a Worker. */
export interface StatusRequest {
  readonly status: WorkerStatus;
  /** The Worker may end its task first. */
  readonly isLazy: boolean;
  /** Who asked for it, a sentence for the history. */
  readonly reason?: string;
}

/** The parts of a Worker that decide about its status. */
export interface WorkerState {
  readonly status: WorkerStatus;
  readonly statusRequest?: StatusRequest | undefined;
  /** While its status is `error`: what it was when it was lost (D2.12), or `error` when it has said so itself. */
  readonly statusBeforeError?: WorkerStatus | undefined;
}

/** The fields that change, and no others; null clears one. */
export interface WorkerChanges {
  readonly status?: WorkerStatus;
  readonly statusRequest?: StatusRequest | null;
  readonly statusBeforeError?: WorkerStatus | null;
}

export interface WorkerPlan {
  readonly changes: WorkerChanges;
  /** The Worker's active tasks go back to the pool (contract 03 §4.7). */
  readonly returnsTasks: boolean;
}

/** What a sleep schedule wants of a Worker. */
export type ScheduledStatus = 'awake' | 'asleep';

/**
 * A Worker signs on (contract 01 §4.2). A pending request stays until the Worker confirms it.
 *
 * @param scheduled what the sleep schedule wants now, `awake` without one
 * @returns also the status that the Worker has to take
 */
export function planSignOn(worker: WorkerState, scheduled: ScheduledStatus): WorkerPlan & { answer: WorkerStatus } {
  return {
    changes: statusChange(worker, 'starting'),
    returnsTasks: false,
    answer: worker.statusRequest?.status ?? scheduled,
  };
}

/**
 * A Worker signs off (contract 01 §4.3). Without another request, a Worker that was awake or asleep is asked to be that
 * again when it comes back.
 */
export function planSignOff(worker: WorkerState): WorkerPlan {
  const { status, statusRequest } = worker;
  const isFulfilled = statusRequest?.status === 'offline' || statusRequest?.status === 'restart';
  const pending = isFulfilled ? undefined : statusRequest;
  const remembered = status === 'awake' || status === 'asleep' ? { status, isLazy: false } : undefined;
  const wanted = pending ?? remembered;
  return {
    changes: {
      ...statusChange(worker, 'offline'),
      ...(wanted !== statusRequest && { statusRequest: wanted ?? null }),
    },
    returnsTasks: true,
  };
}

/**
 * A Worker reports the status that it has taken (contract 01 §4.5). Whatever it was before, a Worker that is not awake
 * runs nothing: tasks that it left behind in a crash go back to the pool too.
 *
 * @returns also whether something else was asked of it; that request stays
 */
export function planStateChange(worker: WorkerState, to: WorkerStatus): WorkerPlan & { isUnexpected: boolean } {
  const isFulfilled = worker.statusRequest?.status === to;
  return {
    changes: { ...statusChange(worker, to), ...(isFulfilled && { statusRequest: null }) },
    returnsTasks: to !== 'awake',
    isUnexpected: worker.statusRequest !== undefined && !isFulfilled,
  };
}

/** What comes of a user's request for a Worker's status. */
export type StatusRequestPlan =
  | { readonly kind: 'accepted'; readonly changes: WorkerChanges }
  /** `cannot-restart`: the Worker did not say that it can. `not-requestable`: no Worker, or not this one, can take it. */
  | { readonly kind: 'refused'; readonly why: 'cannot-restart' | 'not-requestable' };

/** A user asks for a Worker's status (contract 01 §5.4, D2.13); asking for the present one takes a request back. */
export function planStatusRequest(
  worker: WorkerState & { readonly canRestart: boolean; readonly canTest: boolean },
  requested: StatusRequest,
): StatusRequestPlan {
  const { status } = requested;
  if (status === 'error' || status === 'starting' || (status === 'testing' && !worker.canTest)) {
    return { kind: 'refused', why: 'not-requestable' };
  }
  if (status === 'restart' && !worker.canRestart) return { kind: 'refused', why: 'cannot-restart' };
  return { kind: 'accepted', changes: requestChange(worker, status === worker.status ? undefined : requested) };
}

/** What comes of a Worker's asking for a task. The changes are made either way. */
export type FetchVerdict =
  | { readonly kind: 'may-fetch'; readonly changes: WorkerChanges }
  /** The Worker has to take this status first. */
  | { readonly kind: 'change-status'; readonly status: WorkerStatus; readonly changes: WorkerChanges };

/**
 * A Worker asks for a task (contract 03 §5.1, D2.12): it gets one only when awake and when nothing else is asked of it,
 * else it learns which status is wanted. One in `error` gets its former status back.
 */
export function judgeFetch(worker: WorkerState): FetchVerdict {
  const changes = planRecovery(worker);
  if (worker.statusRequest) return { kind: 'change-status', status: worker.statusRequest.status, changes };
  if (worker.status === 'awake') return { kind: 'may-fetch', changes };
  const status = (changes.status ?? worker.status) === 'asleep' ? 'asleep' : 'awake';
  return { kind: 'change-status', status, changes };
}

/**
 * A Worker asks which status is wanted of it, as sleeping ones do (contract 01 §4.4, D2.12). Undefined: stay as you are.
 */
export function judgeStatePoll(worker: WorkerState): {
  readonly wanted: WorkerStatus | undefined;
  readonly changes: WorkerChanges;
} {
  return { wanted: worker.statusRequest?.status, changes: planRecovery(worker, 'asleep') };
}

/**
 * A Worker that was lost is heard from again: it has its former status back, without a user's help (D2.12). One that is
 * in `error` by its own word stays so until it says something else.
 *
 * @param whenUnknown what it counts as where its former status is not known; one that is `starting` is told what to be
 *   when it asks for a task
 */
export function planRecovery(worker: WorkerState, whenUnknown: WorkerStatus = 'starting'): WorkerChanges {
  const { status, statusBeforeError = whenUnknown } = worker;
  return status === 'error' && statusBeforeError !== 'error' ? statusChange(worker, statusBeforeError) : {};
}

/** A Worker was not heard from for too long (contract 03 §7.2, D2.12). */
export function planWorkerTimeout(worker: WorkerState): WorkerPlan {
  const before = worker.status === 'error' ? {} : { status: 'error' as const, statusBeforeError: worker.status };
  return { changes: { ...before, ...requestChange(worker, undefined) }, returnsTasks: true };
}

/** The change that makes this the pending request, or leaves none; nothing when it is so already. */
export function requestChange(worker: WorkerState, wanted: StatusRequest | undefined): WorkerChanges {
  const { statusRequest: pending } = worker;
  const isSame = pending?.status === wanted?.status && pending?.isLazy === wanted?.isLazy;
  return isSame ? {} : { statusRequest: wanted ?? null };
}

/** A status that the Worker itself is known to have; what it was when it was lost is of no more interest. */
function statusChange(worker: WorkerState, to: WorkerStatus): WorkerChanges {
  const before = to === 'error' ? to : undefined;
  return {
    ...(worker.status !== to && { status: to }),
    ...(worker.statusBeforeError !== before && { statusBeforeError: before ?? null }),
  };
}
