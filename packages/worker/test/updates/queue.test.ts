import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { QueueFileError } from '../../src/updates/queue-file.js';
import { UpdateQueue, encodeUpdate, goTime } from '../../src/updates/queue.js';
import { useDirectory } from '../support/directory.js';

const clock = { now: () => new Date('2026-01-02T03:04:05.600Z'), wait: () => Promise.resolve() };

describe('the queue of updates (07 §13.4)', () => {
  const directory = useDirectory();
  const file = () => join(directory(), 'flamenco-worker.sqlite');
  const open = () => new UpdateQueue(file(), clock as never);

  it('gives updates back in the order in which they came', () => {
    const queue = open();
    queue.append('t1', { activity: 'Started', taskStatus: 'active' });
    queue.append('t2', { log: 'line\n' });
    const first = queue.first();
    expect(first).toMatchObject({ taskId: 't1', update: { activity: 'Started', taskStatus: 'active' } });
    queue.remove(first?.id ?? 0);
    expect(queue.first()).toMatchObject({ taskId: 't2', update: { log: 'line\n' } });
    expect(queue.size()).toBe(1);
    queue.close();
  });

  it('survives the end of the process that filled it', () => {
    const queue = open();
    queue.append('t1', { steps_completed: 3 });
    queue.close();
    const again = open();
    expect(again.first()).toMatchObject({ taskId: 't1', update: { steps_completed: 3 } });
    again.close();
  });

  it('forgets a task, and only that', () => {
    const queue = open();
    for (const task of ['t1', 't2', 't1']) queue.append(task, { log: 'x' });
    expect(queue.removeTask('t1')).toBe(2);
    expect(queue.first()).toMatchObject({ taskId: 't2' });
    queue.close();
  });

  it('has the form that the original reads (contract 11 §9)', () => {
    const queue = open();
    queue.append('t1', { taskStatus: 'active', activity: 'Started' });
    queue.close();
    const raw = new Database(file(), { readonly: true });
    expect(raw.prepare('SELECT * FROM task_updates').all()).toEqual([
      {
        id: 1,
        created_at: '2026-01-02 03:04:05.6 +0000 UTC',
        task_id: 't1',
        payload: Buffer.from('{"activity":"Started","taskStatus":"active"}'),
      },
    ]);
    expect(raw.prepare('SELECT version_id, is_applied FROM goose_db_version ORDER BY id').all()).toEqual(
      [0, 1, 2].map((version_id) => ({ version_id, is_applied: 1 })),
    );
    expect(raw.pragma('journal_mode', { simple: true })).toBe('wal');
    raw.close();
  });

  it('takes over a file from before versions were recorded, with what waits in it', () => {
    const raw = new Database(file());
    raw.exec(
      'CREATE TABLE task_updates (id integer, created_at datetime, task_id varchar(36), payload BLOB, PRIMARY KEY (id))',
    );
    raw.prepare('INSERT INTO task_updates VALUES (7, NULL, ?, ?)').run('old', Buffer.from('{"log":"x"}'));
    raw.close();
    const queue = open();
    expect(queue.first()).toEqual({ id: 7, taskId: 'old', update: { log: 'x' } });
    queue.append('new', { log: 'y' });
    expect(queue.size()).toBe(2);
    queue.close();
    open().close();
  });

  it('refuses the file of a newer program', () => {
    open().close();
    const raw = new Database(file());
    raw.exec('INSERT INTO goose_db_version (version_id, is_applied) VALUES (3, 1)');
    raw.close();
    expect(open).toThrow(/version 3/);
  });

  it('refuses what is no database', async () => {
    await writeFile(
      file(),
      'this is a text file, and a long one so that nobody takes it for an empty database'.repeat(20),
    );
    expect(open).toThrow(QueueFileError);
  });

  it('gives a payload that is no update as such', () => {
    open().close();
    const raw = new Database(file());
    const insert = raw.prepare("INSERT INTO task_updates (created_at, task_id, payload) VALUES ('x', 't', ?)");
    for (const payload of ['{"log":', '[1]', null]) insert.run(payload);
    raw.close();
    const queue = open();
    for (let left = 3; left > 0; left -= 1) {
      const first = queue.first();
      expect(first).toMatchObject({ taskId: 't', update: undefined });
      queue.remove(first?.id ?? 0);
    }
    expect(queue.first()).toBeUndefined();
    queue.close();
  });
});

describe('the body of an update (07 §13.1)', () => {
  it("has the original's order of keys, and only those that are set", () => {
    const update = { taskStatus: 'failed', steps_completed: 2, log: 'l', activity: 'a' } as const;
    expect(encodeUpdate(update)).toBe('{"activity":"a","log":"l","steps_completed":2,"taskStatus":"failed"}');
    expect(encodeUpdate({ log: '' })).toBe('{"log":""}');
  });

  it('has no half characters', () => {
    expect(encodeUpdate({ log: 'a\uD83Db' })).toBe('{"log":"a\uFFFDb"}');
  });
});

describe('a time in the queue', () => {
  it.each([
    ['2026-01-01T00:00:00.000Z', '2026-01-01 00:00:00 +0000 UTC'],
    ['2026-01-01T00:00:10.100Z', '2026-01-01 00:00:10.1 +0000 UTC'],
    ['2026-01-01T00:00:10.123Z', '2026-01-01 00:00:10.123 +0000 UTC'],
  ])('%s is written as %s', (iso, text) => {
    expect(goTime(new Date(iso))).toBe(text);
  });
});
