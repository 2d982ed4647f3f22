import type { Bytes } from './bytes.js';
import type { ImageDefect } from './defect.js';

const INCOMPLETE: ImageDefect = { kind: 'incomplete', format: 'TIFF' };

/** Bytes of one value of each type of TIFF 6.0, by the number of the type. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

const HEADER_BYTES = 8;
const ENTRY_BYTES = 12;

/** Where the pixels of strips and tiles begin, and how many bytes they are. */
const PIXELS: readonly (readonly [offsets: number, counts: number])[] = [
  [273, 279],
  [324, 325],
];

/** A value or list of values in a directory of the file. */
interface Entry {
  readonly type: number;
  readonly count: number;
  /** Where in the file its values are. */
  readonly position: number;
}

/**
 * Looks whether a TIFF file holds all that its directory names: its values and all strips or tiles. Compressed pixels
 * are not decoded, and none of the compressions can be an unknown one.
 */
export async function findTiffDefect(bytes: Bytes): Promise<ImageDefect | undefined> {
  const header = await bytes.read(0, HEADER_BYTES);
  if (header.length < HEADER_BYTES) return INCOMPLETE;
  const little = header[0] === 0x49;
  const entries = await readDirectory(bytes, readNumber(header, 4, 4, little), little);
  if (!entries) return INCOMPLETE;
  for (const entry of entries.values()) if (!fits(bytes, entry.position, bytesOf(entry))) return INCOMPLETE;
  for (const [offsetsTag, countsTag] of PIXELS) {
    const [offsets, counts] = [entries.get(offsetsTag), entries.get(countsTag)];
    if (offsets && counts && !(await allFit(bytes, offsets, counts, little))) return INCOMPLETE;
  }
  return undefined;
}

async function readDirectory(bytes: Bytes, at: number, little: boolean): Promise<Map<number, Entry> | undefined> {
  const head = await bytes.read(at, 2);
  if (at < HEADER_BYTES || head.length < 2) return undefined;
  const count = readNumber(head, 0, 2, little);
  const table = await bytes.read(at + 2, count * ENTRY_BYTES);
  if (table.length < count * ENTRY_BYTES) return undefined;
  const entries = new Map<number, Entry>();
  for (let start = 0; start < table.length; start += ENTRY_BYTES) {
    const entry = { type: readNumber(table, start + 2, 2, little), count: readNumber(table, start + 4, 4, little) };
    const isInside = bytesOf(entry) <= 4;
    const position = isInside ? at + 2 + start + 8 : readNumber(table, start + 8, 4, little);
    entries.set(readNumber(table, start, 2, little), { ...entry, position });
  }
  return entries;
}

async function allFit(bytes: Bytes, offsets: Entry, counts: Entry, little: boolean): Promise<boolean> {
  const [starts, lengths] = [await readValues(bytes, offsets, little), await readValues(bytes, counts, little)];
  return starts.every((start, index) => fits(bytes, start, lengths[index] ?? 0));
}

async function readValues(bytes: Bytes, entry: Entry, little: boolean): Promise<number[]> {
  const width = TYPE_BYTES[entry.type] ?? 0;
  if (width !== 2 && width !== 4) return [];
  const values = await bytes.read(entry.position, bytesOf(entry));
  return Array.from({ length: entry.count }, (_, index) => readNumber(values, index * width, width, little));
}

function bytesOf({ type, count }: Pick<Entry, 'type' | 'count'>): number {
  return (TYPE_BYTES[type] ?? 0) * count;
}

function fits({ size }: Bytes, start: number, length: number): boolean {
  return start + length <= size;
}

function readNumber(buffer: Buffer, at: number, width: 2 | 4, little: boolean): number {
  return little ? buffer.readUIntLE(at, width) : buffer.readUIntBE(at, width);
}
