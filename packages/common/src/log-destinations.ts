import { pino } from 'pino';
import type { LogDestination } from './console-log.js';

const STDOUT = 1;

/** Standard output; each line is out before the call that logs it returns. */
export function standardOutput(format: LogDestination['format'], colour: boolean): LogDestination {
  return { format, colour, write: writerTo({ fd: STDOUT, sync: true }) };
}

/**
 * The end of a file, which is created if need be, with its directories. The first error while writing is passed on to
 * `failed`, which must not log to this file; a full disk must not end a render farm.
 *
 * @throws if the file cannot be opened
 */
export function logFile(
  path: string,
  format: LogDestination['format'],
  failed: (error: Error) => void,
): LogDestination {
  return { format, colour: false, write: writerTo({ dest: path, sync: true, append: true, mkdir: true }, failed) };
}

/** Lines that cannot be written wait, up to this many bytes; after that they are lost. */
const LONGEST_BACKLOG = 2 ** 20;

type Options = NonNullable<Parameters<typeof pino.destination>[0]> & object;

/** Without `failed`, nobody is left to tell. */
function writerTo(options: Options, failed: (error: Error) => void = () => undefined): (line: string) => void {
  const stream = pino.destination({ ...options, maxLength: LONGEST_BACKLOG });
  stream.once('error', failed);
  stream.on('error', () => undefined);
  return (line) => void stream.write(line);
}

/** Colours are for people at a terminal who have not asked for none (`NO_COLOR`; contract 00 D4.6). */
export function wantsColour(isTerminal: boolean, environment: NodeJS.ProcessEnv): boolean {
  return isTerminal && !environment.NO_COLOR;
}
