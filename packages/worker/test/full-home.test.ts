import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { PACE } from '../src/pace.js';
import { canMount, fill, useStorages } from './support/storages.js';
import { command, useFarm } from './support/with-worker.js';
import type { RunningWorker } from './support/with-worker.js';

const NAMED = /the Worker's own directory \/.*\/home cannot be written: .*make room there.*goes on by itself/;

/** A promise, and what resolves it. */
function promised(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

/** More than fits into the log of a database. */
const LINES = Array.from({ length: 400 }, (_, index) => `line ${index} ${'x'.repeat(1_000)}`);

/** What it waits for. */
const told = ({ lines }: RunningWorker) =>
  lines.flatMap(({ msg, error }) => (msg.startsWith('waiting for room') ? [error] : []));

/** Why the Worker had to stop. */
const fatalErrors = ({ lines }: RunningWorker) => lines.flatMap(({ level, error }) => (level >= 60 ? [error] : []));

(canMount ? describe : describe.skip)('a Worker on whose own disk nothing fits any more (D6.2)', () => {
  const storages = useStorages();
  const farm = useFarm();

  /** A home on a disk of its own. */
  function smallHome(): string {
    farm.manager().extras = ['status-reason'];
    return storages.mount(farm.home(), 'size=600k');
  }

  const states = () =>
    farm
      .manager()
      .received('state-changed')
      .map(({ json }) => json?.['status']);
  const untilInState = (status: string) => farm.manager().until(() => states().at(-1) === status);

  it('takes no task, tells the Manager which directory it is about, and goes on by itself', async () => {
    const home = smallHome();
    const ran: string[] = [];
    const worker = farm.start({ commands: { quick: () => void ran.push('quick') } });
    await farm.manager().untilReceived('task');
    const makeRoom = fill(home);
    await untilInState('error');
    expect(farm.manager().received('state-changed').at(-1)?.json).toEqual({
      status: 'error',
      reason: expect.stringMatching(NAMED),
    });
    const tasks = [farm.manager().addTask(command('quick')), farm.manager().addTask(command('quick'))];
    const asked = farm.manager().received('task').length;
    makeRoom();
    await farm.manager().until(() => tasks.every(({ status }) => status === 'completed'));
    expect(states()).toEqual(['awake', 'error', 'awake']);
    expect(asked).toBeLessThan(farm.manager().received('task').length);
    expect(ran).toHaveLength(2);
    expect(await worker.stop()).toBe(0);
  });

  it('gives a task back that it got meanwhile, instead of failing one after the other', async () => {
    const home = smallHome();
    let makeRoom: (() => void) | undefined;
    const task = farm.manager().addTask(command('quick'));
    farm.manager().rule('task', ({ at }) => {
      if (at > 0) makeRoom ??= fill(home);
      return undefined;
    });
    farm.start({ commands: { quick: () => undefined } });
    await untilInState('error');
    expect(task.status).toBe('queued');
    expect(farm.manager().updates(task.uuid)).toEqual([]);
    makeRoom?.();
    await farm.manager().until(() => task.status === 'completed');
    const statuses = farm
      .manager()
      .updates(task.uuid)
      .flatMap(({ taskStatus }) => taskStatus ?? []);
    expect(statuses).toEqual(['active', 'completed']);
  });

  it('ends the task that runs, and nothing of its log is lost', async () => {
    // An answer that comes too late would have the text sent twice.
    const pace = { timeLimits: PACE.timeLimits };
    const home = smallHome();
    let makeRoom: (() => void) | undefined;
    const task = farm.manager().addTask(command('talk'), command('talk'));
    const worker = farm.start({
      pace,
      commands: {
        talk: (listener) => {
          makeRoom ??= fill(home);
          for (const line of LINES) listener.log(line);
        },
      },
    });
    await untilInState('error');
    expect(task.status).toBe('completed');
    expect(
      farm
        .manager()
        .updates(task.uuid)
        .flatMap(({ log }) => log ?? []),
    ).toEqual([...LINES, ...LINES]);
    makeRoom?.();
    await untilInState('awake');
    expect(await worker.stop()).toBe(0);
    expect(await readdir(home)).not.toContain('flamenco-worker-probe~');
  });

  it('keeps in memory what the Manager cannot take at the moment, and sends it when both are well again', async () => {
    const home = smallHome();
    const task = farm.manager().addTask(command('talk'));
    const { promise: said, resolve: hasSaid } = promised();
    farm.start({
      commands: {
        talk: async (listener) => {
          await farm.manager().disappear();
          const makeRoom = fill(home);
          for (const line of LINES) listener.log(line);
          makeRoom();
          hasSaid();
        },
      },
    });
    await said;
    await farm.manager().appear();
    await farm.manager().until(() => task.status === 'completed');
    const logged = farm
      .manager()
      .updates(task.uuid)
      .flatMap(({ log }) => log ?? []);
    expect(logged).toEqual(LINES);
  });

  it('signs off when it is stopped', async () => {
    const home = smallHome();
    const worker = farm.start();
    await farm.manager().untilReceived('task');
    fill(home);
    await untilInState('error');
    expect(await worker.stop()).toBe(0);
    expect(farm.manager().requests.at(-1)?.operation).toBe('sign-off');
  });

  it.each(['asleep', 'testing', 'awake'])('hears meanwhile that it shall be %s', async (status) => {
    const home = smallHome();
    farm.start();
    await farm.manager().untilReceived('task');
    const makeRoom = fill(home);
    await untilInState('error');
    await farm.manager().untilReceived('state', 2);
    farm.manager().requestStatus(status);
    await farm.manager().until(() => states().includes(status, 2));
    const seen = states().length;
    if (status !== 'asleep')
      await farm.manager().until(() =>
        states()
          .slice(seen - 1)
          .includes('error'),
      );
    makeRoom();
    if (status !== 'asleep') await untilInState('awake');
    expect(states().at(-1)).toBe(status === 'asleep' ? 'asleep' : 'awake');
  });

  it.each([
    ['offline', 0],
    ['restart', 47],
  ])('ends when it is asked to be %s', async (status, exitCode) => {
    const home = smallHome();
    const worker = farm.start({ restartExitCode: 47 });
    await farm.manager().untilReceived('task');
    fill(home);
    await untilInState('error');
    farm.manager().requestStatus(status);
    expect(await worker.exitCode).toBe(exitCode);
  });

  it('can be sent to sleep by its owner', async () => {
    const home = smallHome();
    const worker = farm.start();
    await farm.manager().untilReceived('task');
    fill(home);
    await untilInState('error');
    worker.program.sleep();
    await untilInState('asleep');
  });

  it('says again how it is to a Manager that has forgotten it', async () => {
    const home = smallHome();
    farm.start();
    await farm.manager().untilReceived('task');
    fill(home);
    await untilInState('error');
    farm.manager().script('state', { status: 403, json: { code: 403, message: 'who are you?' } });
    await farm.manager().untilReceived('sign-on', 2);
    await farm.manager().until(() => states().length >= 4);
    await untilInState('error');
  });

  it.each([0, 5, 9, 13])('starts as soon as there is room, when there are only %d pages at first', async (pages) => {
    const home = smallHome();
    const makeRoom = fill(home, pages);
    const worker = farm.start();
    await worker.untilLogged('waiting for room');
    expect(told(worker)).toEqual([
      expect.stringMatching(new RegExp(`${farm.home()}.*; make room on that disk, and the Worker goes on by itself`)),
    ]);
    expect(farm.manager().received('sign-on')).toEqual([]);
    makeRoom();
    await farm.manager().untilReceived('task');
    expect(farm.manager().workers.size).toBe(1);
    expect(await worker.stop()).toBe(0);
  });

  it('can be stopped while it waits for room to start', async () => {
    fill(smallHome());
    const worker = farm.start();
    await worker.untilLogged('waiting for room');
    expect(await worker.stop()).toBe(0);
    expect(farm.manager().requests).toEqual([]);
  });

  it('registers once, however long its credentials find no room', async () => {
    const home = smallHome();
    let makeRoom: (() => void) | undefined;
    farm.manager().rule('register', () => {
      makeRoom ??= fill(home);
      return undefined;
    });
    const worker = farm.start();
    await worker.untilLogged('waiting for room');
    makeRoom?.();
    await farm.manager().untilReceived('task');
    expect(farm.manager().received('register')).toHaveLength(1);
  });

  it('tries to send what waits, with -flush, and does not wait for room', async () => {
    fill(smallHome());
    const worker = farm.start({ flush: true });
    expect(await worker.exitCode).toBe(1);
    expect(fatalErrors(worker)).toEqual([expect.stringContaining(farm.home())]);
  });
});

describe('a Worker whose queue of updates is damaged while it works', () => {
  const farm = useFarm();

  it('stops with a sign-off, and says which file to move away', async () => {
    farm.manager().addTask(command('damage'));
    const damage = () => {
      const other = new Database(join(farm.home(), 'flamenco-worker.sqlite'));
      other.exec('DROP TABLE task_updates');
      other.close();
    };
    const worker = farm.start({ commands: { damage } });
    expect(await worker.exitCode).toBe(1);
    expect(farm.manager().requests.at(-1)?.operation).toBe('sign-off');
    expect(fatalErrors(worker)).toEqual([
      expect.stringMatching(/flamenco-worker\.sqlite: no such table: task_updates; move the file away/),
    ]);
  });
});
