import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { randomDelay } from '../../src/http/delay.js';
import { startBareServer } from './support/bare-server.js';
import type { BareServer } from './support/bare-server.js';
import { rawRequest } from './support/raw-request.js';

const VERSION = { name: 'Farm', version: '4.0.0', shortversion: '4.0.0', git: 'abc' };
const JSON_TYPE = { 'Content-Type': 'application/json' };

let server: BareServer;
const get = (url: string, init?: RequestInit) => fetch(`${server.url}${url}`, { redirect: 'manual', ...init });

beforeEach(async () => {
  server = await startBareServer({
    getVersion: () => ({ status: 200, body: VERSION }),
    fetchJobs: () => ({ status: 200, body: { jobs: [] } }),
    fetchTaskLogTail: () => ({ status: 200, body: 'grüße\n' }),
    setJobPriority: () => ({ status: 204 }),
    removeJobBlocklist: ({ body }) => {
      expect(body).toBeUndefined();
      return { status: 204 };
    },
  });
});
afterEach(() => server.stop());

describe('answers (contract 01 §1.1, 02 §1.1)', () => {
  it('are JSON without a charset, ended by a newline, without telling what serves them', async () => {
    const response = await get('/api/v3/version');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.text()).toBe(`${JSON.stringify(VERSION)}\n`);
    expect(response.headers.get('date')).not.toBeNull();
    expect(response.headers.get('vary')).toBe('Origin');
    for (const name of ['server', 'x-powered-by', 'etag']) expect(response.headers.get(name)).toBeNull();
  });

  it('are text where text is declared', async () => {
    const response = await get('/api/v3/tasks/x/logtail');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=UTF-8');
    expect(await response.text()).toBe('grüße\n');
  });

  it('have no body and no length with 204', async () => {
    const response = await get('/api/v3/jobs/x/setpriority', {
      method: 'POST',
      body: '{"priority":1}',
      headers: JSON_TYPE,
    });
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(response.headers.get('content-length')).toBeNull();
    expect(response.headers.get('content-encoding')).toBeNull();
  });

  it('are not the better for an Accept header, a query or a strange Host', async () => {
    const headers = { Accept: 'text/html', Host: 'elsewhere.example' };
    expect((await get('/api/v3/version?verbose=1', { headers })).status).toBe(200);
  });
});

describe('compression (D1.4)', () => {
  it('is used for large JSON when the client takes it, and leaves small answers alone', async () => {
    const job = { id: 'x'.repeat(40) };
    const large = await startBareServer({ fetchJobs: () => ({ status: 200, body: { jobs: Array(200).fill(job) } }) });
    const response = await fetch(`${large.url}/api/v3/jobs`);
    expect(response.headers.get('content-encoding')).toMatch(/^(gzip|br)$/);
    expect(response.headers.get('vary')).toBe('Origin, Accept-Encoding');
    expect(await response.json()).toMatchObject({ jobs: { length: 200 } });
    const plain = await fetch(`${large.url}/api/v3/jobs`, { headers: { 'Accept-Encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect((await plain.text()).length).toBe(Number(plain.headers.get('content-length')));
    expect((await get('/api/v3/jobs')).headers.get('content-encoding')).toBeNull();
    await large.stop();
  });
});

describe('what does not exist (contract 01 §1.3, §1.4, D1.1, D1.3)', () => {
  it.each([
    ['/api/v3/nothing', 404],
    ['/api/v3/version/', 404],
    ['/api/v3/worker-mgt/workers/', 404],
    ['/nothing', 404],
    ['/app/assets/index.js', 404],
    ['/favicon.ico', 404],
    ['/favicon.png', 404],
    ['/flamenco-addon.zip', 404],
    ['/job-files/job-1234/none/task.txt', 404],
    ['/job-files/..%2f..%2fetc%2fpasswd', 404],
    ['/job-files/%zz', 400],
    ['/api/v3/jobs/%zz', 400],
  ])('%s is answered %i with code and message', async (url, status) => {
    const response = await get(url);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ code: status, message: expect.stringMatching(/\S/) });
  });

  it('says which methods a path takes', async () => {
    const response = await get('/api/v3/jobs/check');
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'OPTIONS, POST']);
    expect(await response.json()).toEqual({
      code: 405,
      message: 'Method Not Allowed: /api/v3/jobs/check takes POST, not GET',
    });
    expect((await get('/api/v3/jobs', { method: 'PUT' })).headers.get('allow')).toBe('OPTIONS, GET, POST');
    expect((await get('/api/v3/version', { method: 'HEAD' })).status).toBe(405);
    expect((await get('/app/', { method: 'POST' })).headers.get('allow')).toBe('OPTIONS, GET');
  });
});

