import { shellSplitTexts as texts } from '../../texts/job-types.js';

/** A command line that ends in the middle of a word. */
export class ShellWordsError extends Error {
  override readonly name = 'ShellWordsError';
}

/** How the end of the text would be judged: between words, or inside one of these. */
interface Scan {
  readonly text: string;
  at: number;
}

const SEPARATORS = new Set([' ', '\t', '\r', '\n']);

/**
 * Splits a command line into words as a POSIX shell does, without expanding anything (contract 04 §4.8).
 *
 * @throws ShellWordsError when a quote is not closed or a backslash ends the text.
 */
export function shellSplit(text: string): string[] {
  const words: string[] = [];
  const scan: Scan = { text, at: 0 };
  for (;;) {
    skipBlanksAndComments(scan);
    if (scan.at >= text.length) return words;
    words.push(readWord(scan));
  }
}

function skipBlanksAndComments(scan: Scan): void {
  for (; scan.at < scan.text.length; scan.at++) {
    const character = scan.text[scan.at] ?? '';
    if (character === '#') skipLine(scan);
    else if (!SEPARATORS.has(character)) return;
  }
}

function skipLine(scan: Scan): void {
  const end = scan.text.indexOf('\n', scan.at);
  scan.at = end < 0 ? scan.text.length : end;
}

/** From the first character of a word to the separator after it; quoted and bare parts may adjoin. */
function readWord(scan: Scan): string {
  let word = '';
  for (; scan.at < scan.text.length; scan.at++) {
    const character = scan.text[scan.at] ?? '';
    if (SEPARATORS.has(character)) break;
    if (character === "'") word += readLiteral(scan);
    else if (character === '"') word += readQuoted(scan);
    else word += character === '\\' ? escaped(scan) : character;
  }
  return word;
}

function readLiteral(scan: Scan): string {
  const end = scan.text.indexOf("'", scan.at + 1);
  if (end < 0) throw new ShellWordsError(texts.openQuote);
  const literal = scan.text.slice(scan.at + 1, end);
  scan.at = end;
  return literal;
}

/** Inside double quotes a backslash makes any next character literal: `"\n"` is `n`. */
function readQuoted(scan: Scan): string {
  let quoted = '';
  for (scan.at++; scan.at < scan.text.length; scan.at++) {
    const character = scan.text[scan.at] ?? '';
    if (character === '"') return quoted;
    quoted += character === '\\' ? escaped(scan) : character;
  }
  throw new ShellWordsError(texts.openQuote);
}

function escaped(scan: Scan): string {
  scan.at++;
  const character = scan.text[scan.at];
  if (character === undefined) throw new ShellWordsError(texts.openEscape);
  return character;
}
