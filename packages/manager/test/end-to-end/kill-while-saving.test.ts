import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, jest } from '@jest/globals';
import { isUnfinished } from '../../src/config/mounted-file.js';
import { eachTimeAFarm } from './support/farm.js';
import type { RealFarm } from './support/farm.js';
import { canMount, startWithMount } from './support/mounts.js';
import type { Program } from './support/program.js';

/** How often the Manager is killed. */
const KILLS = process.env.SOAK ? 100 : 10;

jest.setTimeout(KILLS * 10_000);

let farm: RealFarm;

eachTimeAFarm((made) => (farm = made));

const NAME = /^manager_name: (.*)$/m;
const FILE = 'flamenco-manager.yaml';
const inFolder = (name: string) => path.join(farm.folder, name);

/**
 * Kills the Manager again and again while it saves; each start has to find the former settings or the new ones. Gives how
 * often the file was not whole.
 */
async function killWhileSaving(start: () => Promise<Program>): Promise<number> {
  let name = 'Test Farm';
  let interrupted = 0;
  let torn = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const manager = await start();
    const { data } = await farm.client.GET('/api/v3/configuration/file');
    expect(data).toMatchObject({ manager_name: name, shared_storage_path: farm.storage });
    // Saves without end, each time with a longer or shorter name; the last one may be under way when the end comes.
    const tried = { former: name, last: name };
    const saving = (async () => {
      for (let save = 0; ; save += 1) {
        tried.former = tried.last;
        tried.last = `Farm ${kill} ${save} ${'x'.repeat((save % 7) * 5000)}`.trim();
        const body = { manager_name: tried.last };
        const { response } = await farm.client.PUT('/api/v3/configuration/file', { body });
        expect(response.status).toBe(204);
      }
    })().catch(() => undefined);
    const moment = new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 300));
    await moment;
    expect((await manager.kill('SIGKILL')).signal).toBe('SIGKILL');
    await saving;
    const text = await readFile(inFolder(FILE), 'utf8');
    const former = existsSync(inFolder(`${FILE}.bak`)) ? await readFile(inFolder(`${FILE}.bak`), 'utf8') : undefined;
    if (former !== undefined) expect(former).toMatch(NAME);
    const isTorn = isUnfinished(Buffer.from(text));
    name = NAME.exec(isTorn ? (former ?? '') : text)?.[1] ?? '';
    expect([tried.former, tried.last]).toContain(name);
    if (name === tried.former) interrupted += 1;
    if (isTorn) torn += 1;
  }
  // Some of them have to hit a save before its end, or nothing was tried.
  expect(interrupted).toBeGreaterThan(0);
  const manager = await start();
  expect((await farm.client.GET('/api/v3/version')).data?.name).toBe(name);
  expect(await manager.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  return torn;
}

it(`killed ${KILLS} times while it saves its settings, the Manager always has the old ones or the new ones`, async () => {
  expect(await killWhileSaving(() => farm.startManager())).toBe(0);
});

// Needs to be root, as CI is.
(canMount() ? it : it.skip)(
  'so it has when its file is mounted, as into a container, and can only be written in place',
  async () => {
    const start = () => startWithMount(farm, `mount --bind ${FILE} ${FILE}`);
    const torn = await killWhileSaving(start);
    process.stdout.write(`${torn} of ${KILLS} kills left a file that was restored\n`);
  },
);
