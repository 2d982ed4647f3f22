/** Longer lines are cut into pieces, in bytes (contract 07 §15.3). */
export const LINE_LIMIT_BYTES = 40_960;

const LF = 0x0a;
const CR = 0x0d;

/**
 * Turns the bytes of a program's output into lines of text (contract 07 §15.3, 00 D6.4). Bytes that are not UTF-8
 * become U+FFFD in the line in which they stand; a piece of a long line never ends within a character. The lines do not
 * depend on how the bytes arrive. Does no I/O.
 */
export class LineSplitter {
  #pending: Buffer = Buffer.alloc(0);

  /** @param onCut told the length in bytes of each line that has to be cut, and how it begins */
  constructor(
    private readonly limit = LINE_LIMIT_BYTES,
    private readonly onCut: (bytes: number, beginning: string) => void = () => undefined,
  ) {}

  /** The lines that these bytes complete. */
  push(bytes: Buffer): string[] {
    const lines: string[] = [];
    let rest = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    for (let end = rest.indexOf(LF); end >= 0; end = rest.indexOf(LF)) {
      this.#cutAll(withoutCarriageReturn(rest.subarray(0, end)), lines);
      rest = rest.subarray(end + 1);
    }
    this.#pending = Buffer.from(this.#cutWhileTooLong(rest, lines, 1));
    return lines;
  }

  /** What came after the last line feed, as lines. */
  end(): string[] {
    const lines: string[] = [];
    if (this.#pending.length > 0) this.#cutAll(this.#pending, lines);
    this.#pending = Buffer.alloc(0);
    return lines;
  }

  #cutAll(line: Buffer, lines: string[]): void {
    lines.push(this.#cutWhileTooLong(line, lines, 0).toString('utf8'));
  }

  /** @param spare bytes that may turn out to be no part of the line: a CR whose LF has not arrived yet */
  #cutWhileTooLong(line: Buffer, lines: string[], spare: number): Buffer {
    let rest = line;
    while (rest.length > this.limit + spare) {
      const piece = rest.subarray(0, characterBoundary(rest, this.limit));
      const text = piece.toString('utf8');
      this.onCut(rest.length, text.slice(0, 256));
      lines.push(text);
      rest = rest.subarray(piece.length);
    }
    return rest;
  }
}

function withoutCarriageReturn(line: Buffer): Buffer {
  return line.at(-1) === CR ? line.subarray(0, -1) : line;
}

/** The largest position up to `at` that is not within a character; `at` itself where the bytes are no UTF-8 anyway. */
function characterBoundary(bytes: Buffer, at: number): number {
  for (let position = at; position > Math.max(0, at - 4); position -= 1) {
    if (((bytes[position] ?? 0) & 0xc0) !== 0x80) return position;
  }
  return at;
}
