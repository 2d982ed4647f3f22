import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { removeJobDirectory } from './job-directories.js';
import { TaskLogFiles } from './task-logs.js';

describe('task logs', () => {
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

  it('tell size and place', async () => {
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

  it('go with their job, and the shared directory only when it is empty', async () => {
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
});
