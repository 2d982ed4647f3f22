import type { Readable } from 'node:stream';
import { LINE_LIMIT_BYTES, LineSplitter } from './lines.js';

/** Who takes the lines of an output. */
export interface LineTaker {
  line(line: string): void;
  /** A line is too long and gets cut; its length in bytes and how it begins. */
  cut(bytes: number, beginning: string): void;
}

/** Hands on the lines of an output; resolves when it has ended, was closed or broke, and all lines are out. */
export function readLines(output: Readable, taker: LineTaker): Promise<void> {
  const splitter = new LineSplitter(LINE_LIMIT_BYTES, (bytes, beginning) => taker.cut(bytes, beginning));
  const hand = (lines: readonly string[]) => {
    for (const line of lines) taker.line(line);
  };
  return new Promise((resolve) => {
    output.on('data', (bytes: Buffer) => hand(splitter.push(bytes)));
    output.on('error', () => undefined);
    output.once('close', () => {
      hand(splitter.end());
      resolve();
    });
  });
}
