import { createServer } from 'node:net';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, jest } from '@jest/globals';
import { MANAGER, Program, WORKER } from './support/program.js';
import { eachTimeAFarm } from './support/farm.js';
import type { RealFarm } from './support/farm.js';

jest.setTimeout(60_000);

let farm: RealFarm;

eachTimeAFarm((made) => (farm = made));

const start = (...args: readonly string[]) => Program.start(MANAGER, args, farm.folder);

it('the Manager prints the lines that users of Flamenco know, and stops on a signal with exit code 0', async () => {
  const manager = await farm.startManager();
  const [first = '', second = ''] = manager.output.split('\n');
  expect(first).toMatch(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d) INF starting Flamenco arch=\S+ git=\S+ os=linux osDetail=.+ releaseCycle=\S+ version=4\.\S+$/,
  );
  expect(second).toMatch(/INF loading configuration file=flamenco-manager\.yaml$/);
  await manager.line(/INF - http:\/\/127\.0\.0\.1:\d+\/$/);
  expect(manager.output).toMatch(/INF opening database file=flamenco-manager\.sqlite/);
  expect(await manager.kill('SIGINT')).toEqual({ code: 0, signal: null });
});

it('a signal reaches the program itself: nothing stands between', async () => {
  const manager = await farm.startManager();
  process.kill(manager.pid, 'SIGTERM');
  expect(await manager.ended).toEqual({ code: 0, signal: null });
});

it('a port that is taken is a clear start-up error, before the database is touched', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(farm.port, '127.0.0.1', resolve));
  const manager = start();
  expect(await manager.ended).toEqual({ code: 1, signal: null });
  expect(manager.output).toMatch(/FTL the Manager cannot listen error="another program listens on 127\.0\.0\.1:\d+/);
  expect(manager.output).not.toMatch(/opening database/);
  await new Promise((resolve) => other.close(resolve));
});

it.each([
  ['listen: [', /flamenco-manager\.yaml: line 8/],
  ['task_timeout: soon', /task_timeout/],
  ['blocklist_threshold: -3', /blocklist_threshold/],
])('a configuration with %j is refused with file, line and remedy', async (line, message) => {
  await farm.configure(line);
  const manager = start();
  expect(await manager.ended).toEqual({ code: 1, signal: null });
  expect(manager.output).toMatch(message);
  expect(manager.output).not.toMatch(/\n {4}at /);
});

it('a database that cannot be used is exit code 3', async () => {
  await writeFile(path.join(farm.folder, 'flamenco-manager.sqlite'), 'this is no database, it only pretends to be one');
  const manager = start();
  expect(await manager.ended).toEqual({ code: 3, signal: null });
  expect(manager.output).toMatch(/FTL error opening database/);
  expect(manager.output).not.toMatch(/\n {4}at /);
});

it.each([
  [['-nope'], /^flag provided but not defined: -nope\nUsage of flamenco-manager:/],
  [['-debug=maybe'], /^invalid boolean value "maybe" for -debug/],
  [['-shaman-gc-show'], /-shaman-gc-show is not available in this version/],
  [['-log-format', 'xml'], /-log-format: use text or json/],
])('%j is wrong usage, exit code 2', async (args, message) => {
  const manager = start(...args);
  expect(await manager.ended).toEqual({ code: 2, signal: null });
  expect(manager.output).toMatch(message);
});

it('-help lists the flags in the layout of Go, -version is one line, -write-config writes and ends', async () => {
  const help = start('--help');
  expect(await help.ended).toEqual({ code: 0, signal: null });
  expect(help.output).toMatch(/Usage of flamenco-manager:\n {2}-autodiscoverable string\n {4}\t/);
  const version = start('-version');
  expect(await version.ended).toEqual({ code: 0, signal: null });
  expect(version.output).toMatch(/^Flamenco \(TypeScript\) 4\.\S+ \(\S+\)\n$/);
  const write = start('-write-config');
  expect(await write.ended).toEqual({ code: 0, signal: null });
  expect(write.output).toMatch(/configuration file written/);
});

it('-pprof takes a picture of what fills the memory, and the log says who can', async () => {
  const manager = await farm.startManager('-pprof');
  await manager.line(/WRN the profiler is open to everybody .* url=\/debug\/pprof\//);
  const answer = await fetch(`${farm.url}debug/pprof/heap`);
  const { snapshot } = (await answer.json()) as { snapshot: { node_count: number } };
  expect(snapshot.node_count).toBeGreaterThan(1000);
});

it('-log-format json writes one object per line, -log-file the same into a file, -quiet only what is wrong', async () => {
  const args = ['-log-format', 'json', '-log-file', 'farm.log', '-quiet'];
  const manager = Program.start(MANAGER, args, farm.folder);
  await farm.until(async () => (await farm.client.GET('/api/v3/version')).data, 'the Manager');
  expect(await manager.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  const lines = manager.output.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as object)[0]).toMatchObject({ message: 'starting Flamenco' });
  expect(lines).toHaveLength(1);
  expect((await readFile(path.join(farm.folder, 'farm.log'), 'utf8')).trim().split('\n')).toEqual(lines);
});

it('a second signal ends the Manager at once, also while a request keeps it waiting', async () => {
  const manager = await farm.startManager('-pprof');
  const recording = fetch(`${farm.url}debug/pprof/profile?seconds=60`).catch(() => 'cut off');
  const isRecording = async () =>
    (await fetch(`${farm.url}debug/pprof/profile?seconds=1`)).status === 409 ? true : undefined;
  await farm.until(isRecording, 'the recording');
  manager.child.kill('SIGTERM');
  await manager.line(/signal received, shutting down/);
  expect(await manager.kill('SIGTERM')).toEqual({ code: 1, signal: null });
  expect(manager.output).toMatch(/ERR second signal received, stopping at once/);
  expect(await recording).toBe('cut off');
});

it('a Worker with credentials that nobody knows registers anew, and one without a Manager says what it tries', async () => {
  const lonely = farm.startWorker('lonely');
  await lonely.line(new RegExp(`127\\.0\\.0\\.1:${farm.port}`));
  await farm.startManager();
  const list = () => farm.workers();
  await farm.until(
    async () => ((await list()).some(({ status }) => status === 'awake') ? true : undefined),
    'a Worker',
  );
  expect((await lonely.kill('SIGTERM')).code).toBe(0);
  expect(await list()).toMatchObject([{ name: 'lonely', status: 'offline' }]);
  await writeFile(
    path.join(farm.folder, 'lonely', 'flamenco-worker-credentials.yaml'),
    'worker_id: 6b0b2a3f-1111-4444-8888-000000000000\nworker_secret: wrong\n',
  );
  const again = farm.startWorker('lonely');
  await farm.until(
    async () => ((await list()).some(({ status }) => status === 'awake') ? true : undefined),
    'a Worker',
  );
  expect(await list()).toHaveLength(2);
  expect((await again.kill('SIGTERM')).code).toBe(0);
  const usage = Program.start(WORKER, ['-nope'], farm.folder, { FLAMENCO_HOME: path.join(farm.folder, 'x') });
  expect((await usage.ended).code).toBe(2);
});
