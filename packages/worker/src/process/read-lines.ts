import type { Readable } from 'node:stream';
import { LINE_LIMIT_BYTES, LineSplitter } from './lines.js';
import { StatusFinder } from './status-line.js';

/** Who takes the lines of an output. */
export interface LineTaker {
  line(line: string): void;
  /** A line is too long and gets cut; its length in bytes and how it begins. */
  cut(bytes: number, beginning: string): void;
  /** A state of the program that the next one will write over; it is part of a later line besides. */
  status?(text: string): void;
}

/** Hands on the lines of an output; resolves when it has ended, was closed or broke, and all lines are out. */
export function readLines(output: Readable, taker: LineTaker): Promise<void> {
  const splitter = new LineSplitter(LINE_LIMIT_BYTES, (bytes, beginning) => taker.cut(bytes, beginning));
  const hand = (lines: readonly string[]) => {
    for (const line of lines) taker.line(line);
  };
  const states = new StatusFinder();
  const findStatus = (bytes: Buffer) => {
    const text = taker.status && states.push(bytes);
    if (text !== undefined) taker.status?.(text);
  };
  return new Promise((resolve) => {
    output.on('data', (bytes: Buffer) => {
      hand(splitter.push(bytes));
      findStatus(bytes);
    });
    output.on('error', () => undefined);
    output.once('close', () => {
      hand(splitter.end());
      resolve();
    });
  });
}
