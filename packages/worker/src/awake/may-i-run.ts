import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { waited } from '../manager/back-off.js';
import type { ManagerClient } from '../manager/client.js';
import { readMayRun } from '../manager/may-run.js';
import type { Session } from '../manager/session.js';
import * as texts from '../texts/console.js';

/** What the watch over a running task is made of. */
export interface PermissionParts {
  readonly client: ManagerClient;
  readonly session: Session;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Between two questions, counted from the end of the former one, in milliseconds. */
  readonly everyMs: number;
}

/** How often a Worker asks, as the original does (contract 07 §12.3). */
export const ASK_EVERY_MS = 10_000;

/**
 * Asks again and again whether a task may go on, until the Manager says no or the signal is aborted.
 *
 * @returns the Manager's reason for a no; undefined when the signal ended the watch
 */
export async function untilForbidden(
  taskId: string,
  parts: PermissionParts,
  signal: AbortSignal,
): Promise<string | undefined> {
  while (await waited(parts.clock, parts.everyMs, signal)) {
    const reason = await askOnce(taskId, parts, signal);
    if (reason !== undefined && !signal.aborted) return reason;
  }
  return undefined;
}

/** The reason for a no; undefined for a yes and for everything that is neither, which counts as yes. */
async function askOnce(
  taskId: string,
  { client, session, logger }: PermissionParts,
  signal: AbortSignal,
): Promise<string | undefined> {
  const reply = await session.ask((who) => client.mayRun(who, taskId, signal));
  if (reply.kind === 'signed-on-again' || signal.aborted) return undefined;
  if (reply.kind === 'no-answer') {
    logger.warn({ task: taskId, error: reply.reason }, texts.MAY_RUN_NOT_ASKED);
    return undefined;
  }
  const may = reply.status === 200 ? readMayRun(reply.body) : undefined;
  if (!may) logger.warn({ code: reply.status, error: reply.body, task: taskId }, texts.MAY_RUN_UNKNOWN);
  return may && !may.mayKeepRunning ? texts.reasonToStop(may) : undefined;
}
