import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RealFarm } from './support/farm.js';
import { askThrough, hasNginx, startNginx } from './support/nginx.js';
import type { Proxy, Sending } from './support/nginx.js';
import { killLeftovers } from './support/program.js';

jest.setTimeout(120_000);

/** Another address than the proxy's, as a client's is. */
const CLIENT = '127.0.0.2';
const SOMEWHERE_ELSE = '203.0.113.9';

// Debian's nginx; CI installs it (.ci/run).
(hasNginx ? describe : describe.skip)('behind nginx with the site of the documentation', () => {
  let farm: RealFarm;
  let proxy: Proxy;

  beforeEach(async () => {
    farm = await RealFarm.make();
    proxy = await startNginx(farm.folder, farm.port);
  });
  afterEach(async () => {
    await killLeftovers();
    await farm.remove();
  });

  const ask = (page: string, sending: Sending = {}) => askThrough(proxy, page, { from: CLIENT, ...sending });
  const json = { 'Content-Type': 'application/json' };
  const post = (page: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    ask(page, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });
  const nora = { name: 'nora', secret: 'x'.repeat(32), platform: 'linux', supported_task_types: ['misc', 'blender'] };
  const registered = async (headers = {}) => {
    const { text } = await post('api/v3/worker/register-worker', nora, headers);
    return JSON.parse(text) as { readonly uuid: string; readonly address: string };
  };

  it('a real Worker registers by TLS, waits for work and does it', async () => {
    await farm.startManager();
    const worker = farm.startWorkerAt(proxy.url, 'nora', { NODE_EXTRA_CA_CERTS: proxy.certificate });
    await farm.until(async () => ((await farm.workers())[0]?.status === 'awake' ? true : undefined), 'an awake Worker');
    const settings = { message: 'hello', sleep_duration_seconds: 0, sleep_repeats: 1 };
    const { id } = await farm.submit({ type: 'echo-sleep-test', settings });
    expect((await farm.untilStatus(id, 'completed', 'failed')).status).toBe('completed');
    expect(await worker.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('a waiting request is answered as soon as there is work, and uploads pass up to the limit of the Manager', async () => {
    await farm.startManager();
    const { uuid } = await registered();
    const as = { Authorization: `Basic ${btoa(`${uuid}:${nora.secret}`)}` };
    await post('api/v3/worker/sign-on', { ...nora, software_version: '4.0.0' }, as);
    await post('api/v3/worker/state-changed', { status: 'awake' }, as);
    const waiting = post('api/v3/worker/task', undefined, { ...as, 'X-Flamenco-Wait': '30000' });
    const idle = async () =>
      (await (await fetch(`${farm.url}metrics`)).text()).includes('flamenco_workers_waiting 1') ? true : undefined;
    await farm.until(idle, 'a waiting Worker');
    await farm.submit({
      type: 'echo-sleep-test',
      settings: { message: 'x', sleep_duration_seconds: 0, sleep_repeats: 1 },
    });
    const { status, text } = await waiting;
    expect(status).toBe(200);
    const task = JSON.parse(text) as { readonly uuid: string };
    const upload = (announced: number, size = announced) => {
      const body = Buffer.alloc(size);
      body.set([0xff, 0xd8, 0xff, 0xe0]);
      const headers = { ...as, 'Content-Type': 'image/jpeg', 'Content-Length': String(announced) };
      return ask(`api/v3/worker/task/${task.uuid}/output-produced`, { method: 'POST', headers, body });
    };
    expect((await upload(5 * 2 ** 20)).status).toBe(202);
    // The answer comes before all of it is sent; nginx's own page would not be JSON.
    const refused = await upload(26 * 2 ** 20, 1000);
    expect(JSON.parse(refused.text)).toMatchObject({ code: 413 });
  });

  it('the address of a client is the one that the proxy saw, whatever the client claims (D1.9)', async () => {
    await farm.startManager();
    const claims = { 'X-Forwarded-For': SOMEWHERE_ELSE, 'X-Real-IP': SOMEWHERE_ELSE };
    expect((await registered()).address).toBe(CLIENT);
    expect((await registered(claims)).address).toBe(CLIENT);
  });

  it('a proxy that is not in trusted_proxies is a client like any other (D1.9)', async () => {
    await farm.configure('trusted_proxies: [10.0.0.1]');
    await farm.startManager();
    expect((await registered({ 'X-Forwarded-For': SOMEWHERE_ELSE })).address).toBe('127.0.0.1');
  });

  it('the monitoring is there for the network, and pages are', async () => {
    await farm.startManager();
    expect((await ask('readyz')).status).toBe(200);
    expect((await ask('metrics')).status).toBe(403);
    expect((await ask('metrics', { from: '127.0.0.1' })).text).toContain('flamenco_info');
    expect((await ask('app/')).text).toContain('<html');
  });
});
