import { describeStorage } from '@flamenco/common';
import type { StorageProbe } from '@flamenco/common';
import type { StorageCheckState } from '../farm/rules/storage-check.js';
import type { LocalTime } from './listing.js';

/** Who looks at a path, at the beginning of a sentence. */
export const MANAGER = 'The Manager';
const WORKER = 'The Worker';

/** What is known of a Worker that was asked about a path. */
export interface AskedWorkerFacts {
  readonly state: StorageCheckState;
  /** What it calls the path. */
  readonly path: string;
  readonly platform: string;
  readonly version: string;
  readonly lastSeenAt?: Date | undefined;
  readonly probe?: StorageProbe | undefined;
  /** What the Manager found. */
  readonly atManager?: StorageProbe | undefined;
}

/** What a Worker found at a path, or why it has not told yet. */
export function storageAnswer(facts: AskedWorkerFacts, time: LocalTime): string {
  switch (facts.state) {
    case 'answered':
      return facts.probe ? found(facts.probe, facts.atManager) : '';
    case 'waiting':
      return `${WORKER} has not answered yet. It does when it next talks to the Manager, usually within 10 seconds${seen(facts, time)}.`;
    case 'checking':
      return `${WORKER} is looking at it.`;
    case 'overdue':
      return `${WORKER} took the question, but has not answered; it is asked again. See whether its computer hangs${seen(facts, time)}.`;
    case 'offline':
      return `${WORKER} is offline. It answers if it is started within the hour${seen(facts, time)}.`;
    case 'lost':
      return `${WORKER} has not been heard of for too long. It answers if it is back within the hour${seen(facts, time)}.`;
    case 'deleted':
      return `${WORKER} was deleted meanwhile.`;
    case 'cannot-answer':
      return `${WORKER} is of a version (${facts.version || 'unknown'}) that cannot answer. Look at the path on its computer, or install this Manager's version of the Worker there.`;
    case 'no-path':
      return `${WORKER} was not asked: on ${facts.platform} this is "${facts.path}", which is no path there. Give a two-way variable a value for ${facts.platform}.`;
  }
}

function found(probe: StorageProbe, atManager: StorageProbe | undefined): string {
  const text = describeStorage(WORKER, probe);
  const isElsewhere = probe.isEmpty === true && atManager?.isEmpty === false;
  return isElsewhere ? `${text} It is empty there, but not at the Manager: is the storage mounted?` : text;
}

function seen({ lastSeenAt }: AskedWorkerFacts, time: LocalTime): string {
  return lastSeenAt ? ` (last heard of at ${time(lastSeenAt)})` : '';
}
