import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { useDirectory } from './support/directory.js';
import { FakeManager } from './support/fake-manager.js';
import { useWorkerProcesses } from './support/worker-process.js';

const directory = useDirectory();
const launch = useWorkerProcesses();
let manager: FakeManager;
beforeEach(async () => {
  manager = await FakeManager.start();
});
afterEach(() => manager.disappear());

const start = (...args: string[]) =>
  launch({ args, home: join(directory(), 'home'), workingDirectory: directory(), env: { PATH: '/nowhere' } });

/** The lines of the log, in the order of the start; programs are looked for beside it. */
const ORDER = [
  'starting Flamenco Worker',
  'will load configuration from these paths',
  'loaded configuration',
  'using Manager URL from commandline',
  'executables will be run with OOM score adjustment',
  'opening database',
  'signing on at Manager',
  'manager accepted sign-on',
  'state change',
];

it('a Worker starts in the order of the original, and says so in its form (07 §1.1, §4.1)', async () => {
  await writeFile(join(directory(), 'flamenco-worker.yaml'), 'oom_score_adjust: 500\n');
  const worker = start('-manager', manager.url);
  await worker.untilLogged(/state change/);
  await manager.untilReceived('task');
  worker.signal('SIGTERM');
  expect(await worker.ended).toBe(0);
  const lines = worker.stdout().trimEnd().split('\n');
  for (const line of lines)
    expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d) (TRC|DBG|INF|WRN|ERR|FTL) \S/);
  const places = ORDER.map((message) => lines.findIndex((line) => line.includes(message)));
  expect(places).not.toContain(-1);
  for (const program of ['Blender', 'FFmpeg']) expect(worker.stdout()).toContain(`${program} could not be found`);
  expect(places).toEqual([...places].sort((one, other) => one - other));
});

it('a Worker describes itself and the system it runs on, and tells the Manager none of that (07 §19)', async () => {
  const worker = start('-manager', manager.url);
  await worker.untilLogged(/starting Flamenco Worker/);
  await manager.untilReceived('sign-on');
  expect(worker.stdout().split('\n')[0]).toMatch(
    /arch=(amd64|arm64) git=\S+ os=linux osDetail=".+ \(.+\)" pid=\d+ releaseCycle=\S+ version=\S+$/,
  );
});

it('a quiet Worker says only what is wrong (07 §2)', async () => {
  const worker = start('-quiet', '-manager', manager.url);
  await manager.untilReceived('task');
  worker.signal('SIGTERM');
  expect(await worker.ended).toBe(0);
  const levels = new Set(worker.stdout().match(/ (TRC|DBG|INF|WRN|ERR) /g));
  expect([...levels]).toEqual([' WRN ']);
});
