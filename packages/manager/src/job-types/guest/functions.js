import { integer, text } from './conversions.js';
import { ask, askRaw, plainFailure } from './host.js';
import { jsonText } from './json.js';
import { momentOf } from './timestamp.js';
import { Error, JSON, String } from './primordials.js';

/** The host's functions as scripts see them (contract 04 §4): arguments are converted, then the host answers. */
export const path = {
  basename: (name) => ask('basename', text(name)),
  dirname: (name) => ask('dirname', text(name)),
  join: (...parts) => ask('join', ...parts.map(text)),
  stem: (name) => ask('stem', text(name)),
};

export const process = {
  cwd: () => ask('cwd'),
  get platform() {
    return ask('platform');
  },
};

/** Scripts ask this once per task, mostly about one frame: that needs no way to the host and back (16 µs, measured). */
const frameCount = (frameRange) => {
  const range = text(frameRange);
  return /^\d{1,9}$/.test(range) ? 1 : ask('frameCount', range);
};

const shellSplit = (commandLine) => {
  const answer = askRaw('shellSplit', JSON.stringify([text(commandLine)]));
  if (answer.error !== undefined) throw plainFailure(answer.error);
  return answer.value;
};

/** Arrow functions, like all functions of the host: none is a constructor (contract 04 §4.0). */
export const functions = {
  frameChunker: (frameRange, chunkSize) => ask('frameChunker', text(frameRange), integer(chunkSize)),
  frameCount,
  formatTimestampLocal: (moment) => ask('formatTimestampLocal', momentOf(moment) ?? null),
  shellSplit,
  print: (...values) => output('print', values),
  alert: (...values) => output('alert', values),
};

/** An addition (D3.2): where authors look first. */
export const console = {
  log: functions.print,
  info: functions.print,
  debug: functions.print,
  warn: functions.alert,
  error: functions.alert,
};

function output(level, values) {
  askRaw('print', `[${[JSON.stringify(level), ...values.map(readable)].join(',')}]`);
}

/** A printed value as JSON; what has no JSON form as the text it makes. */
function readable(value) {
  if (value instanceof Error) return JSON.stringify(String(value));
  try {
    return jsonText(value);
  } catch {
    return readableRest(value);
  }
}

/** What `JSON.stringify` leaves of a value, else its name: a task, for example, without its functions. */
function readableRest(value) {
  try {
    return (typeof value === 'object' ? JSON.stringify(value) : undefined) ?? JSON.stringify(String(value));
  } catch {
    return JSON.stringify(String(value));
  }
}
