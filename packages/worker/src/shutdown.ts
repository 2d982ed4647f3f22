import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { waited } from './manager/back-off.js';
import type { ManagerClient } from './manager/client.js';
import type { Identity } from './manager/identity.js';
import type { Session } from './manager/session.js';
import { withTimeLimit } from './manager/time-limit.js';
import * as texts from './texts/console.js';
import type { UpdateQueue } from './updates/queue.js';
import type { UpdateSender } from './updates/sender.js';

/** How long the parts of a shutdown may take, in milliseconds (contract 07 §11.2). */
export interface ShutdownLimits {
  readonly flushMs: number;
  readonly giveBackMs: number;
  readonly signOffMs: number;
  /** All of it, ending what runs included. */
  readonly totalMs: number;
}

/** The limits of the original; giving a task back is an addition. */
export const SHUTDOWN_LIMITS: ShutdownLimits = { flushMs: 5_000, giveBackMs: 2_000, signOffMs: 3_000, totalMs: 20_000 };

/** What a shutdown deals with. */
export interface ShutdownParts {
  readonly client: ManagerClient;
  readonly identity: Identity;
  readonly session: Session;
  readonly queue: UpdateQueue;
  readonly sender: UpdateSender;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits: ShutdownLimits;
}

/** Says goodbye: remaining updates, the interrupted task, sign-off (contract 07 §11.2, 00 D6.5). */
export async function sayGoodbye(parts: ShutdownParts, interruptedTask: string | undefined): Promise<void> {
  const isFlushed = await flushed(parts);
  if (interruptedTask !== undefined && isFlushed) await giveBack(interruptedTask, parts);
  await parts.identity.signOff(parts.limits.signOffMs);
}

/** Not even a queue that cannot be read keeps the Worker from signing off. */
async function flushed({ sender, queue, logger, limits }: ShutdownParts): Promise<boolean> {
  try {
    const isFlushed = await sender.flushedWithin(limits.flushMs);
    await sender.stop();
    if (!isFlushed) logger.warn({ queueSize: queue.size() }, texts.NOT_FLUSHED_AT_SHUTDOWN);
    return isFlushed;
  } catch (error) {
    logger.warn({ error }, texts.NOT_FLUSHED_AT_SHUTDOWN);
    return false;
  }
}

/**
 * Gives an interrupted task back. Only to a Manager that announced to understand it: in an original one this could take
 * the task out of the reach of a pause, and sign-off requeues the task anyway. Never queued for later, when the task
 * may be somebody else's.
 */
async function giveBack(
  taskId: string,
  { client, identity, session, clock, logger, limits }: ShutdownParts,
): Promise<void> {
  if (!identity.additions.giveBack) return;
  const reply = await withTimeLimit(clock, limits.giveBackMs, (signal) =>
    session.ask((who) => client.taskUpdate(who, taskId, { taskStatus: 'queued' }, signal)),
  );
  if (reply.kind === 'answer' && reply.status === 204) logger.info({ task: taskId }, texts.TASK_GIVEN_BACK);
}

/** Resolves so many milliseconds after a signal was aborted; never once `cancelled` is. */
export async function afterAbort(ms: number, signal: AbortSignal, clock: Clock, cancelled: AbortSignal): Promise<void> {
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true, signal: cancelled }));
  if (!(await waited(clock, ms, cancelled))) await new Promise(() => undefined);
}
