import { chmod, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { useDirectory } from '../support/directory.js';
import { FakeManager } from '../support/fake-manager.js';
import { fakeProgram } from '../support/fake-program.js';
import { writeCredentials } from '../support/with-worker.js';
import { useWorkerProcesses } from '../support/worker-process.js';

const HAS_PROGRAMS = existsSync('/usr/bin/blender') && existsSync('/usr/bin/ffmpeg');

/** The result of `-test -json`. */
interface Result {
  readonly passed: boolean;
  readonly checks: readonly { readonly check: string; readonly outcome: string; readonly text: string }[];
}

describe('flamenco-worker -test', () => {
  const directory = useDirectory();
  const start = useWorkerProcesses();
  let manager: FakeManager;
  beforeEach(async () => {
    manager = await FakeManager.start();
    manager.storage = join(directory(), 'storage');
    await mkdir(manager.storage);
  });
  afterEach(() => manager.disappear());

  const home = () => join(directory(), 'home');
  const run = (args: readonly string[], env: Record<string, string> = {}) =>
    start({
      args: ['-manager', manager.url, '-test', ...args],
      home: home(),
      workingDirectory: directory(),
      env: { TMPDIR: directory(), ...env },
    });
  /** Without any program to run, which makes it quick. */
  const inspect = async (env: Record<string, string> = {}): Promise<Result & { exitCode: unknown }> => {
    const test = run(['-json'], { PATH: '/nowhere', ...env });
    const exitCode = await test.ended;
    return { ...(JSON.parse(test.stdout()) as Result), exitCode };
  };
  const outcome = ({ checks }: Result, name: string) => checks.find(({ check }) => check === name);

  (HAS_PROGRAMS ? it : it.skip)(
    'finds a machine with all its programs ready, and leaves no trace',
    async () => {
      const test = run([]);
      expect(await test.ended).toBe(0);
      const lines = test.stdout().split('\n');
      expect(lines[0]).toMatch(/^Flamenco \(TypeScript\) .*: test of this machine$/);
      expect(test.stdout()).toMatch(/^ {2}ok {7}manager {8}http:\S+ answers: Fake Farm, version 3\.9$/m);
      expect(test.stdout()).toMatch(/^ {2}ok {7}storage {8}\S+ can be read and written$/m);
      expect(test.stdout()).toMatch(/^ {2}ok {7}blender {8}Blender \d+\.\d+/m);
      expect(test.stdout()).toMatch(/^ {2}ok {7}gpu /m);
      expect(test.stdout()).toMatch(/^ {2}ok {7}render {9}one frame rendered and read back/m);
      expect(test.stdout()).toMatch(/^ {2}ok {7}video /m);
      expect(test.stdout()).toMatch(/\nThis machine is ready to work\.\n$/);
      expect(test.stderr()).toBe('');
      expect((await readdir(directory(), { recursive: true })).filter((name) => name.includes('flamenco'))).toEqual([]);
      expect(await readdir(manager.storage)).toEqual([]);
      const asked = manager.requests.map(({ operation }) => operation);
      expect([...new Set(asked)].sort()).toEqual(['storage', 'variables', 'version']);
    },
    120_000,
  );

  it('says what is missing, as JSON for scripts', async () => {
    const result = await inspect();
    expect(result.exitCode).toBe(1);
    expect(result.passed).toBe(false);
    expect(result.checks.map(({ check, outcome }) => `${check} ${outcome}`)).toEqual([
      'configuration passed',
      'manager passed',
      'credentials passed',
      'storage passed',
      'blender failed',
      'ffmpeg failed',
      'gpu skipped',
      'render skipped',
      'video skipped',
    ]);
  });

  it('does not mind programs that the task types of the Worker do not need', async () => {
    await writeFile(join(directory(), 'flamenco-worker.yaml'), 'task_types: [misc]\n');
    const result = await inspect();
    expect(result.exitCode).toBe(0);
    expect(outcome(result, 'blender')).toMatchObject({
      outcome: 'skipped',
      text: expect.stringMatching(/^not needed/),
    });
  });

  it('asks whether the Manager knows the Worker, without a sign of life', async () => {
    const who = { workerId: '6b0b2a3f-1111-4444-8888-000000000000', secret: 'ab'.repeat(32) };
    await writeCredentials(home(), who);
    expect(outcome(await inspect(), 'credentials')).toMatchObject({ outcome: 'warning' });
    manager.addWorker(who.workerId, who.secret);
    expect(outcome(await inspect(), 'credentials')).toMatchObject({ outcome: 'passed' });
    const asked = manager.requests.filter(({ user }) => user !== '');
    expect(asked.map(({ operation, json }) => [operation, json])).toEqual([
      ['update', {}],
      ['update', {}],
    ]);
  });

  it('sees a storage that is not there', async () => {
    manager.storage = join(directory(), 'not-mounted');
    const finding = outcome(await inspect(), 'storage');
    expect(finding).toMatchObject({
      outcome: 'failed',
      text: expect.stringMatching(
        /not-mounted cannot be used: this Worker finds nothing there; the nearest .* Is it mounted here/,
      ),
    });
  });

  it('sees a Manager that does not answer, and goes on with the rest', async () => {
    await manager.disappear();
    const result = await inspect();
    expect(outcome(result, 'manager')).toMatchObject({
      outcome: 'failed',
      text: expect.stringMatching(/ECONNREFUSED/),
    });
    expect(outcome(result, 'storage')).toMatchObject({ outcome: 'skipped' });
    expect(outcome(result, 'blender')).toBeDefined();
  });

  it('sees a broken configuration, and goes on with the rest', async () => {
    await writeFile(join(directory(), 'flamenco-worker.yaml'), 'nice: 99\n');
    const result = await inspect();
    expect(outcome(result, 'configuration')).toMatchObject({
      outcome: 'failed',
      text: expect.stringMatching(/line 1: nice should be a whole number from 0 to 19/),
    });
    expect(outcome(result, 'blender')).toBeDefined();
  });

  it('looks at the Blender that the farm names, and sees one that renders nothing', async () => {
    const exe = join(directory(), 'our blender');
    await symlink(fakeProgram('fake-blender'), exe);
    await chmod(exe, 0o755);
    manager.rule('variables', () => ({ status: 200, json: { blender: { value: exe, is_twoway: false } } }));
    const result = await inspect({ PATH: '/usr/bin:/bin' });
    expect(outcome(result, 'blender')).toMatchObject({ outcome: 'passed', text: `Blender 4.5.1 (${exe})` });
    expect(outcome(result, 'gpu')).toMatchObject({ outcome: 'warning' });
    expect(outcome(result, 'render')).toMatchObject({ outcome: 'failed' });
  }, 60_000);

  it('runs beside a Worker in the same home', async () => {
    const worker = start({ args: ['-manager', manager.url], home: home(), workingDirectory: directory() });
    await manager.untilReceived('task');
    expect(outcome(await inspect(), 'credentials')).toMatchObject({ outcome: 'passed' });
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
  });

  it('can be interrupted', async () => {
    manager.rule('version', () => 'silence');
    const test = run([]);
    await manager.untilReceived('version');
    test.signal('SIGINT');
    expect(await test.ended).toBe(1);
    expect(test.stdout()).toMatch(/\nThe test was interrupted\.\n$/);
  });
});
