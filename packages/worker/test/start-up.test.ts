import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { useDirectory } from './support/directory.js';
import { useWorkerProcesses } from './support/worker-process.js';

/** Nobody listens there. */
const NOBODY = 'http://127.0.0.1:9/';

describe('the Worker program', () => {
  const directory = useDirectory();
  const start = useWorkerProcesses();
  const home = () => join(directory(), 'home');

  /** Starts it with these arguments. */
  const run = (...args: string[]) => start({ args, home: home(), workingDirectory: directory() });
  const writeConfig = (text: string) => writeFile(join(directory(), 'flamenco-worker.yaml'), text);

  it('tells its version in one line', async () => {
    const worker = run('-version');
    expect(await worker.ended).toBe(0);
    expect(worker.stdout()).toMatch(/^Flamenco \(TypeScript\) 4\.0\.0-dev \(\S+\)\n$/);
    expect(worker.stderr()).toBe('');
  });

  it('explains its flags (07 §2)', async () => {
    const worker = run('-help');
    expect(await worker.ended).toBe(0);
    expect(worker.stdout()).toBe('');
    expect(worker.stderr()).toMatch(/^Usage of .*:\n {2}-debug\n {4}\tEnable debug-level logging\.\n/);
    for (const flag of [
      '-manager string',
      '-restart-exit-code int',
      '-flush',
      '-quiet',
      '-trace',
      '-register',
      '-version',
      '-log-file string',
    ])
      expect(worker.stderr()).toContain(`  ${flag}\n`);
  });

  it.each([
    [['-nope'], 'flag provided but not defined: -nope\n'],
    [['-restart-exit-code', 'x'], 'invalid value "x" for flag -restart-exit-code: parse error\n'],
    [['-log-format', 'xml'], 'invalid value "xml" for flag -log-format: should be "text" or "json"\n'],
  ])('refuses %j (07 §2, §3)', async (args, message) => {
    const worker = run(...args);
    expect(await worker.ended).toBe(2);
    expect(worker.stderr()).toContain(message);
    expect(worker.stdout()).toBe('');
  });

  it('names the line of a broken configuration file, and what to do (07 §5.2)', async () => {
    await writeConfig('manager_url: http://localhost:8080/\ntask_types: [blender\nworker_name: x\n');
    const worker = run();
    expect(await worker.ended).toBe(1);
    expect(worker.stdout()).toMatch(
      /FTL error loading worker configuration error=".*flamenco-worker\.yaml, line \d: this is not valid YAML: .*correct it/,
    );
  });

  it('names the key of a wrong value, and what it should be (07 §5.1, §5.2)', async () => {
    await writeConfig('manager_url: http://localhost:8080/\nrestart_exit_code: many\n');
    const worker = run();
    expect(await worker.ended).toBe(1);
    expect(worker.stdout()).toMatch(
      /flamenco-worker\.yaml, line 2: restart_exit_code should be a whole number, such as 47"/,
    );
  });

  it.each([
    ['ftp://somewhere/', 'manager URL should start with http:// or https://'],
    ['http://me:secret@host/', 'manager URL should not contain a user name or password'],
  ])('refuses the Manager URL %s (07 §4.3)', async (url, message) => {
    const worker = run('-manager', url);
    expect(await worker.ended).toBe(1);
    expect(worker.stdout()).toMatch(/FTL invalid manager URL/);
    expect(worker.stdout()).toContain(message);
    expect(worker.stdout()).not.toContain('secret');
  });

  it('names the file of a Manager URL that cannot be used', async () => {
    await writeConfig('manager_url: "ftp://somewhere/"\n');
    const worker = run();
    expect(await worker.ended).toBe(1);
    expect(worker.stdout()).toMatch(
      /FTL invalid manager URL error=".*flamenco-worker\.yaml: manager URL should start with/,
    );
  });

  it('looks for a Manager when it knows none, until it is stopped', async () => {
    const worker = run();
    await worker.untilLogged(/INF auto-discovering Manager via UPnP\/SSDP timeout=10m0s/);
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
  });

  it('keeps trying when its Manager is away, and says what it tries', async () => {
    const worker = run('-manager', NOBODY);
    const attempt =
      /WRN unable to register at Manager, will try again error=".*" hint=".*" manager=http:\/\/127\.0\.0\.1:9\//;
    await worker.untilLogged(new RegExp(`${attempt.source}[^]*${attempt.source}`));
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
  });

  it('refuses a home that another one uses, also for -flush and -register (D6.8)', async () => {
    const first = run('-manager', NOBODY);
    await first.untilLogged(/will try again/);
    const others = [[], ['-flush'], ['-register']].map((flags) => run('-manager', NOBODY, ...flags));
    for (const other of others) {
      expect(await other.ended).toBe(1);
      expect(other.stdout()).toMatch(/FTL another Worker is using the same home directory error=".*FLAMENCO_HOME"/);
      expect(other.stdout()).toContain(home());
    }
    first.signal('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
    const third = run('-manager', NOBODY);
    await third.untilLogged(/will try again/);
  });

  it('says why its home cannot be used', async () => {
    await writeFile(home(), 'a file');
    const worker = run('-manager', NOBODY);
    expect(await worker.ended).toBe(1);
    expect(worker.stdout()).toMatch(
      /FTL cannot use the directory for the Worker's own files error=".*home: .*FLAMENCO_HOME"/,
    );
  });

  it('writes its log as JSON and to a file as well, when asked to', async () => {
    const file = join(directory(), 'log', 'worker.log');
    const worker = run('-manager', 'http://', '-log-format', 'json', '-log-file', file, '-quiet');
    expect(await worker.ended).toBe(1);
    expect(JSON.parse(worker.stdout())).toMatchObject({ level: 'fatal', message: 'invalid manager URL' });
    expect(await readFile(file, 'utf8')).toBe(worker.stdout());
  });

  it('says when it cannot write its log file', async () => {
    const worker = run('-manager', NOBODY, '-log-file', directory());
    expect(await worker.ended).toBe(1);
    expect(worker.stderr()).toContain(`cannot write the log file ${directory()}: `);
  });
});
