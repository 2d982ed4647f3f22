import { types } from 'node:util';
import { pino } from 'pino';
import type { Logger } from 'pino';
import type { Clock } from './clock.js';
import { consoleLine } from './console-line.js';
import type { LogRecord } from './console-line.js';
import { errorText, isError } from './error-text.js';
import { rfc3339Local } from './local-time.js';
import { LOG_LEVELS } from './log-level.js';
import type { LogLevel } from './log-level.js';

/** Where lines go, and in which form. */
export interface LogDestination {
  readonly format: 'text' | 'json';
  /** Only for text. */
  readonly colour: boolean;
  /** Takes a line with its line feed; has to be done with it before it returns, or lines before an exit are lost. */
  write(line: string): void;
}

/** What a logger is made of. */
export interface LoggerOptions {
  readonly level: LogLevel | 'silent';
  readonly clock: Clock;
  readonly destinations: readonly LogDestination[];
}

/** Names that no field has, so that a field may be called `level`, `time` or `message`. */
const LEVEL = '@level';
const TIME = '@time';
const MESSAGE = '@message';

const ERROR_LEVEL = pino.levels.values.error ?? 50;

/**
 * A pino logger of which each event is one line: as in contract 05 §2 and 07 §4, or as JSON. Errors are written as
 * their text; their stack is added for events from `error` up while the logger is at `debug` or `trace`.
 */
export function createLogger({ level, clock, destinations }: LoggerOptions): Logger {
  const logger: Logger = pino(
    {
      level,
      base: null,
      messageKey: MESSAGE,
      errorKey: 'error',
      timestamp: () => `,"${TIME}":${clock.now().getTime()}`,
      formatters: { level: (label) => ({ [LEVEL]: label }), log: (fields) => plainFields(fields, clock) },
      mixin: (fields, number) => (number >= ERROR_LEVEL && logger.isLevelEnabled('debug') ? stackOf(fields) : {}),
    },
    { write: (json: string) => distribute(json, destinations, clock) },
  );
  return logger;
}

/** What JSON would lose: errors, dates in local time, numbers that are none. */
function plainFields(fields: object, clock: Clock): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, plainValue(value, clock)]));
}

function plainValue(value: unknown, clock: Clock): unknown {
  if (isError(value)) return errorText(value);
  if (types.isDate(value)) return isNaN(value.getTime()) ? 'invalid' : rfc3339Local(clock.localParts(value));
  if (Array.isArray(value)) return value.map((element) => plainValue(element, clock));
  if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value))) return String(value);
  return value;
}

function stackOf(fields: object): object {
  const error = 'error' in fields ? fields.error : undefined;
  if (!isError(error) || error.stack === undefined) return {};
  const calls = error.stack.split('\n').filter((line) => /^\s+at /.test(line));
  return { stack: calls.map((line) => line.trim()) };
}

function distribute(json: string, destinations: readonly LogDestination[], clock: Clock): void {
  const record = readRecord(json);
  for (const destination of destinations) {
    const line = destination.format === 'json' ? jsonLine(record) : consoleLine(record, { ...destination, clock });
    destination.write(`${line}\n`);
  }
}

function readRecord(json: string): LogRecord {
  const { [LEVEL]: level, [TIME]: time, [MESSAGE]: message, ...fields } = JSON.parse(json) as Record<string, unknown>;
  return {
    level: LOG_LEVELS.find((known) => known === level) ?? 'info',
    time: new Date(Number(time)),
    message: typeof message === 'string' ? message : '',
    fields,
  };
}

const JSON_NAMES: ReadonlySet<string> = new Set(['level', 'time', 'message']);

/** Names as in the original's only JSON line (contract 07 §4.3), time in UTC; a field of such a name gets a `_` after it. */
function jsonLine({ level, time, message, fields }: LogRecord): string {
  const renamed = Object.entries(fields).map(([key, value]) => [JSON_NAMES.has(key) ? `${key}_` : key, value]);
  return JSON.stringify({ level, ...Object.fromEntries(renamed), time: time.toISOString(), message });
}
