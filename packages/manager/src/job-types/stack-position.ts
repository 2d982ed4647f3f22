import type { ScriptPosition } from './job-type.js';

/** Names of our own modules inside the sandbox begin so; they are no place for the author of a script to look at. */
export const GUEST_PREFIX = 'flamenco:';

const NAMED_FRAME = /^\s*at (.*) \((.+?):(\d+)(?::(\d+))?\)$/;
const BARE_FRAME = /^\s*at (.+?):(\d+)(?::(\d+))?$/;

/** The innermost place of a QuickJS stack that lies in a script's file; undefined when there is none. */
export function innermostPosition(stack: string): ScriptPosition | undefined {
  for (const line of stack.split('\n')) {
    const position = framePosition(line);
    if (position !== undefined && isScript(position.file)) return position;
  }
  return undefined;
}

function isScript(file: string): boolean {
  return !file.startsWith(GUEST_PREFIX) && !file.startsWith('<') && file !== 'native';
}

function framePosition(line: string): ScriptPosition | undefined {
  const named = NAMED_FRAME.exec(line);
  if (named !== null) return position(named[2], named[3], named[4], named[1]);
  const bare = BARE_FRAME.exec(line);
  return bare === null ? undefined : position(bare[1], bare[2], bare[3], undefined);
}

function position(
  file: string | undefined,
  line: string | undefined,
  column: string | undefined,
  caller: string | undefined,
): ScriptPosition {
  const named = caller !== undefined && caller !== '' && !caller.startsWith('<');
  return {
    file: file ?? '',
    line: Number(line),
    ...(column === undefined ? {} : { column: Number(column) }),
    ...(named ? { function: caller } : {}),
  };
}

/** `compileJob (file.js:3:9)`, or `file.js:3:9` outside functions (contract 04 §7.6). */
export function positionText(position: ScriptPosition | undefined): string {
  if (position === undefined) return '';
  const place = [position.file, position.line, position.column].filter((part) => part !== undefined).join(':');
  return position.function === undefined ? place : `${position.function} (${place})`;
}
