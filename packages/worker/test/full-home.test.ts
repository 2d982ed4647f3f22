import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
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
    const home = smallHome();
    let makeRoom: (() => void) | undefined;
    const task = farm.manager().addTask(command('talk'), command('talk'));
    const worker = farm.start({
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

  it('does not start, and says which file it is about and what helps', async () => {
    fill(smallHome());
    const worker = farm.start();
    expect(await worker.exitCode).toBe(1);
    const told = fatalErrors(worker);
    expect(told).toEqual([expect.stringContaining(farm.home())]);
    expect(String(told[0])).toMatch(/make room|make it writable/);
    expect(farm.manager().requests).toEqual([]);
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
