import { gzipSync } from 'node:zlib';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { command, useFarm } from './support/with-worker.js';

describe('a Worker that is told its Manager', () => {
  const farm = useFarm();

  it.each(['', 'http://', '//'])(
    'by its file works for it, with %j before host and port (07 §6.1, §6.3)',
    async (scheme) => {
      await farm.writeConfig(`manager_url: ${JSON.stringify(farm.manager().url.replace('http://', scheme))}\n`);
      farm.start({ manager: '' });
      await farm.manager().untilReceived('task');
    },
  );

  it('by a flag does not look at the one of its file (07 §6.1)', async () => {
    await farm.writeConfig('manager_url: http://127.0.0.1:9/\n');
    farm.start();
    await farm.manager().untilReceived('task');
  });

  it('understands answers that are packed (07 §8)', async () => {
    const task = farm.manager().addTask(command('quick'));
    farm.manager().rule('sign-on', () => ({
      status: 200,
      text: gzipSync(JSON.stringify({ status_requested: 'awake' })),
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
    }));
    farm.start({ commands: { quick: () => undefined } });
    await farm.manager().until(() => task.status === 'completed');
    expect(farm.manager().received('sign-on')[0]?.headers['accept-encoding']).toContain('gzip');
  });

  it('follows it to where it says it is now (07 §8)', async () => {
    const signpost = createServer((request, response) => {
      response.writeHead(307, { Location: new URL(request.url ?? '', farm.manager().url).href }).end();
    });
    await new Promise<void>((resolve) => signpost.listen(0, '127.0.0.1', resolve));
    const worker = farm.start({ manager: `http://127.0.0.1:${(signpost.address() as AddressInfo).port}/` });
    await farm.manager().untilReceived('register');
    await worker.stop();
    await new Promise((resolve) => signpost.close(resolve));
  });
});

describe('a task', () => {
  const farm = useFarm();

  it('is run whatever its type is: types are for the Manager to look at (07 §14.8)', async () => {
    await farm.writeConfig('task_types: [blender]\n');
    const task = farm.manager().addTask(command('quick'));
    farm.start({ commands: { quick: () => undefined } });
    await farm.manager().until(() => task.status === 'completed');
  });
});