describe('other origins (contract 01 §1.8)', () => {
  it('lets the development server of the web app in', async () => {
    for (const origin of ['http://localhost:8081', 'http://10.0.0.1:8081']) {
      const response = await get('/api/v3/version', { headers: { Origin: origin } });
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
      const preflight = await get('/api/v3/version', { method: 'OPTIONS', headers: { Origin: origin } });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get('access-control-allow-methods')).toBe('POST,GET,OPTIONS,PUT,DELETE');
      expect(preflight.headers.get('access-control-allow-headers')).toContain('Authorization');
      expect(preflight.headers.get('vary')).toContain('Access-Control-Request-Headers');
    }
  });

  it('serves everybody else without saying that their pages may read it', async () => {
    const headers = { Origin: 'http://evil.example' };
    const response = await get('/api/v3/version', { headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await get('/api/v3/version', { method: 'OPTIONS', headers });
    expect([preflight.status, preflight.headers.get('allow')]).toEqual([204, 'OPTIONS, GET']);
    expect(preflight.headers.get('access-control-allow-methods')).toBeNull();
    expect((await get('/nothing', { method: 'OPTIONS' })).status).toBe(204);
  });
});

describe('bodies', () => {
  const setPriority = (init: RequestInit) => get('/api/v3/jobs/x/setpriority', { method: 'POST', ...init });

  it.each<[string, RequestInit, RegExp]>([
    ['no body', { headers: JSON_TYPE }, /^request body has an error: value is required but missing$/],
    ['an empty body', { body: '', headers: JSON_TYPE }, /value is required but missing$/],
    ['no content type', { body: Buffer.from('{}') }, /header Content-Type has unexpected value ""/],
    [
      'another content type',
      { body: '{}', headers: { 'Content-Type': 'text/plain' } },
      /unexpected value "text\/plain"/,
    ],
    ['half a body', { body: '{"priority":', headers: JSON_TYPE }, /failed to decode request body/],
    [
      'a wrong body',
      { body: '{"priority":"high"}', headers: JSON_TYPE },
      /Error at "\/priority": value must be an integer$/,
    ],
    ['a list', { body: '[1]', headers: JSON_TYPE }, /value must be an object$/],
  ])('%s: 400 with the reason', async (_, init, reason) => {
    const response = await setPriority(init);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ code: 400, message: expect.stringMatching(reason) });
  });

  it('may be sent in chunks, with parameters behind the content type', async () => {
    const body = new Blob(['{"priority":', '5}']).stream();
    const headers = { 'Content-Type': 'application/json; charset=utf-8' };
    expect((await setPriority({ body, headers, duplex: 'half' } as RequestInit)).status).toBe(204);
  });

  it('may be left out where the description says so', async () => {
    expect((await get('/api/v3/jobs/x/blocklist', { method: 'DELETE' })).status).toBe(204);
  });

  it('may be 64 MiB large: a larger one is refused before it arrives, or as soon as it is too large', async () => {
    const announced = await rawRequest(
      server.port,
      'POST /api/v3/jobs/x/setpriority HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
        `Content-Length: ${64 * 1024 * 1024 + 1}\r\n\r\n{`,
      /should be max 67108864 bytes/,
    );
    expect(announced).toMatch(/^HTTP\/1\.1 413 /);
    expect(announced).toContain('Connection: close');
    const piece = 'x'.repeat(1024 * 1024);
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => (sent++ < 66 ? controller.enqueue(new TextEncoder().encode(piece)) : controller.close()),
    });
    const response = await setPriority({ body: endless, headers: JSON_TYPE, duplex: 'half' } as RequestInit);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 413 });
  });

  it('that never end do not stop the server from answering others', async () => {
    const hanging = rawRequest(
      server.port,
      'POST /api/v3/jobs/x/setpriority HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{',
      /never/,
    );
    expect((await get('/api/v3/version')).status).toBe(200);
    await server.stop();
    expect(await hanging).toBe('');
    server = await startBareServer();
  });
});

