import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createLogger } from './console-log.js';
import type { LogDestination, LoggerOptions } from './console-log.js';
import { FakeClock } from './testing/index.js';

const START = '2026-04-13T12:03:22.500Z';
const TIME = '2026-04-13T14:03:22+02:00';

function errorOfNode(): unknown {
  try {
    return readFileSync('/no/such/file');
  } catch (error) {
    return error;
  }
}

function makeLog(level: LoggerOptions['level'] = 'info', format: LogDestination['format'] = 'text') {
  const clock = new FakeClock(START, 'Europe/Amsterdam');
  const lines: string[] = [];
  const destination: LogDestination = { format, colour: false, write: (line) => void lines.push(line) };
  return { logger: createLogger({ level, clock, destinations: [destination] }), lines, clock };
}

describe('a log on the console', () => {
  it('writes each event as one line at once', () => {
    const { logger, lines } = makeLog();
    logger.info({ file: 'farm.sqlite' }, 'opening database');
    logger.child({ task: 'abc' }).warn({ pid: 4 }, 'command timed out');
    expect(lines).toEqual([
      `${TIME} INF opening database file=farm.sqlite\n`,
      `${TIME} WRN command timed out pid=4 task=abc\n`,
    ]);
  });

  it('leaves out what is below its level, also when that changes', () => {
    const { logger, lines } = makeLog();
    logger.debug('unseen');
    logger.level = 'debug';
    logger.debug('seen');
    expect(lines).toEqual([`${TIME} DBG seen\n`]);
  });

  it('writes errors as their text, wherever they are', () => {
    const { logger, lines } = makeLog();
    logger.error(
      { error: new Error('disk full', { cause: new Error('ENOSPC') }), cause: new Error('x'), all: [new Error('y')] },
      'oh',
    );
    logger.fatal(new Error('cannot go on'));
    logger.warn({ error: errorOfNode() }, 'no file');
    expect(lines).toEqual([
      `${TIME} ERR oh error="disk full: ENOSPC" all=["y"] cause=x\n`,
      `${TIME} FTL cannot go on error="cannot go on"\n`,
      `${TIME} WRN no file error="ENOENT: no such file or directory, open '/no/such/file'"\n`,
    ]);
  });

  it('shows where an error comes from only to those who look for it', () => {
    const { logger, lines } = makeLog('debug');
    logger.error({ error: new Error('lost') }, 'broken');
    logger.warn({ error: new Error('lost') }, 'expected');
    expect(lines[0]).toMatch(/ ERR broken error=lost stack=\["at .*console-log\.test.*"\]\n$/);
    expect(lines[1]).toBe(`${TIME} WRN expected error=lost\n`);
  });

  it('keeps dates, big numbers and numbers that are none', () => {
    const { logger, lines, clock } = makeLog();
    logger.info({ at: clock.now(), never: new Date(NaN), big: 2n ** 64n, none: NaN, far: Infinity }, 'odd');
    expect(lines).toEqual([
      `${TIME} INF odd at=${TIME} big=18446744073709551616 far=Infinity never=invalid none=NaN\n`,
    ]);
  });

  it('does not mistake fields for its own', () => {
    const { logger, lines } = makeLog();
    logger.error({ message: 'too large', level: 3, time: 5 }, 'error from Manager');
    expect(lines).toEqual([`${TIME} ERR error from Manager level=3 message="too large" time=5\n`]);
  });

  it('takes texts with percent signs as they are, and rings of objects too', () => {
    const { logger, lines } = makeLog();
    const ring: Record<string, unknown> = {};
    ring.self = ring;
    logger.info({ ring }, '100 %s done %%');
    expect(lines).toEqual([`${TIME} INF 100 %s done %% ring={"self":"[Circular]"}\n`]);
  });
});

describe('a log in JSON', () => {
  it('has the same names as the original, and the time in UTC', () => {
    const { logger, lines } = makeLog('info', 'json');
    logger.fatal({ error: new Error('no host') }, 'invalid manager URL');
    expect(lines).toEqual([
      `{"level":"fatal","error":"no host","time":"2026-04-13T12:03:22.500Z","message":"invalid manager URL"}\n`,
    ]);
  });

  it('keeps fields that are called as its own', () => {
    const { logger, lines } = makeLog('info', 'json');
    logger.info({ message: 'a', time: 1 }, 'b\nc');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { level: 'info', message_: 'a', time_: 1, time: START, message: 'b\nc' },
    ]);
  });
});

it('writes to each destination in its own form', () => {
  const written: string[] = [];
  const to = (format: LogDestination['format'], colour: boolean): LogDestination => {
    return { format, colour, write: (line) => void written.push(line) };
  };
  const clock = new FakeClock(START);
  createLogger({ level: 'info', clock, destinations: [to('text', true), to('text', false), to('json', true)] }).info(
    'hi',
  );
  expect(written).toEqual([
    '\u001b[90m2026-04-13T12:03:22Z\u001b[0m \u001b[32mINF\u001b[0m \u001b[1mhi\u001b[0m\n',
    '2026-04-13T12:03:22Z INF hi\n',
    `{"level":"info","time":"${START}","message":"hi"}\n`,
  ]);
});
