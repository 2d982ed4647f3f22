import { expect, it, jest } from '@jest/globals';
import { eachTimeAFarm } from './support/farm.js';
import type { RealFarm } from './support/farm.js';

jest.setTimeout(60_000);

let farm: RealFarm;

eachTimeAFarm((made) => (farm = made));

/** Waits until the only Worker of the farm has this status; gives its id. */
async function untilWorkerIs(status: string): Promise<string> {
  const search = async () => (await farm.workers()).find((worker) => worker.status === status)?.id;
  return await farm.until(search, `a Worker that is ${status}`);
}

it('the Manager shows who put a Worker to sleep, and who woke it', async () => {
  await farm.startManager();
  const worker = farm.startWorker('node7');
  const id = await untilWorkerIs('awake');
  worker.child.kill('SIGUSR1');
  await untilWorkerIs('asleep');
  worker.child.kill('SIGUSR2');
  await untilWorkerIs('awake');
  const path = { worker_id: id };
  const body = { status: 'asleep', is_lazy: true } as const;
  await farm.client.POST('/api/v3/worker-mgt/workers/{worker_id}/setstatus', { params: { path }, body });
  await untilWorkerIs('asleep');
  expect((await worker.kill('SIGTERM')).code).toBe(0);
  const { data } = await farm.client.GET('/api/v3/worker-mgt/workers/{worker_id}/status-history', { params: { path } });
  expect(data?.statuses.map(({ status, reason }) => [status, reason])).toEqual([
    ['offline', 'worker registered'],
    ['starting', undefined],
    ['awake', undefined],
    ['asleep', 'sent to sleep on its own machine (SIGUSR1)'],
    ['awake', 'woken up on its own machine (SIGUSR2)'],
    ['asleep', 'asked for through the Manager, from 127.0.0.1'],
    ['offline', undefined],
  ]);
});
