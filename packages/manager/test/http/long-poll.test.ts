import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { longestWaitMs } from '../../src/http/operations/longest-wait.js';
import { FarmServer } from './support/farm-server.js';
import type { Identity } from './support/farm-server.js';

let server: FarmServer;
let node7: Identity;

beforeEach(async () => {
  server = await FarmServer.start();
  node7 = await server.worker();
});
afterEach(() => server.stop());

const ask = (waitMs: number | string, signal?: AbortSignal) =>
  server.post('/worker/task', undefined, {
    ...{ as: node7, headers: { 'X-Flamenco-Wait': String(waitMs) } },
    ...(signal && { signal }),
  });

/** Resolves once so many requests are kept open. */
async function waiting(count: number): Promise<void> {
  while (server.farm.waiters.size !== count) await new Promise((resolve) => setImmediate(resolve));
}

describe('a Worker that is content to wait (D6.1)', () => {
  it('has its task as soon as there is one', async () => {
    const answer = ask(20_000);
    await waiting(1);
    await server.farm.storeJob({ tasks: [{ name: 'render' }] });
    expect(await answer).toMatchObject({ status: 200, body: { name: 'render' } });
  });

  it('is told to change its status as soon as somebody asks for it', async () => {
    const answer = ask(20_000);
    await waiting(1);
    await server.post(`/worker-mgt/workers/${node7.uuid}/setstatus`, { status: 'asleep', is_lazy: true });
    expect(await answer).toMatchObject({ status: 423, body: { status_requested: 'asleep' } });
  });

  it('learns that there was nothing when its time is over', async () => {
    const answer = ask(20_000);
    await waiting(1);
    await server.farm.clock.advance(20_000);
    expect((await answer).status).toBe(204);
  });

  it('gets no task any more once it went away', async () => {
    const departure = new AbortController();
    const answer = ask(20_000, departure.signal);
    await waiting(1);
    departure.abort();
    await expect(answer).rejects.toThrow(/abort/);
    await waiting(0);
    const job = await server.farm.storeJob({ tasks: [{ name: 'render' }] });
    expect(await server.farm.statuses(job)).toEqual({ render: 'queued' });
  });

  it('is answered before it would count as lost, however long it would wait', async () => {
    const answer = ask(3_600_000);
    await waiting(1);
    await server.farm.clock.advance(30_000);
    expect((await answer).status).toBe(204);
  });
});

describe('a Worker that does not say that it would wait', () => {
  it('is answered at once', async () => {
    expect((await ask(0)).status).toBe(204);
    expect((await server.post('/worker/task', undefined, { as: node7 })).status).toBe(204);
  });

  it('is refused with a time that is none', async () => {
    expect(await server.refusal(ask('a while'))).toEqual([
      400,
      'parameter "X-Flamenco-Wait" in header has an error: value must be an integer',
    ]);
    expect((await ask(-1)).status).toBe(400);
  });
});

it('a wait ends well before the time-out of Workers, which may be off', () => {
  expect(longestWaitMs({ workerTimeoutMs: 0 })).toBe(30_000);
  expect(longestWaitMs({ workerTimeoutMs: 60_000 })).toBe(30_000);
  expect(longestWaitMs({ workerTimeoutMs: 600_000 })).toBe(30_000);
  expect(longestWaitMs({ workerTimeoutMs: 15_000 })).toBe(7_500);
});
