import type { IncomingMessage } from 'node:http';
import * as texts from '../texts/http-errors.js';
import { HttpError } from './http-error.js';

/** The client went away before all of its body had arrived; nobody is left to answer. */
export class ClientGone extends Error {}

/** Largest JSON body in bytes (D1.4). */
export const JSON_LIMIT = 64 * 1024 * 1024;

/** How long what a refused client still sends is taken and thrown away, in milliseconds. */
const DRAIN_MS = 5000;

/**
 * Reads a whole body. Refuses with 413 what is larger than the limit, at once if the client says how large it is.
 *
 * @param tooLarge the message of that refusal
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  tooLarge = texts.bodyTooLarge,
): Promise<Buffer> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) throw refuseRest(request, new HttpError(413, tooLarge(limit), CLOSE));
  return await new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else finish(() => reject(refuseRest(request, new HttpError(413, tooLarge(limit), CLOSE))));
    };
    const end = () => finish(() => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    const leave = () => finish(() => reject(new ClientGone()));
    const finish = (settle: () => void) => {
      request.off('data', take).off('end', end).off('close', leave).off('error', leave);
      settle();
    };
    request.on('data', take).on('end', end).on('close', leave).on('error', leave);
  });
}

const CLOSE = { Connection: 'close' };

/**
 * Lets a client that is refused read its answer: it would not look for one while it cannot send. Whoever goes on
 * sending for long is cut off.
 */
function refuseRest(request: IncomingMessage, error: HttpError): HttpError {
  const cutOff = setTimeout(() => request.destroy(), DRAIN_MS).unref();
  request.on('error', () => undefined).once('close', () => clearTimeout(cutOff));
  request.resume();
  return error;
}

/** Whether a request has a body at all. */
export function hasBody(request: IncomingMessage): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  return encoding !== undefined || (length !== undefined && length !== '0');
}
