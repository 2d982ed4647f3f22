import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { createHttpServer, HttpService } from '../../src/http/server.js';
import { rawRequest } from './support/raw-request.js';

const hello = () => createHttpServer((_request, response) => response.end('hello'));

describe('the web server as a service', () => {
  it('listens on a free port when asked for port 0, and says which', async () => {
    const service = new HttpService(hello(), '127.0.0.1', 0);
    await service.start();
    expect(await (await fetch(`http://127.0.0.1:${service.listeningPort}/`)).text()).toBe('hello');
    await service.stop();
    await expect(fetch(`http://127.0.0.1:${service.listeningPort}/`)).rejects.toThrow('fetch failed');
  });

  it('listens on every address when no host is named', async () => {
    const service = new HttpService(hello(), '', 0);
    await service.start();
    expect((await fetch(`http://127.0.0.1:${service.listeningPort}/`)).status).toBe(200);
    await service.stop();
  });

  it('rejects when the port is taken', async () => {
    const first = new HttpService(hello(), '127.0.0.1', 0);
    await first.start();
    const second = new HttpService(hello(), '127.0.0.1', first.listeningPort);
    await expect(second.start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await Promise.all([first.stop(), second.stop()]);
  });

  it('finishes the requests at work before it stops, and closes idle connections at once', async () => {
    const server = createHttpServer((_request, response) => void server.emit('at work', response));
    const service = new HttpService(server, '127.0.0.1', 0);
    await service.start();
    const idle = connect(service.listeningPort, '127.0.0.1').resume();
    await once(idle, 'connect');
    const answer = fetch(`http://127.0.0.1:${service.listeningPort}/`);
    const [response] = (await once(server, 'at work')) as [ServerResponse];
    const stopping = service.stop();
    await once(idle, 'close');
    response.end('done');
    expect(await (await answer).text()).toBe('done');
    await stopping;
  });

  it('stops before it has started, and twice', async () => {
    const service = new HttpService(hello(), '127.0.0.1', 0);
    await Promise.all([service.stop(), service.stop()]);
    await service.start();
    expect(service.server.listening).toBe(false);
  });
});

describe('a client that never ends its headers', () => {
  it('is cut off', async () => {
    const server = createHttpServer((_request, response) => response.end(), 200);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    expect(await rawRequest(port, 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')).toBe('');
    server.close();
  });
});
