import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { canMount, useStorages } from './support/storages.js';
import { command, useFarm, untilAborted } from './support/with-worker.js';

const ANNOUNCED = { 'X-Flamenco-Question': 'storage' };

describe('a Worker that is asked about a path', () => {
  const storages = useStorages();
  const farm = useFarm();
  let storage: string;
  /** Paths that somebody wants to know about, oldest first. */
  let questions: string[];
  beforeEach(async () => {
    storage = join(farm.directory(), 'storage');
    await mkdir(storage);
    questions = [];
    const manager = farm.manager();
    manager.extras = ['task-wait', 'storage-check'];
    manager.rule('question', () => {
      const path = questions.shift();
      return path === undefined ? { status: 204 } : { status: 200, json: { id: `check-of-${path}`, path } };
    });
    for (const operation of ['task', 'state', 'may-i-run'] as const) announce(operation);
  });

  /** Ordinary answers to that question, with the word that somebody asks while somebody does. */
  function announce(operation: 'task' | 'state' | 'may-i-run'): void {
    const manager = farm.manager();
    manager.decorate(operation, () => (questions.length > 0 ? ANNOUNCED : {}));
  }

  const answers = () =>
    farm
      .manager()
      .received('answer')
      .map(({ json, path }) => [decodeURIComponent(path.split('/').at(-1) ?? ''), json] as const);

  it('says so when it signs on', async () => {
    farm.start();
    await farm.manager().untilReceived('task');
    expect(farm.manager().received('sign-on')[0]?.json).toMatchObject({ can_check_storage: true });
  });

  it('looks at one after the other, tries to write, and leaves nothing there', async () => {
    await writeFile(join(storage, 'shot.blend'), 'BLENDER');
    questions = [storage, join(storage, 'gone')];
    const worker = farm.start();
    await farm.manager().untilReceived('answer', 2);
    expect(answers()).toEqual([
      [
        `check-of-${storage}`,
        {
          ...{ path: storage, kind: 'directory', can_read: true, can_write: true, is_empty: false, troubles: [] },
          ...{ user: expect.any(String), free_bytes: expect.any(Number), total_bytes: expect.any(Number) },
          ...{ owner: expect.any(Object), took_ms: expect.any(Number) },
        },
      ],
      [`check-of-${join(storage, 'gone')}`, expect.objectContaining({ kind: 'nothing', nearest: storage })],
    ]);
    expect(await readdir(storage)).toEqual(['shot.blend']);
    expect(await worker.stop()).toBe(0);
  });

  it('answers in the middle of a task, without disturbing it', async () => {
    let finish = () => undefined as void;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    farm.start({ commands: { render: (_listener, signal) => Promise.race([finished, untilAborted(signal)]) } });
    const task = farm.manager().addTask(command('render'));
    await farm.manager().untilReceived('may-i-run');
    questions = [storage];
    await farm.manager().untilReceived('answer');
    expect(task.status).toBe('active');
    finish();
    await farm.manager().until(() => task.status === 'completed');
    expect(farm.manager().updates(task.uuid).at(-1)).toMatchObject({ taskStatus: 'completed' });
  });

  it('answers in its sleep', async () => {
    farm.start();
    await farm.manager().untilReceived('task');
    farm.manager().requestStatus('asleep');
    await farm.manager().untilReceived('state');
    const asked = farm.manager().received('task').length;
    questions = [storage];
    await farm.manager().untilReceived('answer');
    expect(farm.manager().received('task')).toHaveLength(asked);
  });

  (canMount ? it : it.skip)('says why it cannot write', async () => {
    const there = storages.mount(join(farm.directory(), 'read-only'), 'size=1m');
    storages.makeReadOnly(there);
    questions = [there];
    farm.start();
    await farm.manager().untilReceived('answer');
    expect(answers()).toMatchObject([
      [
        `check-of-${there}`,
        {
          ...{ kind: 'directory', can_read: true, can_write: false, is_empty: true },
          troubles: [{ step: 'write', code: 'EROFS', message: 'read-only file system' }],
        },
      ],
    ]);
  });

  it('tells of a storage that hangs, and works on meanwhile', async () => {
    // Nobody answers within that time, however quick the storage is.
    farm.start({ pace: { storageLimitMs: 0 }, commands: { echo: () => undefined } });
    questions = [storage];
    const task = farm.manager().addTask(command('echo'));
    await farm.manager().untilReceived('answer');
    expect(answers()).toMatchObject([[`check-of-${storage}`, { kind: 'unknown', troubles: [{ code: 'late' }] }]]);
    await farm.manager().until(() => task.status === 'completed');
  });

  it('repeats an answer that did not arrive, and drops one that nobody wants', async () => {
    farm.manager().script('answer', 'hang-up', { status: 503 }, { status: 404, json: { code: 404, message: 'gone' } });
    questions = [storage];
    farm.start();
    await farm.manager().untilReceived('answer', 3);
    const asked = farm.manager().received('question').length;
    questions = [join(storage, 'other')];
    await farm.manager().untilReceived('answer', 4);
    expect(farm.manager().received('question').length).toBeGreaterThan(asked);
    expect(answers().map(([id]) => id)).toEqual([
      ...Array<string>(3).fill(`check-of-${storage}`),
      `check-of-${join(storage, 'other')}`,
    ]);
  });

  it('asks no Manager that did not announce at sign-on that it asks (contract 00 D6.11)', async () => {
    farm.manager().extras = undefined;
    questions = [storage];
    farm.start();
    await farm.manager().untilReceived('task', 3);
    expect(farm.manager().received('question')).toEqual([]);
  });

  it('ends in good order in the middle of a question', async () => {
    farm.manager().script('answer', 'silence');
    questions = [storage];
    const worker = farm.start();
    await farm.manager().untilReceived('answer');
    expect(await worker.stop()).toBe(0);
    expect(await readdir(storage)).toEqual([]);
  });
});