describe('what is hardly HTTP', () => {
  it('is refused in the shape of all errors', async () => {
    const answer = await rawRequest(server.port, 'this is not HTTP\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code: 400 });
  });

  it('may have very long headers, but not endless ones', async () => {
    const withHeader = (length: number) =>
      `GET /api/v3/version HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: ${'x'.repeat(length)}\r\n\r\n`;
    expect(await rawRequest(server.port, withHeader(500_000))).toMatch(/^HTTP\/1\.1 200 /);
    expect(await rawRequest(server.port, withHeader(1_100_000))).toMatch(/^HTTP\/1\.1 431 [^]*"code":431/);
  });

  it('may fold long header lines, as add-ons before 3.9 do (D1.8)', async () => {
    const folded =
      'GET /api/v3/version HTTP/1.1\r\nHost: x\r\nConnection: close\r\n' +
      'X-Shaman-Original-Filename: =?utf-8?q?a_very_long_name?=\n =?utf-8?q?of_a_texture=2Epng?=\r\n\r\n';
    expect(await rawRequest(server.port, folded)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('static files and pages (contract 01 §1.2)', () => {
  it('leads to the page that tells about the farm', async () => {
    for (const url of ['/', '/app']) {
      const response = await get(url);
      expect([response.status, response.headers.get('location')]).toEqual([307, '/app/']);
    }
    for (const url of ['/app/', '/app/jobs/123', '/app/workers']) {
      const response = await get(url);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(response.headers.get('etag')).not.toBeNull();
      expect(await response.text()).toContain('Flamenco (TypeScript)');
    }
    expect((await get('/flamenco3-addon.zip')).headers.get('location')).toBe('/flamenco-addon.zip');
  });

  it('shows the first user of a farm what to do, whatever the folder is called', async () => {
    let file: string | undefined = '/farms/<b>&"co"/flamenco-manager.yaml';
    const fresh = await startBareServer({}, { fileToWrite: () => file });
    const page = async () => await (await fetch(`${fresh.url}/app/`)).text();
    expect(await page()).toContain('<code>/farms/&#60;b&#62;&#38;&#34;co&#34;/flamenco-manager.yaml</code>');
    file = undefined;
    expect(await page()).toContain('The farm is running');
    await fresh.stop();
  });

  it('serves the API description, from which clients can be generated', async () => {
    const response = await get('/api/v3/openapi3.json');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    const description = (await response.json()) as { paths: Record<string, { get: { operationId: string } }> };
    expect(description).toMatchObject({ openapi: '3.0.3', info: { version: '1.0.0' }, servers: [{ url: '/' }] });
    expect(description.paths['/api/v3/version']?.get.operationId).toBe('getVersion');
    expect(await (await get('/api/v3/swagger-ui/')).text()).toContain('/api/v3/worker-mgt/workers/{worker_id}');
  });

  it('serves logs and images from the storage, whole and in part, but nothing outside', async () => {
    const directory = path.join(server.storage, 'job-1234', 'the job');
    await mkdir(directory, { recursive: true });
    await writeFile(path.join(directory, 'task-1.txt'), 'first line\nsecond line\n');
    const url = '/job-files/job-1234/the%20job/task-1.txt';
    const whole = await get(url);
    expect([whole.status, await whole.text()]).toEqual([200, 'first line\nsecond line\n']);
    expect(whole.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(whole.headers.get('last-modified')).not.toBeNull();
    const part = await get(url, { headers: { Range: 'bytes=6-9' } });
    expect([part.status, await part.text()]).toEqual([206, 'line']);
    const since = `If-Modified-Since: ${new Date(Date.now() + 60_000).toUTCString()}`;
    expect(await rawRequest(server.port, `GET ${url} HTTP/1.0\r\n${since}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 304 /);
    expect((await get('/job-files/job-1234/')).status).toBe(404);
    expect(await rawRequest(server.port, 'GET /job-files/../../etc/passwd HTTP/1.0\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 404 /,
    );
  });
});

describe('the request log (contract 01 §1.11)', () => {
  it('has a line at trace level for what operations answered, at error level for what never reached one', async () => {
    await get('/api/v3/version', { headers: { 'X-Request-ID': 'r1', 'User-Agent': 'curl/8', Referer: 'http://x/' } });
    await get('/nothing?x=1');
    await get('/api/v3/version', { method: 'POST' });
    await get('/api/v3/jobs/x/setpriority', { method: 'POST', body: '5', headers: JSON_TYPE });
    const lines = await server.requestLines(4);
    expect(lines).toMatchObject([
      {
        level: 10,
        id: 'r1',
        remote_ip: '127.0.0.1',
        method: 'GET',
        uri: '/api/v3/version',
        user_agent: 'curl/8',
        status: 200,
      },
      { level: 50, uri: '/nothing?x=1', status: 404 },
      { level: 50, method: 'POST', status: 405 },
      { level: 50, uri: '/api/v3/jobs/x/setpriority', status: 400, bytes_in: '1' },
    ]);
    expect(lines[0]).toMatchObject({ referer: 'http://x/', host: `127.0.0.1:${server.port}`, bytes_out: 69 });
    expect(lines[0]?.latency_human).toMatch(/^\d+\.\d{3}ms$/);
  });
});

it('with -delay every answer is held back, also that of a page (contract 01 §1.12, 05 §1)', async () => {
  const slow = await startBareServer({ getVersion: () => ({ status: 200, body: VERSION }) }, { isDelayed: true });
  const random = jest.spyOn(Math, 'random').mockReturnValue(0.9);
  try {
    for (const url of ['/api/v3/version', '/nothing']) {
      const askedAt = performance.now();
      await fetch(`${slow.url}${url}`);
      // A timer may be a millisecond early.
      expect(performance.now() - askedAt).toBeGreaterThan(randomDelay(0.9, 0.9) - 2);
    }
  } finally {
    random.mockRestore();
    await slow.stop();
  }
});
