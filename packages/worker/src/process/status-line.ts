const LF = 0x0a;
const CR = 0x0d;

/** Bytes kept of a line that is not complete; states are short. */
const KEPT_BYTES = 4096;

/**
 * Finds the states that a program writes over each other, each ended by a carriage return, as FFmpeg does: they are one
 * long line to everybody who waits for its end. Does no I/O.
 */
export class StatusFinder {
  #pending: Buffer = Buffer.alloc(0);

  /** The latest state that these bytes complete, if any. */
  push(bytes: Buffer): string | undefined {
    if (this.#pending.length === 0 && !bytes.includes(CR)) return this.#keep(bytes);
    const all = Buffer.concat([this.#pending, bytes]);
    const end = lastStateEnd(all);
    this.#keep(all.subarray(end + 1));
    if (end < 0) return undefined;
    const start = Math.max(all.lastIndexOf(CR, end - 1), all.lastIndexOf(LF, end - 1)) + 1;
    return end > 0 && start < end ? all.toString('utf8', start, end) : undefined;
  }

  #keep(bytes: Buffer): undefined {
    const line = bytes.subarray(bytes.lastIndexOf(LF) + 1);
    this.#pending = Buffer.from(line.subarray(-KEPT_BYTES));
  }
}

/** The last carriage return that is not half of the end of a line, as far as one can see; -1 when there is none. */
function lastStateEnd(bytes: Buffer): number {
  for (let at = bytes.lastIndexOf(CR); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(CR, at - 1))
    if (at + 1 < bytes.length ? bytes[at + 1] !== LF : true) return at;
  return -1;
}
