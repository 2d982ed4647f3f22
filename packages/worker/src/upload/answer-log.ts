import type { Logger } from 'pino';
import type { Reply } from '../manager/session.js';
import { errorMessage } from '../rules/sign-on.js';
import * as texts from '../texts/command-console.js';

/** Says in the log what the Manager made of an image (contract 07 §17). */
export function logUploadAnswer(reply: Reply, logger: Logger): void {
  if (reply.kind === 'signed-on-again') return;
  if (reply.kind === 'no-answer') return logger.error({ error: reply.reason }, texts.PREVIEW_NOT_SENT);
  const { status, body } = reply;
  const message = errorMessage(body);
  if (status === 202) return logger.info(texts.PREVIEW_ACCEPTED);
  if (message === undefined) return logger.error({ httpStatus: status }, texts.PREVIEW_UNEXPECTED);
  logRefusal(status, message, logger);
}

function logRefusal(status: number, message: string, logger: Logger): void {
  switch (status) {
    case 411:
      return logger.error({ message }, texts.PREVIEW_REJECTED);
    case 413:
      return logger.warn({ message }, texts.PREVIEW_TOO_LARGE);
    case 415:
      return logger.error({ message }, texts.PREVIEW_UNSUPPORTED);
    case 429:
      return logger.warn({ message }, texts.PREVIEW_TOO_MANY);
    default:
      return logger.error({ message }, texts.PREVIEW_ERROR);
  }
}
