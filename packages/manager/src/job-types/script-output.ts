import type { PrintedLine } from './job-type.js';

const MAX_LINES = 1000;
const MAX_CHARACTERS = 256 * 1024;

/** Keeps what a script prints, up to an amount that somebody could still read. */
export class ScriptOutput {
  readonly lines: PrintedLine[] = [];
  dropped = false;
  #room = MAX_CHARACTERS;

  readonly add = (line: PrintedLine): void => {
    const size = JSON.stringify(line.args).length;
    if (this.lines.length >= MAX_LINES || size > this.#room) {
      this.dropped = true;
      return;
    }
    this.#room -= size;
    this.lines.push(line);
  };
}
