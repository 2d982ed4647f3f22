import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeResponder } from '../support/fake-responder.js';

// Two Managers that answer to searches and tell their versions, and one address at which nobody is. Says one word when
// all is there, and ends when nobody reads from it any more.

const NAMES = [
  { name: 'North', version: '3.9', shortversion: '3.9', git: '' },
  { name: 'South', version: '4.0', shortversion: '4.0', git: '' },
];

const urls = await Promise.all(
  NAMES.map(async (version) => {
    const server = createServer((request, response) => {
      const known = request.url === '/api/v3/version';
      response.writeHead(known ? 200 : 404, { 'Content-Type': 'application/json' }).end(JSON.stringify(version));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }),
);

await FakeResponder.start(['http://127.0.0.1:1/', ...urls], 1900);
process.stdout.write('ready\n');
process.stdout.on('error', () => process.exit(0));
setInterval(() => process.stdout.write('.'), 200);
