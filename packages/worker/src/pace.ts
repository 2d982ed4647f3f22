import { POLL_EVERY_MS } from './asleep/state-poll.js';
import { LONG_POLL_MS } from './awake/fetch-loop.js';
import { ASK_EVERY_MS } from './awake/may-i-run.js';
import { SEARCH_EVERY_MS } from './discovery/discover.js';
import { START_LIMIT_MS } from './discovery/locate-manager.js';
import { OUTAGE_LIMITS } from './discovery/manager-watch.js';
import type { OutageLimits } from './discovery/manager-watch.js';
import { FLUSH_LIMIT_MS } from './flush.js';
import { TIME_LIMITS } from './manager/requester.js';
import type { TimeLimits } from './manager/requester.js';
import { BACK_OFF } from './rules/back-off.js';
import type { BackOffPolicy } from './rules/back-off.js';
import { LOG_LIMIT_BYTES } from './rules/log-budget.js';
import { STORAGE_LIMIT_MS } from './machine-test/check-storage.js';
import { SHUTDOWN_LIMITS } from './shutdown.js';
import type { ShutdownLimits } from './shutdown.js';
import { CHUNK_LIMITS } from './updates/log-chunks.js';
import type { ChunkLimits } from './updates/log-chunks.js';

/** The rhythm of a Worker; tests choose a quicker one. */
export interface Pace {
  readonly backOff: BackOffPolicy;
  readonly timeLimits: TimeLimits;
  readonly mayRunEveryMs: number;
  readonly pollEveryMs: number;
  readonly longPollMs: number;
  readonly chunks: ChunkLimits;
  readonly logLimitBytes: number;
  readonly shutdown: ShutdownLimits;
  readonly flushLimitMs: number;
  /** How a Worker that knows no Manager searches at its start. */
  readonly discovery: { readonly limitMs: number; readonly askEveryMs: number };
  readonly outage: OutageLimits;
  /** How long a storage may take to answer. */
  readonly storageLimitMs: number;
}

/** The rhythm that the contract and the decisions set. */
export const PACE: Pace = {
  backOff: BACK_OFF,
  timeLimits: TIME_LIMITS,
  mayRunEveryMs: ASK_EVERY_MS,
  pollEveryMs: POLL_EVERY_MS,
  longPollMs: LONG_POLL_MS,
  chunks: CHUNK_LIMITS,
  logLimitBytes: LOG_LIMIT_BYTES,
  shutdown: SHUTDOWN_LIMITS,
  flushLimitMs: FLUSH_LIMIT_MS,
  discovery: { limitMs: START_LIMIT_MS, askEveryMs: SEARCH_EVERY_MS },
  outage: OUTAGE_LIMITS,
  storageLimitMs: STORAGE_LIMIT_MS,
};
