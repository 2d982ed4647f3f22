/** What this Manager offers beyond the original, learned at sign-on (contract 00 D1.10, D6.11). */
export interface Additions {
  /** It keeps a request for a task open until there is one. */
  readonly longPoll: boolean;
  /** It takes the status `queued` as "this Worker gives the task back" whatever its job's state (contract 00 D2.3). */
  readonly giveBack: boolean;
  /** It takes the times of finished frames with task updates (contract 00 D8.2), and knows activities besides the original's. */
  readonly frameTimes: boolean;
  /** It takes the reason for a changed state (contract 00 D6.10). */
  readonly statusReason: boolean;
  /** It may ask how a path looks to this Worker. */
  readonly storageCheck: boolean;
}

/** What may be used before the first sign-on, and with an original Manager: nothing. */
export const NO_ADDITIONS: Additions = {
  ...{ longPoll: false, giveBack: false, frameTimes: false, statusReason: false, storageCheck: false },
};

/** The additions named in the `extras` of a sign-on answer. Unknown names belong to newer Managers. Pure. */
export function readAdditions(extras: readonly string[]): Additions {
  return {
    longPoll: extras.includes('task-wait'),
    giveBack: extras.includes('task-give-back'),
    frameTimes: extras.includes('frame-times'),
    statusReason: extras.includes('status-reason'),
    storageCheck: extras.includes('storage-check'),
  };
}

/** Names the longest time, in milliseconds, that the Manager may keep a request for a task open. */
export const WAIT_HEADER = 'X-Flamenco-Wait';
