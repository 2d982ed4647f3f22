import { afterEach, describe, expect, it } from '@jest/globals';
import { startBareServer } from './support/bare-server.js';
import type { BareServer } from './support/bare-server.js';

let server: BareServer;

afterEach(() => server.stop());

const ask = (path: string, signal?: AbortSignal) =>
  fetch(`${server.url}/debug/pprof/${path}`, { signal: signal ?? null });

describe('the profiler (-pprof)', () => {
  it('is not there without the flag', async () => {
    server = await startBareServer();
    for (const path of ['', 'profile', 'heap']) expect((await ask(path)).status).toBe(404);
  });

  it('records where the Manager spends its time', async () => {
    server = await startBareServer({}, { hasProfiler: true });
    const answer = await ask('profile?seconds=1');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=flamenco-manager.cpuprofile');
    const profile = (await answer.json()) as { nodes: unknown[]; startTime: number; endTime: number };
    expect(profile.nodes.length).toBeGreaterThan(1);
    expect(profile.endTime - profile.startTime).toBeGreaterThan(900_000);
  });

  it('explains itself', async () => {
    server = await startBareServer({}, { hasProfiler: true });
    expect(await (await ask('')).text()).toContain('profile?seconds=30');
  });

  it('makes one recording at a time, and is free again when its client goes away', async () => {
    server = await startBareServer({}, { hasProfiler: true });
    const leaving = new AbortController();
    const first = ask('profile?seconds=300', leaving.signal).catch(() => 'gone');
    const second = async (): Promise<Response> => {
      const answer = await ask('profile?seconds=1');
      return answer.status === 409 ? answer : await second();
    };
    expect(await (await second()).json()).toMatchObject({ code: 409, message: expect.stringMatching(/already/) });
    leaving.abort();
    expect(await first).toBe('gone');
    const third = async (): Promise<Response> => {
      const answer = await ask('profile?seconds=1');
      return answer.status === 200 ? answer : await third();
    };
    expect((await third()).status).toBe(200);
  });

  it.each(['seconds=0', 'seconds=-1', 'seconds=301', 'seconds=soon', 'seconds=1&seconds=2'])(
    'refuses %s',
    async (query) => {
      server = await startBareServer({}, { hasProfiler: true });
      const answer = await ask(`profile?${query}`);
      expect([answer.status, await answer.json()]).toEqual([
        400,
        { code: 400, message: expect.stringMatching(/1 to 300/) },
      ]);
    },
  );
});
