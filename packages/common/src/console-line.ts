import { compareBytes } from './byte-order.js';
import type { Clock } from './clock.js';
import { quote } from './go-text.js';
import { rfc3339Local } from './local-time.js';
import type { LogLevel } from './log-level.js';

/** One event in the log; the fields are decoded JSON. */
export interface LogRecord {
  readonly level: LogLevel;
  readonly time: Date;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** How console lines look. */
export interface ConsoleLineOptions {
  readonly colour: boolean;
  readonly clock: Pick<Clock, 'localParts'>;
}

const CYAN = '36';
const DARK_GREY = '90';
const BOLD = '1';
const BOLD_RED = '1;31';

const LEVELS: Readonly<
  Record<LogLevel, { readonly letters: string; readonly colour: string; readonly bold: boolean }>
> = {
  trace: { letters: 'TRC', colour: '34', bold: false },
  debug: { letters: 'DBG', colour: '', bold: false },
  info: { letters: 'INF', colour: '32', bold: true },
  warn: { letters: 'WRN', colour: '33', bold: true },
  error: { letters: 'ERR', colour: '31', bold: true },
  fatal: { letters: 'FTL', colour: '31', bold: true },
};

/**
 * The event as one line of the console, without the line feed: time, level, message, then the fields, `error` before
 * all others (contract 05 §2, 07 §4.1). Whatever message and fields contain, it stays one line and moves no cursor.
 */
export function consoleLine(record: LogRecord, { colour, clock }: ConsoleLineOptions): string {
  const paint = colour ? paintAnsi : paintNothing;
  const level = LEVELS[record.level];
  const parts = [
    paint(rfc3339Local(clock.localParts(record.time)), DARK_GREY),
    paint(level.letters, level.colour),
    paint(escapeControls(record.message), level.bold ? BOLD : ''),
    ...sortedFields(record.fields).map(
      ([key, value]) =>
        paint(`${escapeControls(key)}=`, CYAN) + paint(fieldValue(value), key === 'error' ? BOLD_RED : ''),
    ),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function sortedFields(fields: Readonly<Record<string, unknown>>): [string, unknown][] {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return present.sort(([a], [b]) => Number(b === 'error') - Number(a === 'error') || compareBytes(a, b));
}

function fieldValue(value: unknown): string {
  if (typeof value === 'string') return /^[!-~]*$/.test(value) && !/["\\]/.test(value) ? value : quote(value);
  if (typeof value === 'number') return String(value);
  return (JSON.stringify(value) ?? '').replace(CONTROLS, jsonEscape);
}

/** What ends a line or steers a terminal. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]/gu;

/** Messages and names are not quoted, so that they read well and stay greppable. */
function escapeControls(text: string): string {
  return text.replace(CONTROLS, (control) => quote(control).slice(1, -1));
}

/** JSON leaves some of them as they are. */
function jsonEscape(control: string): string {
  return `\\u${(control.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

function paintAnsi(text: string, colour: string): string {
  return text === '' || colour === '' ? text : `\u001b[${colour}m${text}\u001b[0m`;
}

function paintNothing(text: string): string {
  return text;
}
