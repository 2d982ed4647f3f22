import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { waited } from '../manager/back-off.js';
import type { ManagerClient } from '../manager/client.js';
import { withJoined } from '../manager/interruption.js';
import type { Session } from '../manager/session.js';
import { requestedStatus } from '../rules/sign-on.js';
import * as texts from '../texts/console.js';
import type { Wish, Wishes } from '../wishes.js';

/** What the watch of a Worker that asks for no tasks is made of. */
export interface StatePollParts {
  readonly client: ManagerClient;
  readonly session: Session;
  readonly wishes: Wishes;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Between two questions, in milliseconds. */
  readonly everyMs: number;
}

/** How often a sleeping Worker asks, as the original does (contract 07 §10). */
export const POLL_EVERY_MS = 3_000;

/** Asks which state the Worker should be in, until that is said or wished for; undefined when the Worker shuts down. */
export async function untilStateRequested(parts: StatePollParts, stopping: AbortSignal): Promise<Wish | undefined> {
  while (!stopping.aborted) {
    const wish = parts.wishes.take();
    if (wish !== undefined) return wish;
    const requested = await withJoined([stopping, parts.wishes.signal], async (signal) =>
      (await waited(parts.clock, parts.everyMs, signal)) ? askOnce(parts, signal) : undefined,
    );
    if (requested !== undefined) return { status: requested };
  }
  return undefined;
}

/**
 * Does something that takes its time, and meanwhile asks the Manager as a sleeping Worker does: that keeps the Worker from
 * counting as lost, and another status ends the work early.
 *
 * @param work settles soon after an abort
 * @returns the status that is wanted now; undefined when the work is over, or the Worker shuts down
 */
export async function untilStateRequestedDuring(
  parts: StatePollParts,
  work: (signal: AbortSignal) => Promise<unknown>,
  stopping: AbortSignal,
): Promise<Wish | undefined> {
  const over = new AbortController();
  return withJoined([stopping, over.signal], async (signal) => {
    const working = work(signal).finally(() => over.abort());
    const requested = await untilStateRequested(parts, signal);
    over.abort();
    await working;
    return requested;
  });
}

/** The requested status; undefined when there is none, or no telling. */
async function askOnce({ client, session, logger }: StatePollParts, signal: AbortSignal): Promise<string | undefined> {
  const reply = await session.ask((who) => client.state(who, signal));
  if (reply.kind === 'signed-on-again' || signal.aborted) return undefined;
  if (reply.kind === 'no-answer') {
    logger.warn({ error: reply.reason }, texts.STATE_NOT_ASKED);
    return undefined;
  }
  const requested = reply.status === 200 ? requestedStatus(reply.body) : undefined;
  if (requested === undefined && reply.status !== 204) logger.warn({ code: reply.status }, texts.STATE_UNKNOWN);
  return requested;
}
