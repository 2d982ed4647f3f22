import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@flamenco/common';
import { UpdateQueue } from '../../src/updates/queue.js';
import { useFarm } from '../support/with-worker.js';

const TASK = '00000000-0000-4000-8000-000000000000';

describe('-flush (07 §13.8, D6.2)', () => {
  const farm = useFarm();

  /** Looks at the queue of the home, and may fill it. */
  function withQueue<T>(work: (queue: UpdateQueue) => T): T {
    const queue = new UpdateQueue(join(farm.home(), 'flamenco-worker.sqlite'), systemClock);
    try {
      return work(queue);
    } finally {
      queue.close();
    }
  }

  it('sends what waits, signs off and exits with 0, without taking part otherwise', async () => {
    const { workerId } = await farm.enroll();
    const task = farm.manager().addTask();
    Object.assign(task, { status: 'active', worker: workerId });
    withQueue((queue) => queue.append(task.uuid, { activity: 'Completed', taskStatus: 'completed' }));
    const worker = farm.start({ flush: true });
    expect(await worker.exitCode).toBe(0);
    expect(farm.manager().requests.map(({ operation }) => operation)).toEqual(['sign-on', 'update', 'sign-off']);
    expect(task.status).toBe('completed');
    expect(worker.lines).toContainEqual(expect.objectContaining({ msg: 'flushing upstream buffer', queueSize: 1 }));
    expect(worker.lines).toContainEqual(expect.objectContaining({ msg: 'upstream buffer flushed, shutting down' }));
  });

  it('drops what can never be accepted, and exits with 0', async () => {
    await farm.enroll();
    withQueue((queue) => queue.append(TASK, { log: 'of a task that is gone' }));
    expect(await farm.start({ flush: true }).exitCode).toBe(0);
    expect(withQueue((queue) => queue.size())).toBe(0);
  });

  it('has nothing to do when nothing waits', async () => {
    await farm.enroll();
    await farm.manager().disappear();
    expect(await farm.start({ flush: true }).exitCode).toBe(0);
    await farm.manager().appear();
  });

  it.each([
    ['is away', 'hang-up' as const],
    ['only ever fails', { status: 500, json: { code: 500, message: 'x' } }],
  ])('gives up after its time when the Manager %s, keeps what waits and exits with 1', async (_what, answer) => {
    await farm.enroll();
    withQueue((queue) => queue.append(TASK, { log: 'still here' }));
    farm.manager().rule('update', () => answer);
    const worker = farm.start({ flush: true, pace: { flushLimitMs: 100 } });
    expect(await worker.exitCode).toBe(1);
    expect(withQueue((queue) => queue.first())).toMatchObject({ update: { log: 'still here' } });
    expect(worker.lines).toContainEqual(expect.objectContaining({ queueSize: 1, level: 50 }));
  });

  it('gives up after its time when the Manager does not let it sign on', async () => {
    await farm.enroll();
    withQueue((queue) => queue.append(TASK, { log: 'still here' }));
    farm.manager().rule('sign-on', () => 'silence');
    expect(await farm.start({ flush: true, pace: { flushLimitMs: 100 } }).exitCode).toBe(1);
  });
});
