import { randomUUID } from 'node:crypto';
import { frameRangeTexts, guestTexts } from '../../texts/job-types.js';
import type { Json, PrintedLine } from '../job-type.js';
import { atob, btoa, checkEncoding, utf8Text } from './encoding.js';
import { frameChunker, frameCount, invertedParts } from './frames.js';
import { findModule } from './modules.js';
import { basename, dirname, join, stem } from './path.js';
import { platformName } from './process.js';
import { shellSplit } from './shell-words.js';
import {
  formatGoLayout,
  formatGoString,
  formatRfc3339,
  formatTimestampLocal,
  localMoment,
  ZERO_TIMESTAMP,
} from './timestamp.js';

/** What the host's functions know of the run they serve. */
export interface HostContext {
  readonly folders: readonly string[];
  readonly timeZone: string;
  readonly looked: Set<string>;
  /** Told the source of every module that is found. */
  readonly required: (source: string) => void;
  readonly print: (line: PrintedLine) => void;
  /** Hints for whoever submitted the job; the caller adds to them. */
  readonly warnings: Set<string>;
}

type HostFunction = (context: HostContext, ...values: readonly unknown[]) => Json | readonly string[] | object;

const IDS_AT_A_TIME = 64;
const MAX_HINTS = 20;

/**
 * Everything that the code inside the sandbox can ask its host, by name. Nothing else of the Manager is within reach of
 * a script. Values come from there, so each is converted before use.
 */
const FUNCTIONS: Readonly<Record<string, HostFunction>> = {
  text: (_, name, ...values) => guestTexts[text(name)]?.(...values.map(text)) ?? text(name),
  newIds: () => Array.from({ length: IDS_AT_A_TIME }, () => randomUUID()),
  basename: (_, path) => basename(text(path)),
  dirname: (_, path) => dirname(text(path)),
  join: (_, ...parts) => join(...parts.map(text)),
  stem: (_, path) => stem(text(path)),
  cwd: () => process.cwd(),
  platform: () => platformName(process.platform),
  frameChunker: ({ warnings }, range, size) => {
    noteInverted(text(range), warnings);
    return frameChunker(text(range), Number(size));
  },
  frameCount: (_, range) => frameCount(text(range)),
  shellSplit: (_, commandLine) => shellSplit(text(commandLine)),
  formatTimestampLocal: ({ timeZone }, ms) =>
    ms === null ? ZERO_TIMESTAMP : formatTimestampLocal(Number(ms), timeZone),
  formatTime: ({ timeZone }, ms, layout) => formatGoLayout(localMoment(Number(ms), timeZone), text(layout)),
  weekday: ({ timeZone }, ms) => localMoment(Number(ms), timeZone).weekday,
  goString: ({ timeZone }, ms) => formatGoString(Number(ms), timeZone),
  rfc3339: ({ timeZone }, ms) => formatRfc3339(Number(ms), timeZone),
  findModule: ({ folders, looked, required }, id, from) => {
    const found = findModule(text(id), text(from), folders, looked);
    required(found.source);
    return found;
  },
  print: ({ print }, level, ...values) => {
    print({ level: level === 'alert' ? 'alert' : 'print', args: values as Json[] });
    return null;
  },
  btoa: (_, value) => btoa(text(value)),
  atob: (_, value) => atob(text(value)),
  utf8Bytes: (_, value) => [...Buffer.from(text(value), 'utf8')],
  utf8Text: (_, bytes, fatal) => utf8Text(Array.isArray(bytes) ? bytes.map(Number) : [], fatal === true),
  checkEncoding: (_, label) => {
    checkEncoding(text(label));
    return null;
  },
};

/** Answers one call from the sandbox: `{"value":…}`, or `{"error":"…"}` for whatever goes wrong. */
export function answerCall(name: string, argumentsJson: string, context: HostContext): string {
  try {
    const values: unknown = JSON.parse(argumentsJson);
    const called = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (called === undefined || !Array.isArray(values)) return JSON.stringify({ error: name });
    return JSON.stringify({ value: called(context, ...(values as unknown[])) });
  } catch (error) {
    return JSON.stringify({ error: error instanceof Error ? error.message : String(error) });
  }
}

/** An inverted range gives no frames and, as in the original, no error; nobody means that. */
function noteInverted(range: string, warnings: Set<string>): void {
  for (const part of invertedParts(range).slice(0, MAX_HINTS)) {
    if (warnings.size < MAX_HINTS) warnings.add(frameRangeTexts.inverted(part));
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : String(value ?? '');
}
