import { codeOf } from './error-codes.js';

/** Serialization failure, deadlock, lock not available, too many connections: others are in the way. */
const IN_THE_WAY = new Set(['40001', '40P01', '55P03', '53300']);

/** What the server says when it ends, or is not ready yet. */
const SERVER_AWAY = new Set(['57P01', '57P02', '57P03', '08000', '08001', '08003', '08004', '08006']);

/** What the system says about the way to the server. */
const NO_WAY = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['EHOSTDOWN', 'ENETDOWN', 'ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL'],
]);

/** What the library for connections says without a code. */
const LOST =
  /^(?:Connection terminated|timeout e(?:xceeded|xpired) when|Query read timeout|Client (?:has encountered a connection error|was closed))/;

/** The server did not answer, or the connection to it is gone; what was sent last may have been done or not. */
export function isLostConnection(error: unknown): boolean {
  const code = codeOf(error);
  if (SERVER_AWAY.has(code) || NO_WAY.has(code)) return true;
  return code === '' && error instanceof Error && LOST.test(error.message);
}

/** Worth another try: others are in the way, or the server is away for a moment. */
export function isPostgresBusy(error: unknown): boolean {
  return IN_THE_WAY.has(codeOf(error)) || isLostConnection(error);
}

/** Why a server cannot be used, as far as its users can do something about it. */
export type ServerTrouble =
  'unreachable' | 'wrong-password' | 'no-such-database' | 'not-allowed' | 'starting' | 'full' | 'no-tls' | 'other';

/** Sorts what went wrong with a first connection. Pure. */
export function serverTrouble(error: unknown): ServerTrouble {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (code === '57P03') return 'starting';
  if (code === '53300') return 'full';
  if (code === '28P01' || /client password must be/.test(message)) return 'wrong-password';
  if (code === '3D000') return 'no-such-database';
  if (code === '28000' || code === '42501') return 'not-allowed';
  if (/SSL|TLS|certificate/i.test(message) || /CERT|SIGNATURE/.test(code)) return 'no-tls';
  return isLostConnection(error) ? 'unreachable' : 'other';
}
