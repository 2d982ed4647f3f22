import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { systemClock } from '@flamenco/common';
import { UpdateQueue } from '../../src/updates/queue.js';
import { command, untilAborted, useFarm } from '../support/with-worker.js';

const STARTED = { activity: 'Started', taskStatus: 'active' };
const COMPLETED = { activity: 'Completed', taskStatus: 'completed' };

describe('updates', () => {
  const farm = useFarm();
  const queueFile = () => join(farm.home(), 'flamenco-worker.sqlite');

  /** What still waits in the home of a Worker that has ended. */
  function waiting(): unknown[] {
    const database = new Database(queueFile(), { readonly: true });
    const rows = database.prepare('SELECT payload FROM task_updates ORDER BY id').pluck().all();
    database.close();
    return rows.map((payload) => JSON.parse(String(payload)));
  }

  it.each([
    ['500', { status: 500, json: { code: 500, message: 'x' } }],
    ['503', { status: 503, json: { code: 503, message: 'busy' } }],
    ['429', { status: 429 }],
    ['408', { status: 408 }],
    ['a page with 200', { status: 200, text: '<html>' }],
    ['a 204 that is none', { status: 202 }],
    ['broken JSON', { status: 500, text: '{', headers: { 'Content-Type': 'application/json' } }],
    ['no answer', 'hang-up' as const],
  ])(
    'are repeated after %s, in their order, before the next task is asked for (07 §13.3, D6.2)',
    async (_what, answer) => {
      const task = farm.manager().addTask(command('chat'));
      farm.manager().script('update', answer, answer);
      farm.start({ commands: { chat: (listener) => listener.log('hello') } });
      await farm.manager().until(() => task.status === 'completed');
      await farm.manager().untilReceived('task', 2);
      expect(farm.manager().updates(task.uuid)).toEqual([
        STARTED,
        STARTED,
        STARTED,
        { log: 'hello' },
        { activity: 'Progress', steps_completed: 1 },
        COMPLETED,
      ]);
      const operations = farm.manager().requests.map(({ operation }) => operation);
      expect(operations.lastIndexOf('update')).toBeLessThan(operations.lastIndexOf('task'));
    },
  );

  it.each([400, 413, 422])(
    'of the running task that get %d are dropped, and the task goes on (07 §15.6, D6.2)',
    async (status) => {
      const task = farm.manager().addTask(command('chat'));
      farm.manager().rule('update', ({ json }) => (json?.['log'] === 'odd' ? { status } : undefined));
      const worker = farm.start({ commands: { chat: (listener) => listener.log('odd') } });
      await farm.manager().until(() => task.status === 'completed');
      expect(worker.lines).toContainEqual(expect.objectContaining({ statusCode: status, level: 40 }));
    },
  );

  it.each([404, 409])(
    'that get %d stop the running task, and nothing more is said about it (07 §15.6, D6.2)',
    async (status) => {
      const task = farm.manager().addTask(command('endless'), command('never'));
      let ended = false;
      farm
        .manager()
        .rule('update', ({ json }) =>
          json?.['log'] === undefined ? undefined : { status, json: { code: status, message: 'not yours' } },
        );
      farm.start({
        commands: {
          endless: async (listener, signal) => {
            listener.log('first');
            listener.logLine('collected');
            listener.stepsCompleted();
            await untilAborted(signal).finally(() => (ended = true));
          },
        },
      });
      await farm.manager().untilReceived('update', 2);
      task.status = 'canceled';
      const asked = farm.manager().received('task').length;
      await farm.manager().untilReceived('task', asked + 2);
      expect(ended).toBe(true);
      expect(farm.manager().updates(task.uuid)).toEqual([STARTED, { log: 'first' }]);
    },
  );

  it('of a task that was taken away do not become a failure when its program fails at the same time', async () => {
    const task = farm.manager().addTask(command('dying'));
    farm.manager().rule('update', () => ({ status: 409, json: { code: 409, message: 'not yours' } }));
    farm.start({ commands: { dying: (_listener, signal) => untilAborted(signal) } });
    await farm.manager().untilReceived('task', 3);
    expect(
      new Set(
        farm
          .manager()
          .updates(task.uuid)
          .map(({ taskStatus }) => taskStatus),
      ),
    ).toEqual(new Set(['active']));
  });

  it('wait while the Manager is away, and the task goes on (07 §13.6)', async () => {
    const task = farm.manager().addTask(command('long'));
    const worker = farm.start({
      commands: {
        long: async (listener) => {
          await farm.manager().disappear();
          listener.log('alone');
        },
      },
    });
    await farm.manager().untilReceived('task');
    await untilLogged(worker.lines, 'error communicating with Manager, will send queued task updates later');
    await farm.manager().appear();
    await farm.manager().until(() => task.status === 'completed');
    const operations = farm.manager().requests.map(({ operation }) => operation);
    expect(operations.filter((operation) => operation === 'task')).toHaveLength(1);
  });

  it('of a former run are sent before a task is asked for (07 §13.5, D6.2)', async () => {
    const { workerId } = await farm.enroll();
    const task = farm.manager().addTask();
    task.status = 'active';
    task.worker = workerId;
    const queue = new UpdateQueue(queueFile(), systemClock);
    queue.append(task.uuid, { log: 'the last words' });
    queue.append(task.uuid, COMPLETED as never);
    queue.close();
    farm.start();
    await farm.manager().untilReceived('task');
    expect(task.status).toBe('completed');
    expect(farm.manager().updates(task.uuid)).toEqual([{ log: 'the last words' }, COMPLETED]);
  });

  it('of a former run are judged one by one (contract 11 §9)', async () => {
    await farm.enroll();
    const mine = farm.manager().addTask();
    mine.status = 'active';
    mine.worker = '6b0b2a3f-1111-4444-8888-000000000000';
    const queue = new UpdateQueue(queueFile(), systemClock);
    queue.append('00000000-0000-4000-8000-000000000000', { log: 'of a deleted task' });
    queue.append(mine.uuid, { log: 'refused' });
    queue.append(mine.uuid, COMPLETED as never);
    queue.close();
    farm.manager().rule('update', ({ json }) => (json?.['log'] === 'refused' ? { status: 409 } : undefined));
    farm.start();
    await farm.manager().untilReceived('task');
    expect(mine.status).toBe('completed');
  });

  it('carry on under a new identity, where the Manager decides (07 §13.7)', async () => {
    const task = farm.manager().addTask(command('long'));
    const worker = farm.start({
      commands: {
        long: async (listener, signal) => {
          await farm.manager().untilReceived('update');
          farm.manager().workers.clear();
          listener.log('as a stranger');
          await untilAborted(signal);
        },
      },
    });
    await farm.manager().untilReceived('register', 2);
    // May-i-run or the log text is refused first; either way the text is sent under the new identity.
    await farm.manager().until(() => farm.manager().updates(task.uuid).length >= 2);
    // The answer to the text and the one to may-i-run come at the same time, and both stop the task.
    await untilLogged(
      worker.lines,
      'task was taken away from this Worker, stopping it',
      'task aborted by request of Manager',
    );
  });

  it('stop growing when the log of a task gets too long, but status and steps go on', async () => {
    const task = farm.manager().addTask(command('flood', 1));
    farm.start({
      pace: { logLimitBytes: 1000 },
      commands: {
        flood: (listener) => {
          for (let line = 0; line < 100; line += 1) listener.log('x'.repeat(100));
          listener.stepsCompleted();
          throw new Error('too chatty');
        },
      },
    });
    await farm.manager().until(() => task.status === 'failed');
    const updates = farm.manager().updates(task.uuid);
    const log = updates.flatMap((update) => ('log' in update ? [String(update['log'])] : []));
    expect(log).toHaveLength(11);
    expect(log.at(-1)).toMatch(/leaves out the rest/);
    expect(updates.slice(-2)).toEqual([
      { activity: 'Progress', steps_completed: 1 },
      { activity: 'Failed: too chatty', taskStatus: 'failed' },
    ]);
  });

  it('are collected into chunks by size, and by time while the program is silent (07 §15.7, D6.4)', async () => {
    const task = farm.manager().addTask(command('chat'));
    farm.start({
      pace: { chunks: { bytes: 25, ms: 30 } },
      commands: {
        chat: async (listener) => {
          for (const line of ['one', 'two', 'a line that is long enough', 'silence']) listener.logLine(line);
          await farm.manager().until(() => farm.manager().updates(task.uuid).length === 3);
        },
      },
    });
    await farm.manager().until(() => task.status === 'completed');
    expect(farm.manager().updates(task.uuid).slice(1, 3)).toEqual([
      { log: 'one\ntwo\na line that is long enough\n' },
      { log: 'silence\n' },
    ]);
  });

  it('that cannot be sent at the end stay for the next run', async () => {
    const task = farm.manager().addTask(command('long'));
    const worker = farm.start({
      commands: {
        long: async (listener) => {
          await farm.manager().untilReceived('update');
          await farm.manager().disappear();
          listener.log('unheard');
        },
      },
    });
    await farm.manager().untilReceived('update');
    await untilLogged(worker.lines, 'error communicating with Manager, will send queued task updates later');
    expect(await worker.stop()).toBe(0);
    expect(waiting()).toEqual([{ log: 'unheard' }, { activity: 'Progress', steps_completed: 1 }, COMPLETED]);
    await farm.manager().appear();
    farm.start();
    await farm.manager().until(() => task.status === 'completed' || task.status === 'queued');
  });
});

/** Resolves when one of these lines has been logged. */
async function untilLogged(lines: readonly { msg: string }[], ...messages: string[]): Promise<void> {
  while (!lines.some(({ msg }) => messages.includes(msg))) await systemClock.wait(2);
}
