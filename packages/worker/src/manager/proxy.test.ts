import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isLoopback, proxyFetch, wantsProxy } from './proxy.js';

describe('a proxy', () => {
  it('is used when the environment names one', () => {
    expect(wantsProxy({ HTTP_PROXY: 'http://proxy:3128' })).toBe(true);
    expect(wantsProxy({ https_proxy: 'http://proxy:3128' })).toBe(true);
    expect(wantsProxy({ HTTP_PROXY: '', NO_PROXY: 'x' })).toBe(false);
  });

  it.each([
    ['http://localhost:8080/', true],
    ['http://127.0.0.2/', true],
    ['http://[::1]:8080/', true],
    ['http://10.0.0.1/', false],
    ['http://localhost.example.com/', false],
  ])('is not asked for this machine: %s', (url, local) => {
    expect(isLoopback(url)).toBe(local);
  });
});

describe('requests through a proxy (07 §5.3)', () => {
  let [proxy, seen]: [Server, { request: IncomingMessage; body: string }[]] = [createServer(), []];
  beforeEach(async () => {
    seen = [];
    // A plain request goes to the proxy as a whole URL; a tunnel is refused, but shows who was asked for what.
    proxy = createServer((request, response) => {
      let body = '';
      request.on('data', (bytes: Buffer) => (body += bytes.toString()));
      request.on('end', () => {
        seen.push({ request, body });
        if (request.url?.endsWith('/empty')) response.writeHead(204).end();
        else response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"by":"proxy"}');
      });
    });
    proxy.on('connect', (request, socket) => {
      socket.once('data', (bytes: Buffer) => {
        const [line = '', , path = ''] = [...(/^(\S+ (\S+)) HTTP/.exec(bytes.toString()) ?? [])];
        seen.push({ request: Object.assign(request, { inner: path || line }), body: bytes.toString() });
        const empty = path.endsWith('/empty');
        const json = '{"by":"proxy"}';
        socket.end(
          empty
            ? 'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n'
            : `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${json.length}\r\nConnection: close\r\n\r\n${json}`,
        );
      });
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  });

  const url = () => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

  it('reach what this machine cannot', async () => {
    const through = await proxyFetch({ HTTP_PROXY: url() });
    const answer = await through?.(new Request('http://manager.invalid/api', { method: 'POST', body: '{"x":1}' }));
    expect(answer?.status).toBe(200);
    expect(await answer?.json()).toEqual({ by: 'proxy' });
    expect(seen).toHaveLength(1);
    expect(seen[0]?.body).toContain('{"x":1}');
    const empty = await through?.(new Request('http://manager.invalid/empty'));
    expect(empty?.status).toBe(204);
  });

  it('are not made to addresses that the environment excepts', async () => {
    const through = await proxyFetch({ HTTP_PROXY: url(), NO_PROXY: 'manager.invalid' });
    await expect(through?.(new Request('http://manager.invalid/api'))).rejects.toThrow();
    expect(seen).toEqual([]);
  });

  it('do not exist without one', async () => {
    expect(await proxyFetch({})).toBeUndefined();
  });
});
