import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { matchRoute } from '../../../src/http/route-table.js';

/** Where start-notes.ts made a place for notes, and compare-notes.ts reads them. */
const FOLDER = process.env['FLAMENCO_SEEN_ANSWERS'];

const noted = new Set<string>();

/** A test has seen an operation answer with this status. */
export function noteAnswer(method: string, requestPath: string, status: number): void {
  const match = matchRoute(method, requestPath);
  if (match.kind !== 'operation') return;
  const note = `${match.id} ${status}`;
  if (FOLDER === undefined || noted.has(note)) return;
  noted.add(note);
  appendFileSync(path.join(FOLDER, String(process.pid)), `${note}\n`);
}
