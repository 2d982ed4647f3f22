import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, jest } from '@jest/globals';
import { eachTimeAFarm } from './support/farm.js';
import type { RealFarm } from './support/farm.js';

/** How often the Manager is killed. */
const KILLS = process.env.SOAK ? 100 : 10;

jest.setTimeout(KILLS * 10_000);

let farm: RealFarm;

eachTimeAFarm((made) => (farm = made));

const NAME = /^manager_name: (.*)$/m;

it(`killed ${KILLS} times while it saves its settings, the Manager always has the old ones or the new ones`, async () => {
  let name = 'Test Farm';
  let interrupted = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const manager = await farm.startManager();
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
    const text = await readFile(path.join(farm.folder, 'flamenco-manager.yaml'), 'utf8');
    name = NAME.exec(text)?.[1] ?? '';
    expect([tried.former, tried.last]).toContain(name);
    if (name === tried.former) interrupted += 1;
    const files = await readdir(farm.folder);
    if (files.includes('flamenco-manager.yaml.bak')) {
      expect(await readFile(path.join(farm.folder, 'flamenco-manager.yaml.bak'), 'utf8')).toMatch(NAME);
    }
  }
  // Some of them have to hit a save before its end, or nothing was tried.
  expect(interrupted).toBeGreaterThan(0);
  const manager = await farm.startManager();
  expect((await farm.client.GET('/api/v3/version')).data?.name).toBe(name);
  expect(await manager.kill('SIGTERM')).toEqual({ code: 0, signal: null });
});
