import { readFileSync } from 'node:fs';

const CONTRACT = new URL('../../../../docs/contract/', import.meta.url);

/** One row of a contract's table: its cells as they stand, in Markdown, without their bars. */
export type Row = readonly string[];

/**
 * The tables of one paragraph of a contract document (`04-job-types`, `4.5`), without their heads. Tests that take their
 * examples from here cannot miss a row, nor keep one that the contract has changed.
 */
export function contractTables(document: string, paragraph: string): Row[][] {
  const tables: Row[][] = [];
  let before = '';
  for (const line of paragraphText(document, paragraph).split('\n')) {
    const isRow = line.startsWith('|');
    if (isRow && !before.startsWith('|')) tables.push([]);
    if (isRow) tables.at(-1)?.push(cells(line));
    before = line;
  }
  // The head and the line of dashes below it.
  return tables.map((rows) => rows.slice(2));
}

/** The only table of a paragraph. */
export function contractTable(document: string, paragraph: string): Row[] {
  const [table, ...others] = contractTables(document, paragraph);
  if (table === undefined || others.length > 0) throw new Error(`${document} §${paragraph} has not one table`);
  return table;
}

/** What stands between a paragraph's heading and the next one. */
export function paragraphText(document: string, paragraph: string): string {
  const text = readFileSync(new URL(`${document}.md`, CONTRACT), 'utf8');
  const number = paragraph.replaceAll('.', '\\.');
  const start = text.search(new RegExp(`^#{2,3} ${number}\\.? `, 'm'));
  if (start < 0) throw new Error(`${document} has no §${paragraph}`);
  const body = text.slice(text.indexOf('\n', start));
  const end = body.search(/^#{1,3} /m);
  return end < 0 ? body : body.slice(0, end);
}

function cells(line: string): Row {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** The pieces of code in a cell: what stands between single backticks. */
export function codeIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]*)`/g)].map(([, code = '']) => code);
}
