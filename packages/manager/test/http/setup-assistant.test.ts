import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FarmServer } from './support/farm-server.js';

let server: FarmServer;

beforeEach(async () => {
  server = await FarmServer.start();
});
afterEach(() => server.stop());

const inFolder = (...names: readonly string[]) => path.join(server.setup.folder, ...names);
const checkStorage = async (directory: string) =>
  (await server.post('/configuration/check/shared-storage', { path: directory })).body;

describe('checking a shared storage (contract 01 §3.3, 05 §9.7)', () => {
  it('accepts a directory in which files can be written, and leaves nothing there', async () => {
    await mkdir(inFolder('storage'));
    expect(await checkStorage(inFolder('storage'))).toEqual({
      ...{ path: inFolder('storage'), is_usable: true, cause: 'Directory checked successfully' },
    });
    expect(await server.setup.files()).toEqual(['storage']);
  });

  it.each([
    ['', /Enter the directory/],
    ['\\\\NAS\\share', /network path \(UNC\).*drive letter/],
    ['/no/such/directory', /does not exist/],
    ['/etc/passwd', /is a file/],
    ['/etc/passwd/below', /is a file/],
    ['/proc', /No file can be written/],
    ['/with\0zero', /cannot be looked at/],
  ])('refuses %j with a reason', async (directory, cause) => {
    expect(await checkStorage(directory)).toEqual({
      ...{ path: directory, is_usable: false, cause: expect.stringMatching(cause) },
    });
  });

  it('refuses the directory of the Manager itself', async () => {
    await mkdir(server.setup.programFolder);
    expect(await checkStorage(server.setup.programFolder)).toMatchObject({
      ...{ is_usable: false, cause: expect.stringMatching(/directory of Flamenco Manager itself/) },
    });
  });
});

/** A program that prints this when it is asked for its version. */
async function makeProgram(file: string, script: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
}

const BLENDER = 'echo "a warning" >&2; echo "Blender 4.2.1 LTS"; echo "  build date: today"';

describe('finding Blender (contract 01 §3.4, §3.5, 05 §9.8, §17.1)', () => {
  const find = async () => (await server.get('/configuration/check/blender')).body;
  const check = async (text: string) => (await server.post('/configuration/check/blender', { path: text })).body;

  it('finds none where there is none', async () => {
    expect(await find()).toEqual([]);
    expect(await check('')).toMatchObject({
      input: '',
      path: '',
      is_usable: false,
      cause: 'Blender could not be found',
    });
  });

  it('finds the one on the PATH', async () => {
    const file = inFolder('bin', 'blender');
    await makeProgram(file, BLENDER);
    expect(await find()).toEqual([
      { input: 'blender', path: file, source: 'path_envvar', is_usable: true, cause: 'Blender 4.2.1 LTS' },
    ]);
    const found = { path: file, source: 'path_envvar', is_usable: true, cause: 'Found Blender 4.2.1 LTS' };
    expect(await check('')).toEqual({ input: '', ...found });
    expect(await check('blender')).toEqual({ input: 'blender', ...found });
  });

  it('finds the real one of this machine', async () => {
    expect(await check('/usr/bin/blender')).toMatchObject({
      ...{ path: '/usr/bin/blender', source: 'input_path', is_usable: true },
      cause: expect.stringMatching(/^Found Blender \d+\.\d+/),
    });
  });

  it('leaves out one that does not run, instead of failing', async () => {
    await makeProgram(inFolder('bin', 'blender'), 'echo "a library is missing" >&2; exit 127');
    expect(await find()).toEqual([]);
  });

  it('takes the directory of an installation', async () => {
    await makeProgram(inFolder('blender-4.2 (new)', 'blender'), BLENDER);
    expect(await check(inFolder('blender-4.2 (new)'))).toMatchObject({
      ...{ path: inFolder('blender-4.2 (new)', 'blender'), source: 'input_path', is_usable: true },
    });
  });

  it('says what is wrong with a program that is not Blender', async () => {
    await makeProgram(inFolder('bin', 'gimp'), 'echo "GNU Image Manipulation Program"');
    await makeProgram(inFolder('bin', 'broken'), 'exit 3');
    await writeFile(inFolder('notes.txt'), 'no program');
    await symlink('/nowhere', inFolder('gone'));
    for (const [text, source, cause] of [
      ['gimp', 'path_envvar', /is not a Blender executable/],
      ['broken', 'path_envvar', /ended with exit code 3/],
      ['no-such-command', 'path_envvar', /could not be found/],
      [inFolder('notes.txt'), 'input_path', /cannot be started/],
      [inFolder('gone'), 'input_path', /could not be found/],
    ] as const) {
      expect(await check(text)).toEqual({
        ...{ input: text, path: '', source, is_usable: false, cause: expect.stringMatching(cause) },
      });
    }
  });
});

