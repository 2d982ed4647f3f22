import { parse } from 'acorn';
import type { Node } from 'acorn';

/** The function, inside the sandbox, that notes where something is thrown. */
export const THROW_NOTE = '__flamenco_thrown__';

/**
 * The same script with every `throw value` noting its place first. The engine gives a place only to Errors, but most
 * scripts in use throw plain text; a script that threw such a value is run once more in this form. Lines stay; the
 * column is handed to the note, since the notes themselves move the columns behind them. Undefined when the parser does not understand the script.
 */
export function noteThrows(source: string): string | undefined {
  try {
    const options = { ecmaVersion: 'latest', sourceType: 'script', allowHashBang: true, locations: true } as const;
    return insertNotes(source, throwArguments(parse(source, options)));
  } catch {
    return undefined; // nested too deeply for the parser, or newer than it: the message does without its place
  }
}

/** What a throw statement throws; its column counts from 1. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly column: number;
}

/** Where the arguments of throw statements begin and end, by a walk with a list: sources may be nested deeply. */
function throwArguments(program: object): Span[] {
  const spans: Span[] = [];
  const waiting: object[] = [program];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const span = thrownSpan(node);
    if (span !== undefined) spans.push(span);
    for (const value of Object.values(node) as unknown[])
      if (typeof value === 'object' && value !== null) waiting.push(value);
  }
  return spans;
}

function thrownSpan(node: object): Span | undefined {
  if (!('type' in node) || node.type !== 'ThrowStatement' || !('argument' in node)) return undefined;
  const { start, end, loc } = node.argument as Node;
  return { start, end, column: (loc?.start.column ?? 0) + 1 };
}

function insertNotes(source: string, spans: readonly Span[]): string {
  const insertions = spans.flatMap(({ start, end, column }) => [
    { at: start, text: `${THROW_NOTE}(${column},(` },
    { at: end, text: '))' },
  ]);
  insertions.sort((a, b) => a.at - b.at);
  let noted = '';
  let from = 0;
  for (const { at, text } of insertions) {
    noted += source.slice(from, at) + text;
    from = at;
  }
  return noted + source.slice(from);
}
