import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { removeJobDirectory } from './job-directories.js';
import { TaskLogFiles } from './task-logs.js';

describe('task logs (contract 02 §10.1, 11 §10.1)', () => {
  const key = { jobUuid: 'abcd1234-0000-4000-8000-000000000000', taskUuid: 'task' };
  let root: string;
  let logs: TaskLogFiles;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'task-logs-'));
    logs = new TaskLogFiles(root);
  });
  afterEach(() => {
    logs.close();
    rmSync(root, { recursive: true });
  });
  const content = () => readFileSync(path.join(root, 'job-abcd', key.jobUuid, 'task-task.txt'), 'utf8');

  it('end every chunk with a newline', () => {
    logs.append(key, 'one');
    logs.append(key, 'two\n');
    expect(content()).toBe('one\ntwo\n');
  });

  it('do not exist before something is written', async () => {
    logs.append(key, '');
    expect(await logs.info(key)).toBeUndefined();
    expect(await logs.tail(key)).toBeUndefined();
  });

  it('tell size and place (contract 11 §10)', async () => {
    logs.append(key, 'é');
    expect(await logs.info(key)).toEqual({ sizeBytes: 3, url: `/job-files/job-abcd/${key.jobUuid}/task-task.txt` });
  });

  it('show the last 2048 bytes from a line start', async () => {
    const line = `${'x'.repeat(99)}\n`;
    logs.append(key, line.repeat(30));
    expect(await logs.tail(key)).toBe(line.repeat(20));
  });

  it('show a log of exactly 2048 bytes whole', async () => {
    const text = `${'y'.repeat(2047)}\n`;
    logs.append(key, text);
    expect(await logs.tail(key)).toBe(text);
  });

  it('never start inside a character', async () => {
    logs.append(key, 'é'.repeat(3000));
    expect(await logs.tail(key)).toMatch(/^é+\n$/);
  });

  it('go on when more tasks write than files may be open', () => {
    const many = Array.from({ length: 300 }, (_, index) => ({ ...key, taskUuid: `t${index}` }));
    for (const one of many) logs.append(one, 'first');
    for (const one of many) logs.append(one, 'second');
    for (const one of many)
      expect(readFileSync(path.join(root, 'job-abcd', key.jobUuid, `task-${one.taskUuid}.txt`), 'utf8')).toBe(
        'first\nsecond\n',
      );
  });

  it('go with their job, and the shared directory only when it is empty (contract 11 §10.3)', async () => {
    const other = { ...key, jobUuid: 'abcd9999-0000-4000-8000-000000000000' };
    logs.append(key, 'mine');
    logs.append(other, 'other');
    logs.forgetJob(key.jobUuid);
    await removeJobDirectory(root, key.jobUuid);
    expect(await logs.info(key)).toBeUndefined();
    expect(await logs.tail(other)).toBe('other\n');
    logs.forgetJob(other.jobUuid);
    await removeJobDirectory(root, other.jobUuid);
    await removeJobDirectory(root, other.jobUuid);
  });

  // The kernel's own full disk.
  (existsSync('/dev/full') ? describe : describe.skip)('on a full disk', () => {
    const told: string[] = [];
    const fill = () => {
      mkdirSync(path.join(root, 'job-abcd', key.jobUuid), { recursive: true });
      symlinkSync('/dev/full', file());
    };
    const file = () => path.join(root, 'job-abcd', key.jobUuid, 'task-task.txt');
    beforeEach(() => {
      told.length = 0;
      logs = new TaskLogFiles(root, {
        held: (error) => told.push(`held: ${(error as NodeJS.ErrnoException).code}`),
        written: () => told.push('written'),
        lost: (bytes) => told.push(`lost ${bytes}`),
      });
      fill();
    });

    it('wait for room, which is told once, and are complete and in order then', async () => {
      logs.append(key, 'one');
      logs.append(key, 'two');
      logs.append({ ...key, taskUuid: 'other' }, 'of another');
      expect(await logs.tail(key)).toBeUndefined();
      expect(told).toEqual(['held: ENOSPC']);
      rmSync(file());
      expect(await logs.tail(key)).toBe('one\ntwo\n');
      expect(await logs.tail({ ...key, taskUuid: 'other' })).toBe('of another\n');
      expect(told).toEqual(['held: ENOSPC', 'written']);
      logs.append(key, 'three');
      expect(content()).toBe('one\ntwo\nthree\n');
    });

    it('that never gets room are lost when the Manager ends, which it says', () => {
      logs.append(key, 'one');
      logs.close();
      expect(told).toEqual(['held: ENOSPC', 'lost 4']);
    });

    it('of a job that is deleted are forgotten', () => {
      logs.append(key, 'one');
      logs.forgetJob(key.jobUuid);
      logs.close();
      expect(told).toEqual(['held: ENOSPC', 'written']);
    });

    it('do not fill the memory', () => {
      const much = 'x'.repeat(2 ** 24);
      for (let count = 0; count < 3; count += 1) logs.append(key, much);
      expect(() => logs.append(key, much)).toThrow('ENOSPC');
      rmSync(file());
      logs.close();
      expect(content()).toHaveLength(3 * (2 ** 24 + 1));
    });

    it('with another trouble are refused, and do not keep others waiting', () => {
      rmSync(file());
      mkdirSync(file());
      expect(() => logs.append(key, 'one')).toThrow('EISDIR');
      logs.append({ ...key, taskUuid: 'other' }, 'of another');
      expect(told).toEqual([]);
    });
  });
});
