import { createServer } from 'node:net';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createApiClient } from '@flamenco/api';
import { expect, it, jest } from '@jest/globals';
import { MANAGER, Program, WORKER } from './support/program.js';
import { eachTimeAFarm } from './support/farm.js';
import type { RealFarm } from './support/farm.js';

jest.setTimeout(60_000);

let farm: RealFarm;

eachTimeAFarm((made) => (farm = made));

const start = (...args: readonly string[]) => Program.start(MANAGER, args, farm.folder);

/** What a start says, in this order; how many addresses there are depends on the machine. */
const LINES = [
  /^INF starting Flamenco arch=\S+ git=\S+ os=linux osDetail=.+ releaseCycle=\S+ version=4\.\S+$/,
  /^INF loading configuration file=flamenco-manager\.yaml$/,
  /^INF listening port=\d+$/,
  /^INF opening database file=flamenco-manager\.sqlite$/,
  /^INF serving job-specific files directly from disk onDisk=\S+\/flamenco-manager-storage url=\/job-files$/,
  /^INF database: periodic integrity check starting period=10m0s$/,
  /^INF TimeoutChecker: starting up checkInterval=1m0s initialSleep=5m0s taskTimeout=10m0s workerTimeout=1m0s$/,
  /^INF sleep scheduler starting checkInterval=1m0s$/,
  /^INF possible URLs at which to reach Flamenco Manager count=1$/,
  /^INF - http:\/\/127\.0\.0\.1:\d+\/$/,
];

it('the Manager prints the lines that users of Flamenco know, and stops on a signal with exit code 0 (contract 05 §2.1)', async () => {
  const manager = await farm.startManager();
  await manager.line(/INF - http:\/\/127\.0\.0\.1:\d+\/$/);
  const lines = manager.output.trimEnd().split('\n');
  const texts = lines.map((line) => line.replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d) /, ''));
  expect(texts).toEqual(LINES.map((line) => expect.stringMatching(line)));
  expect(await manager.kill('SIGINT')).toEqual({ code: 0, signal: null });
});

it('a farm keeps its files where the original keeps them, and leaves nothing else behind (contract 11 §1, §10)', async () => {
  const manager = await farm.startManager();
  const worker = farm.startWorker('nora');
  const settings = { message: 'hello', sleep_duration_seconds: 0, sleep_repeats: 1 };
  const { id } = await farm.submit({ type: 'echo-sleep-test', settings });
  await farm.untilStatus(id, 'completed');
  const tasks = await farm.tasks(id);
  await worker.kill('SIGTERM');
  await manager.kill('SIGTERM');
  const files = await readdir(farm.folder, { recursive: true, withFileTypes: true });
  const names = files
    .filter((it) => it.isFile())
    .map((it) => path.relative(farm.folder, path.join(it.parentPath, it.name)));
  expect(names.sort()).toEqual([
    ...tasks.map((task) => `flamenco-manager-storage/job-${id.slice(0, 4)}/${id}/task-${task.id}.txt`).sort(),
    ...['flamenco-manager.sqlite', 'flamenco-manager.sqlite.lock', 'flamenco-manager.yaml'],
    // The locks are ours (D6.8).
    ...['nora/flamenco-worker-credentials.yaml', 'nora/flamenco-worker.lock', 'nora/flamenco-worker.sqlite'],
  ]);
});

it('what was true at the end is true after the next start: nobody loses a task for a restart (contract 11 §11.3)', async () => {
  const manager = await farm.startManager();
  const { data: nora } = await farm.client.POST('/api/v3/worker/register-worker', {
    body: { name: 'nora', secret: 'x'.repeat(32), platform: 'linux', supported_task_types: ['misc'] },
  });
  const own = createApiClient(farm.url, { auth: { username: nora!.uuid, password: 'x'.repeat(32) } });
  const about = { name: 'nora', supported_task_types: ['misc'], software_version: '3.9' };
  await own.POST('/api/v3/worker/sign-on', { body: about });
  await own.POST('/api/v3/worker/state-changed', { body: { status: 'awake' } });
  const settings = { message: 'hello', sleep_duration_seconds: 0, sleep_repeats: 1 };
  const { id } = await farm.submit({ type: 'echo-sleep-test', settings });
  const { data: task } = await own.POST('/api/v3/worker/task');
  const present = async () => [(await farm.job(id)).status, await farm.tasks(id), (await farm.workers())[0]?.status];
  const before = await present();
  expect(before).toMatchObject(['active', [{ id: task?.uuid, status: 'active' }, { status: 'queued' }], 'awake']);
  expect(await manager.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  await farm.startManager();
  expect(await present()).toEqual(before);
  expect((await own.POST('/api/v3/worker/task')).data?.uuid).toBe(task?.uuid);
});

it.each([/starting Flamenco/, /loading configuration/, /opening database/, /TimeoutChecker/])(
  'a signal during the start, at %s, is a clean end, and the next start finds the farm as it was (contract 11 §11.1)',
  async (line) => {
    const manager = start();
    await manager.line(line);
    expect(await manager.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(manager.output).not.toMatch(/ (?:ERR|FTL) /);
    await (await farm.startManager()).kill('SIGTERM');
    expect(await start('-check').ended).toEqual({ code: 0, signal: null });
  },
);

it('a signal reaches the program itself: nothing stands between', async () => {
  const manager = await farm.startManager();
  process.kill(manager.pid, 'SIGTERM');
  expect(await manager.ended).toEqual({ code: 0, signal: null });
});

it('a port that is taken is a clear start-up error, before the database is touched (contract 11 §11.1, §11.4, D4.6)', async () => {
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

it.each<[string, (file: string) => Promise<unknown>, RegExp]>([
  ['a directory', (file) => mkdir(file), /flamenco-manager\.yaml: EISDIR/],
  ['a link to nothing', (file) => symlink('gone.yaml', file), /flamenco-manager\.yaml: it is a link to a file that/],
  ['text in UTF-16', (file) => writeFile(file, '_meta: {version: 3}', 'utf16le'), /flamenco-manager\.yaml: line 1: /],
])('with %s in the place of its settings no Manager starts, not even in part', async (_, put, message) => {
  const file = path.join(farm.folder, 'flamenco-manager.yaml');
  await rm(file);
  await put(file);
  const manager = start();
  expect(await manager.ended).toEqual({ code: 1, signal: null });
  expect(manager.output).toMatch(message);
  expect((await readdir(farm.folder)).sort()).toEqual(['flamenco-manager.yaml', 'storage']);
});

it('a database that cannot be used is exit code 3 (contract 11 §11.4, D4.6)', async () => {
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
])('%j is wrong usage, exit code 2 (contract 05 §1, 11 §11.4, D4.6)', async (args, message) => {
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

it('-log-format json writes one object per line, -log-file the same into a file, -quiet only what is wrong (contract 05 §2, D4.6)', async () => {
  const args = ['-log-format', 'json', '-log-file', 'farm.log', '-quiet'];
  const manager = Program.start(MANAGER, args, farm.folder);
  await farm.until(async () => (await farm.client.GET('/api/v3/version')).data, 'the Manager');
  expect(await manager.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  const lines = manager.output.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as object)[0]).toMatchObject({ message: 'starting Flamenco' });
  expect(lines).toHaveLength(1);
  expect((await readFile(path.join(farm.folder, 'farm.log'), 'utf8')).trim().split('\n')).toEqual(lines);
});

it('a second signal ends the Manager at once, also while a request keeps it waiting (contract 11 §11.2, §11.3)', async () => {
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
