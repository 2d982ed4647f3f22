import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { waitsOf, waitsText } from './longest-waits.js';
import type { WaitFigures } from './longest-waits.js';
import { machine } from './options.js';

/**
 * What does a large job cost, and how long do others wait because of it (docs/performance.md)? While one request about the
 * large job is at work, two others are sent over and over: one that reads and one that writes a small job.
 *
 *     npm run build && npx tsx packages/manager/bench/large-job.ts [TASKS]
 */
const DEFAULT_TASKS = 10_000;

function run(tasks: number): Promise<readonly WaitFigures[]> {
  return waitsOf('large-job', async (client, add) => {
    let large = '';
    const status = (wanted: string) =>
      client.expect('POST', `/jobs/${large}/setstatus`, { status: wanted, reason: 'bench' });
    await add('submission', async () => (large = await client.submit(tasks)));
    const edit = (settings: object) => client.expect('POST', `/jobs/${large}/settings`, { settings });
    await add('edit: a tenth more', () => edit({ tasks: Math.round(tasks * 1.1) }));
    await add('edit: all changed', () => edit({ format: 'JPEG' }));
    await add('edit: all replaced', () => edit({ name: 'frame' }));
    await add('edit: half as many', () => edit({ tasks: Math.round(tasks / 2) }));
    await add('list of its tasks', () => client.expect('GET', `/jobs/${large}/tasks`));
    await add('cancel', () => status('canceled'));
    await add('requeue', () => status('requeueing'));
    await add('deletion', async () => {
      await client.expect('DELETE', `/jobs/${large}`);
      while ((await client.ask('GET', `/jobs/${large}`)).status !== 404) await pause(5);
    });
  });
}

const tasks = Number(process.argv[2] ?? DEFAULT_TASKS);
process.stdout.write(`A job of ${tasks} tasks; ${machine()}\n${waitsText(await run(tasks))}\n`);
