import type { WorkerStatus } from '@flamenco/api';
import type { WorkerRef, WorkerStateFinding } from './findings.js';
import type { WorkerState } from './worker-status.js';

/** What of a Worker tells whether it could be at work. */
export interface WorkerAsSeen extends WorkerState, WorkerRef {
  /** Its schedule wants it asleep now, until then; without a time: for ever. Undefined: no schedule wants that. */
  readonly scheduledSleep?: { readonly until?: Date | undefined } | undefined;
  /** Why it is in `error` by its own word. */
  readonly ownTrouble?: string | undefined;
}

/** What keeps Workers from asking for a task at all, or from getting one (contract 03 §5.1, D2.12, D2.14). */
export function stateFindings(workers: readonly WorkerAsSeen[]): WorkerStateFinding[] {
  const groups = new Map<string, WorkerAsSeen[]>();
  for (const worker of workers) {
    const kind = kindOf(worker);
    if (kind) groups.set(kind, [...(groups.get(kind) ?? []), worker]);
  }
  return ORDER.flatMap((kind) => {
    const group = groups.get(kind);
    return group ? findingsOf(kind, group) : [];
  });
}

/** Those that come to an end by themselves first. */
const ORDER = ['waking', 'starting', 'scheduled', 'asked', 'asleep', 'unfit', 'error', 'offline'] as const;
type Kind = (typeof ORDER)[number];

/** Undefined: it may have a task. */
function kindOf({ status, statusRequest, scheduledSleep, ownTrouble }: WorkerAsSeen): Kind | undefined {
  switch (status) {
    case 'offline':
      return status;
    case 'error':
      return ownTrouble === undefined ? status : 'unfit';
    case 'asleep':
      if (statusRequest?.status === 'awake') return 'waking';
      return scheduledSleep ? 'scheduled' : 'asleep';
    case 'starting':
    case 'testing':
    case 'restart':
      return 'starting';
    case 'awake':
      return statusRequest && 'asked';
  }
}

const CODE = {
  waking: 'workers-waking',
  starting: 'workers-starting',
  asleep: 'workers-asleep',
  error: 'workers-in-error',
  offline: 'workers-offline',
} as const;

function findingsOf(kind: Kind, workers: readonly WorkerAsSeen[]): WorkerStateFinding[] {
  if (kind === 'asked') return askedFindings(workers);
  if (kind === 'scheduled') return sleepFindings(workers);
  if (kind === 'unfit') return troubleFindings(workers);
  return [{ code: CODE[kind], workers }];
}

function askedFindings(workers: readonly WorkerAsSeen[]): WorkerStateFinding[] {
  const wanted = new Set(workers.flatMap(({ statusRequest }) => statusRequest?.status ?? []));
  return [...wanted].map((status: WorkerStatus) => ({
    code: 'workers-asked',
    workers: workers.filter(({ statusRequest }) => statusRequest?.status === status),
    status,
  }));
}

function troubleFindings(workers: readonly WorkerAsSeen[]): WorkerStateFinding[] {
  const troubles = new Set(workers.map(({ ownTrouble = '' }) => ownTrouble));
  return [...troubles].map((trouble) => ({
    code: 'workers-unfit',
    workers: workers.filter(({ ownTrouble }) => ownTrouble === trouble),
    trouble,
  }));
}

function sleepFindings(workers: readonly WorkerAsSeen[]): WorkerStateFinding[] {
  const ends = workers.flatMap(({ scheduledSleep }) => scheduledSleep?.until ?? []);
  const first = ends.sort((one, other) => one.getTime() - other.getTime())[0];
  const ending = workers.filter(({ scheduledSleep }) => scheduledSleep?.until);
  const endless = workers.filter(({ scheduledSleep }) => !scheduledSleep?.until);
  return [
    ...(ending.length > 0 ? [{ code: 'workers-scheduled-asleep' as const, workers: ending, until: first }] : []),
    ...(endless.length > 0 ? [{ code: 'workers-scheduled-asleep' as const, workers: endless }] : []),
  ];
}
