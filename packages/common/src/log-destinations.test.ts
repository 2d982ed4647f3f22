import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { logFile, wantsColour } from './log-destinations.js';

/** Only Linux has a device that is always full. */
const onLinux = process.platform === 'linux' ? it : it.skip;

describe('a log file', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'flamenco-log-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('has each line as soon as it is logged, after what it had before', async () => {
    const path = join(directory, 'logs', 'manager.log');
    const failures: Error[] = [];
    logFile(path, 'text', (error) => failures.push(error)).write('one\n');
    expect(await readFile(path, 'utf8')).toBe('one\n');
    logFile(path, 'text', (error) => failures.push(error)).write('two\n');
    expect(await readFile(path, 'utf8')).toBe('one\ntwo\n');
    expect(failures).toEqual([]);
  });

  it('that cannot be opened is refused at once', () => {
    expect(() => logFile(directory, 'text', () => undefined)).toThrow(/EISDIR/);
  });

  onLinux('on a full disk says so once, and the program goes on', () => {
    const failures: Error[] = [];
    const full = logFile('/dev/full', 'text', (error) => failures.push(error));
    full.write('one\n');
    full.write('two\n');
    expect(failures.map((error) => error.message)).toEqual([expect.stringContaining('ENOSPC')]);
  });
});

it('only terminals are coloured, and none for those who do not want it', () => {
  expect(wantsColour(true, {})).toBe(true);
  expect(wantsColour(true, { NO_COLOR: '' })).toBe(true);
  expect(wantsColour(true, { NO_COLOR: '1' })).toBe(false);
  expect(wantsColour(false, {})).toBe(false);
});
