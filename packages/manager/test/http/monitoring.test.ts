import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { METRICS } from '../../src/monitoring/metric-table.js';
import type { MetricDescription } from '../../src/monitoring/metric-table.js';
import { FarmServer } from './support/farm-server.js';
import type { Identity } from './support/farm-server.js';
import { canParseMetrics, parseMetrics, valueOf } from './support/metrics.js';
import type { Scraped } from './support/metrics.js';
import { ECHO_JOB } from './support/submissions.js';

const DASHBOARD = fileURLToPath(new URL('../../../../docs/monitoring/grafana-dashboard.json', import.meta.url));

let folder: string;
let server: FarmServer;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flamenco-monitoring-'));
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const ask = (page: string, init?: RequestInit) => fetch(`${server.url}${page}`, init);

describe('/healthz and /readyz', () => {
  const own = () => ({ path: path.join(folder, 'own'), isMade: true });
  const shared = () => ({ path: path.join(folder, 'shared'), isMade: false });
  const ready = async () => {
    const response = await ask('/readyz');
    return [response.status, await response.json()];
  };

  it('a Manager whose database answers and whose storage is writable is alive and ready', async () => {
    server = await FarmServer.start({ directories: [own()] });
    const alive = await ask('/healthz');
    expect([alive.status, await alive.json()]).toEqual([200, { status: 'alive' }]);
    expect(alive.headers.get('cache-control')).toBe('no-store');
    expect(await ready()).toEqual([200, { status: 'ready' }]);
  });

  it('a storage that is not there makes it unready, with the reason, until it is back', async () => {
    server = await FarmServer.start({ directories: [own(), shared()] });
    const reason = `${shared().path} cannot be written: ENOENT`;
    expect(await ready()).toEqual([503, { code: 503, message: expect.stringContaining(reason) }]);
    expect((await ask('/healthz')).status).toBe(200);
    // A file in the place of the directory is no storage either.
    await writeFile(shared().path, '');
    expect(await ready()).toEqual([503, { code: 503, message: expect.stringContaining('ENOTDIR') }]);
    await rm(shared().path);
    await mkdir(shared().path);
    expect(await ready()).toEqual([200, { status: 'ready' }]);
    expect(await readdir(shared().path)).toEqual([]);
  });

  it('a database that is broken makes it unready, but metrics and the process go on', async () => {
    const broken = () => Promise.reject(new Error('disk I/O error'));
    server = await FarmServer.start({
      ports: (farm) => ({ db: Object.assign(Object.create(farm.db), { read: broken }) }),
    });
    expect(await ready()).toEqual([503, { code: 503, message: 'the database cannot be used: disk I/O error' }]);
    expect((await ask('/healthz')).status).toBe(200);
    const text = await (await ask('/metrics')).text();
    expect(text).toContain('\nflamenco_scrape_failures_total 1\n');
    expect(text).not.toMatch(/^flamenco_jobs\{/m);
  });

  it('answers other methods with what is allowed, and asks for no credentials', async () => {
    server = await FarmServer.start();
    for (const page of ['/healthz', '/readyz', '/metrics']) {
      const refused = await ask(page, { method: 'POST' });
      expect([page, refused.status, refused.headers.get('allow')]).toEqual([page, 405, expect.stringContaining('GET')]);
    }
  });
});

// CI installs the parser (.ci/run); without it there is nothing that could tell whether a scrape is well-formed.
(canParseMetrics() ? describe : describe.skip)('/metrics', () => {
  const scrape = async (): Promise<Scraped> => {
    const response = await ask('/metrics');
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    return parseMetrics(await response.text());
  };
  const fetchTask = async (as: Identity, waitMs = 0) => {
    const headers = { ...(waitMs > 0 && { 'X-Flamenco-Wait': String(waitMs) }) };
    return (await server.post('/worker/task', undefined, { as, headers })).body as { uuid: string };
  };

  it('tells what a farm has and does', async () => {
    server = await FarmServer.start();
    const nora = await server.worker('nora', ['misc', 'blender']);
    await server.worker('otto', ['misc']);
    await server.post('/jobs', ECHO_JOB);
    await server.farm.clock.advance(90_000);
    const before = await scrape();
    expect(valueOf(before, 'flamenco_info', { version: '4.0.0-dev' })).toBe(1);
    expect(valueOf(before, 'flamenco_jobs', { status: 'queued' })).toBe(1);
    expect(valueOf(before, 'flamenco_tasks', { status: 'queued' })).toBe(2);
    // The second task waits for the first.
    expect(valueOf(before, 'flamenco_tasks_runnable', { task_type: 'misc' })).toBe(1);
    expect(valueOf(before, 'flamenco_workers', { status: 'awake' })).toBe(2);

    const { uuid } = await fetchTask(nora);
    await server.post(`/worker/task/${uuid}`, { taskStatus: 'completed' }, { as: nora });
    const after = await scrape();
    expect(valueOf(after, 'flamenco_jobs', { status: 'queued' })).toBeUndefined();
    expect(valueOf(after, 'flamenco_jobs', { status: 'active' })).toBe(1);
    expect(valueOf(after, 'flamenco_tasks', { status: 'completed' })).toBe(1);
    expect(valueOf(after, 'flamenco_job_changes_total', { status: 'active' })).toBe(1);
    expect(valueOf(after, 'flamenco_task_changes_total', { status: 'completed' })).toBe(1);
    expect(valueOf(after, 'flamenco_scheduling_duration_seconds_count')).toBe(1);
    expect(valueOf(after, 'flamenco_task_queue_wait_seconds_sum')).toBe(90);
    expect(valueOf(after, 'flamenco_event_lag_seconds_count')).toBeGreaterThan(0);
    const writes = { kind: 'write' };
    expect(valueOf(after, 'flamenco_database_transaction_duration_seconds_count', writes)).toBeGreaterThan(5);
    expect(valueOf(after, 'flamenco_http_requests_total', { operation: 'taskUpdate', code: '204' })).toBe(1);
    const updates = { operation: 'taskUpdate' };
    expect(valueOf(after, 'flamenco_http_request_duration_seconds_count', updates)).toBe(1);
    expect(valueOf(after, 'flamenco_http_request_duration_seconds_sum', updates)).toBeGreaterThan(0);
  });

  it('counts refusals, and leaves requests that are kept open on purpose out of the latencies', async () => {
    server = await FarmServer.start();
    const nora = await server.worker('nora', ['misc']);
    await server.get('/jobs/not-a-uuid');
    const waiting = fetchTask(nora, 20_000);
    while (server.farm.waiters.size === 0) await new Promise(setImmediate);
    expect(valueOf(await scrape(), 'flamenco_workers_waiting')).toBe(1);
    await server.post('/jobs', ECHO_JOB);
    await waiting;
    const scraped = await scrape();
    expect(valueOf(scraped, 'flamenco_http_requests_total', { operation: 'fetchJob', code: '400' })).toBe(1);
    expect(valueOf(scraped, 'flamenco_workers_waiting')).toBe(0);
    expect(valueOf(scraped, 'flamenco_http_requests_total', { operation: 'scheduleTask', code: '200' })).toBe(1);
    const fetches = { operation: 'scheduleTask' };
    expect(valueOf(scraped, 'flamenco_http_request_duration_seconds_count', fetches)).toBeUndefined();
    expect(valueOf(scraped, 'flamenco_scheduling_duration_seconds_count')).toBe(2);
  });

  it('has every metric of the table with its type, and figures of the process', async () => {
    server = await FarmServer.start();
    const { types, samples } = await scrape();
    for (const [name, { type }] of Object.entries<MetricDescription>(METRICS)) {
      // The parser knows counters without their ending.
      expect([name, types[name.replace(/_total$/, '')]]).toEqual([name, type]);
    }
    const names = new Set(samples.map(({ name }) => name));
    for (const name of ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'nodejs_eventloop_lag_seconds'])
      expect([name, names.has(name)]).toEqual([name, true]);
  });

  it('the dashboard asks for metrics and labels that exist', async () => {
    server = await FarmServer.start();
    const { types } = await scrape();
    const known = new Set(
      Object.entries(types).flatMap(([name, type]) => {
        if (type === 'counter') return [`${name}_total`];
        return type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
      }),
    );
    const expressions = [...readFileSync(DASHBOARD, 'utf8').matchAll(/"expr": "(?<text>(?:[^"\\]|\\.)*)"/g)];
    expect(expressions.length).toBeGreaterThan(10);
    const asked = expressions.flatMap(
      ({ groups }) => (groups?.text ?? '').match(/\b(?:flamenco|process|nodejs)_\w+/g) ?? [],
    );
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
    // The other way round: what nobody looks at need not be measured.
    const own = Object.keys(METRICS).filter((name) => !asked.some((it) => it.startsWith(name)));
    expect(own).toEqual([]);
    const labels = new Set(Object.values(METRICS).flatMap((metric: MetricDescription) => metric.labels));
    const grouped = expressions.flatMap(({ groups }) => [...(groups?.text ?? '').matchAll(/by \((?<names>[^)]*)\)/g)]);
    const names = grouped.flatMap(({ groups }) => (groups?.names ?? '').split(/,\s*/));
    expect(names.filter((name) => name !== 'le' && !labels.has(name))).toEqual([]);
  });
});
