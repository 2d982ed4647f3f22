import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { expect, it } from '@jest/globals';
import { run } from './run.mjs';

const node = (script: string, options: Parameters<typeof run>[2] = {}) =>
  run(process.execPath, ['-e', script], { output: 'capture', ...options });

it('gives exit code and output', async () => {
  const result = await node('console.log("out"); console.error("err"); process.exitCode = 7');
  expect(result.code).toBe(7);
  expect(result.output).toContain('out\n');
  expect(result.output).toContain('err\n');
});

it('says why a program cannot be started', async () => {
  const { code, output } = await run('/no/such/program', [], { output: 'capture' });
  expect(code).toBe(127);
  expect(output).toContain('ENOENT');
});

it('ends a program together with what it started', async () => {
  const stopping = new AbortController();
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const connecting = once(server, 'connection') as Promise<[Socket]>;
  // The child of the child holds a connection, whose end tells that it has ended.
  const grandchild = `require("net").connect(${port}, "127.0.0.1"); setInterval(() => 0, 1000)`;
  const child = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}], { stdio: "ignore" }); setInterval(() => 0, 1000)`;
  const running = node(child, { signal: stopping.signal });
  const [connection] = await connecting;
  // A process that a signal ends may reset its connection.
  connection.on('error', () => undefined).resume();
  const disconnected = new Promise((resolve) => connection.once('close', resolve));
  stopping.abort(new Error('stopped'));
  await expect(running).rejects.toThrow('stopped');
  await disconnected;
  server.close();
});
