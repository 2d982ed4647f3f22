import type { JobStatus } from '@flamenco/api';
import type { Finding, FindingCode } from './findings.js';

/** What a finding means for the whole. */
type Effect = 'ended' | 'held' | 'running' | 'next-request' | 'waiting' | 'needs-action' | 'note';

/**
 * How things stand. `waiting` ends by itself, `needs-action` does not.
 */
export type Standing = 'ended' | 'running' | 'next-request' | 'waiting' | 'needs-action';

export interface Explanation {
  readonly standing: Standing;
  /** The finding that decides; undefined when nothing is known to stand in the way. */
  readonly headline?: Finding | undefined;
  readonly findings: readonly Finding[];
}

/** The first of these that any finding has decides. */
const DECISIVE = ['ended', 'held', 'running', 'next-request', 'waiting', 'needs-action', 'note'] as const;

const STANDING: Readonly<Record<Effect, Standing>> = {
  ended: 'ended',
  held: 'needs-action',
  running: 'running',
  'next-request': 'next-request',
  waiting: 'waiting',
  'needs-action': 'needs-action',
  note: 'waiting',
};

/**
 * Sums up findings; those of equal weight in their order.
 *
 * @param deciding those among which the headline is, if not all
 */
export function explanation(findings: readonly Finding[], deciding = findings): Explanation {
  for (const effect of DECISIVE) {
    const headline = deciding.find((finding) => effectOf(finding) === effect);
    if (headline) return { standing: STANDING[effect], headline, findings };
  }
  return { standing: 'waiting', findings };
}

function effectOf(finding: Finding): Effect {
  switch (finding.code) {
    case 'job-status':
      return EFFECT_OF_JOB[finding.status];
    case 'task-ended':
      return finding.status === 'completed' ? 'ended' : 'held';
    case 'workers-scheduled-asleep':
      return finding.until ? 'waiting' : 'needs-action';
    case 'workers-asked':
      return finding.status === 'asleep' || finding.status === 'offline' ? 'needs-action' : 'waiting';
    default:
      return EFFECT[finding.code];
  }
}

const EFFECT_OF_JOB: Readonly<Record<JobStatus, Effect>> = {
  'under-construction': 'waiting',
  queued: 'note',
  active: 'note',
  completed: 'ended',
  failed: 'held',
  canceled: 'held',
  'cancel-requested': 'waiting',
  requeueing: 'waiting',
  paused: 'held',
  'pause-requested': 'held',
};

const EFFECT: Readonly<
  Record<Exclude<FindingCode, 'job-status' | 'task-ended' | 'workers-scheduled-asleep' | 'workers-asked'>, Effect>
> = {
  'deletion-requested': 'held',
  'task-paused': 'held',
  'dependencies-ended': 'held',
  'at-work': 'running',
  'next-request': 'next-request',
  'dependencies-open': 'waiting',
  'workers-busy': 'waiting',
  'other-work-first': 'waiting',
  'workers-waking': 'waiting',
  'workers-starting': 'waiting',
  'no-work': 'waiting',
  'no-workers': 'needs-action',
  'no-worker-of-type': 'needs-action',
  'tag-without-workers': 'needs-action',
  'workers-without-tag': 'needs-action',
  'workers-blocked': 'needs-action',
  'workers-failed': 'needs-action',
  'workers-asleep': 'needs-action',
  'workers-in-error': 'needs-action',
  'workers-unfit': 'needs-action',
  'workers-offline': 'needs-action',
  'tasks-held-up': 'needs-action',
  'tasks-paused': 'needs-action',
  'no-task-types': 'needs-action',
  'work-of-other-types': 'needs-action',
  'work-for-other-tags': 'needs-action',
  'blocked-from-work': 'needs-action',
  'work-failed-before': 'needs-action',
  'not-set-up': 'needs-action',
  'tasks-waiting': 'note',
  'work-ready': 'note',
};
