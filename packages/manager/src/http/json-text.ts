import { setImmediate as nextTurn } from 'node:timers/promises';

/** Making the JSON of a longer list at a stretch would hold up everybody else's requests. */
const LONG_LIST = 1000;
const PIECE = 500;

/** Whether an answer holds a list so long that its JSON is better made in pieces. Pure. */
export function hasLongList(body: unknown): body is Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  for (const value of Object.values(body)) if (Array.isArray(value) && value.length > LONG_LIST) return true;
  return false;
}

/** The text that `JSON.stringify` gives, made in pieces; other requests get their turns between them. */
export async function jsonInPieces(body: Readonly<Record<string, unknown>>): Promise<string> {
  const members: string[] = [];
  for (const [name, value] of Object.entries(body)) {
    const text = Array.isArray(value) ? await listInPieces(value) : JSON.stringify(value);
    if (text !== undefined) members.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${members.join(',')}}`;
}

async function listInPieces(list: readonly unknown[]): Promise<string> {
  const pieces: string[] = [];
  for (let start = 0; start < list.length; start += PIECE) {
    if (start > 0) await nextTurn();
    pieces.push(JSON.stringify(list.slice(start, start + PIECE)).slice(1, -1));
  }
  return `[${pieces.join(',')}]`;
}