describe('confirming the setup assistant (contract 01 §3.9, 05 §9.9)', () => {
  const blender = { input: '', path: '', source: 'default', is_usable: true, cause: '' };
  const confirm = (storageLocation: string, blenderExecutable: unknown = blender) =>
    server.post('/configuration/setup-assistant', { storageLocation, blenderExecutable });
  const variables = async () => {
    const { body } = await server.get('/configuration/file');
    return (body as { variables: Record<string, { values: { value: string }[] }> }).variables;
  };

  it('creates the storage, saves, and asks for a restart', async () => {
    const storage = inFolder('farm', 'storage');
    expect((await confirm(storage)).status).toBe(204);
    expect(server.setup.restarts).toBe(1);
    expect(await server.setup.files()).toEqual(['farm', 'flamenco-manager.yaml']);
    expect(await server.setup.file()).toContain(`shared_storage_path: ${storage}\n`);
    expect((await server.get('/configuration')).body).toMatchObject({ isFirstRun: false });
    expect(await variables()).toEqual({
      blender: {
        values: ['linux', 'windows', 'darwin'].map((platform) => ({ audience: 'all', platform, value: 'blender' })),
      },
      blenderArgs: { values: [{ audience: 'all', platform: 'all', value: '-b -y' }] },
    });
  });

  it.each([
    [{ ...blender, source: 'file_association', path: 'C:\\Blender\\blender.exe' }, 'blender'],
    [{ ...blender, source: 'path_envvar', input: 'blender-4', path: '/usr/bin/blender-4' }, 'blender-4'],
    [{ ...blender, source: 'system_location', input: '/Applications/B', path: '/Applications/B' }, '/Applications/B'],
    [
      { ...blender, source: 'input_path', input: 'C:\\Program Files (x86)\\b', path: 'C:\\Program Files (x86)\\b.exe' },
      'C:\\Program Files (x86)\\b.exe',
    ],
  ])('starts the chosen Blender %j as %j', async (chosen, value) => {
    await confirm(inFolder('storage'), chosen);
    expect((await variables()).blender?.values.map((it) => it.value)).toEqual([value, value, value]);
  });

  it('keeps all other settings', async () => {
    await server.setup.edit('_meta: {version: 3}\nmanager_name: School\nvariables: {x: {values: []}}\n');
    await confirm(inFolder('storage'));
    expect((await server.get('/version')).body).toMatchObject({ name: 'School' });
    expect(Object.keys(await variables())).toEqual(['blender', 'blenderArgs', 'x']);
  });

  it.each<[string, unknown, RegExp]>([
    ['  ', blender, /configuration is incomplete: the location/],
    ['\\\\NAS\\share', blender, /UNC/],
    ['/proc/no/such/folder', blender, /does not exist and cannot be created/],
    ['/etc/passwd', blender, /is a file/],
    ['/tmp', { ...blender, is_usable: false }, /incomplete: the chosen Blender cannot be used/],
    ['/tmp', { ...blender, source: 'input_path', input: 'x' }, /incomplete: the path/],
    ['/tmp', { ...blender, source: 'path_envvar', path: '/usr/bin/blender' }, /incomplete: the path/],
    ['/tmp', { ...blender, source: 'file_association' }, /incomplete: the path/],
  ])('refuses %j with %j and saves nothing', async (storage, chosen, message) => {
    expect(await server.refusal(confirm(storage, chosen))).toEqual([400, expect.stringMatching(message)]);
    expect(server.setup.restarts).toBe(0);
    expect(await server.setup.files()).toEqual([]);
  });
});
