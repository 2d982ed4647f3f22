import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { load } from 'js-yaml';
import { canHaveContainers, Container } from './support/containers.js';
import { readDockerfile } from './support/dockerfile.js';
import { probeVideo, RealFarm } from './support/farm.js';
import { killLeftovers } from './support/program.js';
import { ROOT, unpackedRelease } from './support/release.js';
import type { UnpackedRelease } from './support/release.js';

jest.setTimeout(180_000);

const run = promisify(execFile);

/** The whole of the demo takes minutes on a busy machine. */
const FRAMES = process.env.SOAK ? 24 : 6;

const PAPERS = ['README.md', 'LICENSE', 'THIRD-PARTY-LICENSES.txt', 'docs'];

let release: UnpackedRelease;
let farm: RealFarm;

beforeAll(async () => {
  release = await unpackedRelease();
});
beforeEach(async () => {
  farm = await RealFarm.make(release.programs);
});
afterEach(async () => {
  await killLeftovers();
  await farm.remove();
});
afterAll(() => release.remove());

it('the archive has the name, the folder and the programs that container recipes expect, and a checksum (contract 11 §13)', async () => {
  const { version } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
  expect(path.basename(release.folder)).toBe(`flamenco-${version}-linux-${architecture}`);
  const { stdout } = await run('tar', ['-tzf', release.archive]);
  const tops = new Set(stdout.split('\n').flatMap((name) => name.split('/')[0] || []));
  expect([...tops]).toEqual([path.basename(release.folder)]);
  const top = await readdir(release.folder);
  expect(top).toEqual(expect.arrayContaining(['flamenco-manager', 'flamenco-worker', ...PAPERS]));
  await run('sha256sum', ['-c', `${path.basename(release.archive)}.sha256`], { cwd: path.dirname(release.archive) });
});

