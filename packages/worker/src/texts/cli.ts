import { quote } from '@flamenco/common';
import type { FlagDescription } from '@flamenco/common';

// What the Worker says on its command line. Flags of the original keep its descriptions (contract 07 §2).

export const FLAGS = [
  { name: 'version', kind: 'bool', text: 'Shows the application version, then exits.' },
  { name: 'flush', kind: 'bool', text: 'Flush any buffered task updates to the Manager, then exits.' },
  { name: 'quiet', kind: 'bool', text: 'Only log warning-level and worse.' },
  { name: 'debug', kind: 'bool', text: 'Enable debug-level logging.' },
  { name: 'trace', kind: 'bool', text: 'Enable trace-level logging.' },
  { name: 'manager', kind: 'string', text: 'URL of the Flamenco Manager.' },
  { name: 'register', kind: 'bool', text: '(Re-)register at the Manager.' },
  {
    name: 'find-manager',
    kind: 'bool',
    text: 'Autodiscover a Manager, then quit.',
  },
  {
    name: 'restart-exit-code',
    kind: 'int',
    text: 'Mark this Worker as restartable. It will exit with this code to signify it needs to be restarted.',
  },
  {
    name: 'test',
    kind: 'bool',
    text: 'Test whether this machine is ready to work, then exit with 0 if it is and 1 if not. Runs beside a Worker.',
  },
  { name: 'json', kind: 'bool', text: 'With -test: print the result as JSON, for scripts.' },
  { name: 'log-format', kind: 'string', default: 'text', text: 'How log lines are written: "text" or "json".' },
  { name: 'log-file', kind: 'string', text: 'File to which log lines are appended as well.' },
] as const satisfies readonly FlagDescription[];

export function unknownLogFormat(value: string): string {
  return `invalid value ${quote(value)} for flag -log-format: should be "text" or "json"`;
}

export function logFileUnusable(path: string, reason: string): string {
  return `cannot write the log file ${path}: ${reason}`;
}

/** One line about the program: name and version. */
export function versionLine(name: string, version: string): string {
  return `${name} ${version}`;
}
