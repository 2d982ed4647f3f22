import { errorText, isError } from '@flamenco/common';

/** What came back for one request. */
export type Answer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** The decoded JSON; undefined for everything that is not declared as JSON. */
      readonly body: unknown;
      /** How long the Manager asks to wait before the next try. */
      readonly retryAfterMs: number;
    }
  /** No connection, no answer in time, or an answer whose JSON cannot be read. */
  | { readonly kind: 'no-answer'; readonly reason: string };

/** Of a `Retry-After`, the most that is believed: a Worker is not silenced for an hour by a proxy. */
const LONGEST_RETRY_AFTER_MS = 30_000;

/** What `openapi-fetch` gives for a request made with `parseAs: 'text'`. */
export interface RawReply {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** Reads a reply as the original Worker does: JSON only where the content type says so (contract 07 §8). Pure. */
export function readReply({ data, error, response }: RawReply): Answer {
  const decoded = decodeBody(data ?? error, isJson(response.headers));
  if (decoded === 'undecodable') return { kind: 'no-answer', reason: `answer ${response.status} with broken JSON` };
  const retryAfterMs = readRetryAfter(response.headers.get('retry-after'));
  return { kind: 'answer', status: response.status, body: decoded.body, retryAfterMs };
}

function isJson(headers: Headers): boolean {
  return (headers.get('content-type') ?? '').toLowerCase().includes('json');
}

/** Error bodies arrive decoded where that was possible, all others as text. */
function decodeBody(body: unknown, json: boolean): { readonly body: unknown } | 'undecodable' {
  if (!json || body === undefined || body === '') return { body: undefined };
  if (typeof body !== 'string') return { body };
  try {
    return { body: JSON.parse(body) };
  } catch {
    return 'undecodable';
  }
}

function readRetryAfter(header: string | null): number {
  const seconds = header === null ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, LONGEST_RETRY_AFTER_MS) : 0;
}

/** Why a request failed: the cause, with `ECONNREFUSED` and the like, rather than "fetch failed". Pure. */
export function failureReason(error: unknown): string {
  const cause = isError(error) ? error.cause : undefined;
  return errorText(cause ?? error);
}