it('nothing in the archive tells where it was made, or is left of the build', async () => {
  // Blank for grep when nothing is found, which is exit code 1.
  const search = (text: string) => run('grep', ['-rlF', text, release.folder]).catch(({ stdout }) => ({ stdout }));
  expect((await search(ROOT.replace(/\/$/, ''))).stdout).toBe('');
  for (const cache of ['.npm', '.cache']) expect((await search(path.join(homedir(), cache))).stdout).toBe('');
  const files = await readdir(path.join(release.folder, 'lib'), { recursive: true });
  expect(
    files.filter((file) => /\.(?:ts|map)$|\.test\.js$|^node_modules\/(?:jest|typescript|eslint)\//.test(file)),
  ).toEqual([]);
});

it('the licences of everything in the archive come with it', async () => {
  const read = (name: string) => readFile(path.join(release.folder, name), 'utf8');
  expect(await read('LICENSE')).toContain('END OF TERMS AND CONDITIONS');
  const text = await read('THIRD-PARTY-LICENSES.txt');
  expect(text).toContain(`\nNode.js ${process.version} (`);
  expect(text).toContain('Copyright Node.js contributors');
  const modules = path.join(release.folder, 'lib/node_modules');
  const files = await readdir(modules, { recursive: true });
  const packages = files.filter((file) => /^(?:.*node_modules\/)?(?:@[^/]+\/)?[^/@]+\/package\.json$/.test(file));
  const foreign = packages.filter((file) => !file.startsWith('@flamenco/'));
  expect(foreign.length).toBeGreaterThan(100);
  for (const file of foreign) {
    const { name, version } = JSON.parse(await read(`lib/node_modules/${file}`)) as { name: string; version: string };
    expect(text).toContain(`\n${name} ${version} (`);
  }
});

it('the same sources make the same archive', async () => {
  const again = await unpackedRelease();
  const sumOf = async (archive: string) => (await readFile(`${archive}.sha256`, 'utf8')).split(' ')[0];
  expect(await sumOf(again.archive)).toBe(await sumOf(release.archive));
  await again.remove();
});

it('both programs start by a link, from another directory and with an empty environment', async () => {
  for (const name of ['flamenco-manager', 'flamenco-worker']) {
    const link = path.join(farm.folder, name);
    await symlink(path.join(release.folder, name), link);
    const { stdout } = await run(link, ['-version'], { cwd: farm.folder, env: {} });
    expect(stdout).toMatch(/^Flamenco \(TypeScript\) \d+\.\d+\.\d+\S*(?: \([0-9a-f]{8}\))?\n$/);
  }
});

it('the program finds the job types and the storage that lie beside it (D3.7, D4.7)', async () => {
  const scripts = path.join(release.folder, 'scripts');
  await mkdir(scripts);
  const source = 'const JOB_TYPE = { label: "Ours", settings: [] };\nfunction compileJob(job) {}\n';
  await writeFile(path.join(scripts, 'our_own.js'), source);
  await mkdir(path.join(release.folder, 'flamenco-manager-storage'));
  const manager = await farm.startManager();
  const { data } = await farm.client.GET('/api/v3/jobs/types');
  expect(data?.job_types.map(({ name }) => name)).toContain('our-own');
  expect(manager.output).toContain(`onDisk=${path.join(release.folder, 'flamenco-manager-storage')}`);
  expect(await manager.kill('SIGTERM')).toEqual({ code: 0, signal: null });
});

const hasSystemd = existsSync('/usr/bin/systemd-analyze');

// Debian's systemd; CI installs it (.ci/run). The real service manager would need a machine of its own.
(hasSystemd ? it : it.skip)('systemd finds nothing wrong with the units', async () => {
  const units = path.join(release.folder, 'docs/deployment/systemd');
  for (const name of await readdir(units)) {
    const text = (await readFile(path.join(units, name), 'utf8')).replaceAll('/opt/flamenco/', `${release.folder}/`);
    const file = path.join(farm.folder, name.replace('@', '@1'));
    await writeFile(file, text);
    // Whatever it finds, also what it would only ignore, is printed.
    const { stdout, stderr } = await run('/usr/bin/systemd-analyze', ['verify', '--man=no', file]);
    expect([name, stdout, stderr.split('\n').filter((line) => line.includes(path.basename(file)))]).toEqual([
      name,
      '',
      [],
    ]);
  }
});

it('renders the demo film on a machine without Node.js and npm', async () => {
  const scene = path.join(farm.storage, 'demo.blend');
  const demo = path.join(ROOT, 'scripts/demo/scene.py');
  const blenderEnv = { PATH: '/usr/bin:/bin', HOME: farm.folder };
  await run('/usr/bin/blender', ['-b', '--factory-startup', '--python', demo, '--', scene], { env: blenderEnv });
  await farm.startManager();
  farm.startWorker('nora');
  const settings = { ...farm.film(scene, `1-${FRAMES}`, 4), scene: 'Demo' };
  const { id } = await farm.submit({ settings });
  expect((await farm.untilStatus(id, 'completed', 'failed', 'canceled')).status).toBe('completed');
  const folder = path.join(farm.storage, 'render', 'film');
  expect((await readdir(folder)).filter((file) => file.endsWith('.png'))).toHaveLength(FRAMES);
  expect(await probeVideo(path.join(folder, `demo-1-${FRAMES}.mp4`))).toMatchObject({
    width: 320,
    height: 180,
    nb_read_frames: String(FRAMES),
  });
  const ready = await fetch(`${farm.url}readyz`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
});

const DOCKER = 'docs/deployment/docker';

/** The services of the compose file, as far as this test is concerned. */
interface Compose {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly build: { readonly dockerfile: string };
        readonly ports?: readonly string[];
        readonly environment?: Readonly<Record<string, string>>;
        readonly volumes: readonly string[];
        readonly command?: readonly string[];
        readonly depends_on?: unknown;
        readonly deploy?: unknown;
      }
    >
  >;
  readonly volumes: object;
}

// Needs root, a Debian and iproute2, as CI has them; Docker itself is not needed.
(canHaveContainers() ? it : it.skip)(
  'the images are built, and the services of the compose file are a farm',
  async () => {
    const docker = path.join(release.folder, DOCKER);
    const { services, volumes } = load(await readFile(path.join(docker, 'compose.yaml'), 'utf8')) as Compose;
    const [, version = ''] = /^flamenco-(.*)-linux-\w+$/.exec(path.basename(release.folder)) ?? [];
    const start = async (name: string, beside?: Container) => {
      const { build, command, environment, volumes: mounts } = services[name]!;
      const dockerfile = await readFile(path.join(docker, build.dockerfile), 'utf8');
      const places = mounts.map((mount) => mount.split(':') as [string, string]);
      return await Container.start(farm.folder, {
        instructions: readDockerfile(dockerfile, { VERSION: version }),
        context: path.dirname(release.archive),
        volumes: Object.fromEntries(
          places.map(([volume, place]) => [place, path.join(farm.folder, 'volumes', volume)]),
        ),
        hosts: Object.keys(services),
        ...{ command, environment, beside },
      });
    };
    const manager = await start('manager');
    expect(services.manager?.ports).toEqual(['8484:8080']);
    expect(manager.settings.ports).toEqual(['8080']);
    expect(Object.keys(volumes).sort()).toEqual(['shared', 'storage']);
    expect(manager.settings.volumes).toEqual(['/var/lib/flamenco']);
    expect(services.worker?.depends_on).toEqual({ manager: { condition: 'service_healthy' } });
    await farm.until(() => manager.exec(manager.settings.healthCheck), 'a healthy Manager');

    const workers = [await start('worker', manager), await start('worker', manager)];
    expect(services.worker?.deploy).toEqual({ replicas: '${FLAMENCO_WORKERS:-2}' });
    const ask = async (page: string, init = '{}') => {
      const program = `fetch('http://manager:8080${page}', ${init}).then((a) => a.text()).then(console.log)`;
      return JSON.parse(await manager.exec(['/opt/flamenco/lib/node', '-e', program]));
    };
    const awake = async () => {
      const answer = (await ask('/api/v3/worker-mgt/workers')) as { workers: { status: string }[] };
      return answer.workers.filter(({ status }) => status === 'awake').length === 2 ? true : undefined;
    };
    await farm.until(awake, 'two Workers that are awake');
    expect(await ask('/readyz')).toEqual({ status: 'ready' });
    expect(await workers[0]?.exec(['blender', '--version'])).toMatch(/^Blender \d/);
    const job = {
      ...{ name: 'echo', type: 'echo-sleep-test', priority: 50, submitter_platform: 'linux' },
      settings: { message: 'hello', sleep_duration_seconds: 0, sleep_repeats: 1 },
    };
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(job) };
    const { id } = (await ask('/api/v3/jobs', JSON.stringify(init))) as { id: string };
    const completed = async () =>
      ((await ask(`/api/v3/jobs/${id}`)) as { status: string }).status === 'completed' ? true : undefined;
    await farm.until(completed, 'a completed job');
    // The volumes have the farm's files; nothing runs as root.
    expect(await readdir(path.join(farm.folder, 'volumes/storage'))).toContain('flamenco-manager.sqlite');
    expect((await stat(path.join(farm.folder, 'volumes/storage/flamenco-manager.sqlite'))).uid).toBe(1000);
    for (const { program } of [...workers, manager])
      expect(await program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  },
);
