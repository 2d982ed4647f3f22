/** One part of an OpenEXR file; all but the newest files have exactly one. */
export interface ExrPart {
  /** Chunks of pixels; undefined where that cannot be known from the header. */
  readonly chunks: number | undefined;
  readonly isTiled: boolean;
  readonly isDeep: boolean;
}

/** The order of an OpenEXR file. */
export interface ExrLayout {
  readonly parts: readonly ExrPart[];
  readonly isMultiPart: boolean;
  /** Where the table begins that says where each chunk is. */
  readonly tableStart: number;
}

const FLAGS = { tiled: 0x200, deep: 0x800, multiPart: 0x1000 };

/** Scan lines in a chunk, by the number of the compression: none, RLE, ZIPS, ZIP, PIZ, PXR24, B44, B44A, DWAA, DWAB. */
const LINES_PER_CHUNK = [1, 1, 1, 16, 32, 16, 32, 32, 32, 256];

type Attributes = ReadonlyMap<string, Buffer>;

/**
 * Reads the header of an OpenEXR file. Pure.
 *
 * @param bytes the beginning of the file
 * @returns undefined when the header goes on behind these bytes
 */
export function readExrLayout(bytes: Buffer): ExrLayout | undefined {
  if (bytes.length < 8) return undefined;
  const flags = bytes.readUInt32LE(4);
  const isMultiPart = (flags & FLAGS.multiPart) !== 0;
  const parts: ExrPart[] = [];
  let at: number | undefined = 8;
  do {
    const header = readHeader(bytes, at);
    if (!header) return undefined;
    parts.push(describePart(header.attributes, flags));
    at = header.end;
  } while (isMultiPart && bytes[at] !== 0 && at < bytes.length);
  // The headers of many parts end with an empty one.
  return { parts, isMultiPart, tableStart: isMultiPart ? at + 1 : at };
}

function readHeader(bytes: Buffer, start: number): { attributes: Attributes; end: number } | undefined {
  const attributes = new Map<string, Buffer>();
  let at = start;
  while (bytes[at] !== 0) {
    const name = readName(bytes, at);
    const type = name && readName(bytes, name.end);
    if (!name || !type || type.end + 4 > bytes.length) return undefined;
    const value = type.end + 4;
    at = value + bytes.readUInt32LE(type.end);
    if (at >= bytes.length) return undefined;
    attributes.set(name.text, bytes.subarray(value, at));
  }
  return { attributes, end: at + 1 };
}

function readName(bytes: Buffer, at: number): { text: string; end: number } | undefined {
  const end = bytes.indexOf(0, at);
  return end < 0 ? undefined : { text: bytes.toString('latin1', at, end), end: end + 1 };
}

function describePart(attributes: Attributes, flags: number): ExrPart {
  const type = attributes.get('type')?.toString('latin1') ?? '';
  const isTiled = type === '' ? (flags & FLAGS.tiled) !== 0 : type.includes('tile');
  const isDeep = type === '' ? (flags & FLAGS.deep) !== 0 : type.startsWith('deep');
  const told = attributes.get('chunkCount');
  const chunks = told?.length === 4 ? told.readInt32LE(0) : isTiled ? countTiles(attributes) : countLines(attributes);
  return { chunks, isTiled, isDeep };
}

function countLines(attributes: Attributes): number | undefined {
  const size = windowSize(attributes);
  const lines = LINES_PER_CHUNK[attributes.get('compression')?.[0] ?? -1];
  return size && lines && Math.ceil(size.height / lines);
}

/** Only of tiles without smaller copies of the image. */
function countTiles(attributes: Attributes): number | undefined {
  const size = windowSize(attributes);
  const tiles = attributes.get('tiles');
  if (!size || tiles?.length !== 9 || ((tiles[8] ?? 1) & 0xf) !== 0) return undefined;
  return Math.ceil(size.width / tiles.readUInt32LE(0)) * Math.ceil(size.height / tiles.readUInt32LE(4));
}

function windowSize(attributes: Attributes): { width: number; height: number } | undefined {
  const box = attributes.get('dataWindow');
  if (box?.length !== 16) return undefined;
  const [left, top, right, bottom] = [0, 4, 8, 12].map((at) => box.readInt32LE(at));
  return { width: (right ?? 0) - (left ?? 0) + 1, height: (bottom ?? 0) - (top ?? 0) + 1 };
}
