/**
 * Shows a line that changes: in place on a terminal; elsewhere a new line only when `key` changes, so that logs stay short.
 */
export class ProgressDisplay {
  #lastKey = '';
  #isOpen = false;

  /** @param {{ isTTY?: boolean, columns?: number, write(text: string): unknown }} stream */
  constructor(stream) {
    this.stream = stream;
  }

  /**
   * @param {string} line
   * @param {string} key
   */
  show(line, key) {
    if (this.stream.isTTY) {
      // Some terminals have no width, and say 0.
      this.stream.write(`\r\x1b[2K${line.slice(0, (this.stream.columns || 80) - 1)}`);
      this.#isOpen = true;
    } else if (key !== this.#lastKey) {
      this.stream.write(`${line}\n`);
    }
    this.#lastKey = key;
  }

  /** What is written next starts on a line of its own. */
  close() {
    if (this.#isOpen) this.stream.write('\n');
    this.#isOpen = false;
  }
}
