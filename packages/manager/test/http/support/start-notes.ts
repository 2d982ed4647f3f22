import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Before the tests of the HTTP interface: a place where they note the answers that they see (answer-notes.ts). */
export default async function startNotes(): Promise<void> {
  process.env['FLAMENCO_SEEN_ANSWERS'] = await mkdtemp(path.join(tmpdir(), 'flamenco-answers-'));
}
