import { writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FarmServer } from './support/farm-server.js';

let server: FarmServer;

afterEach(() => server.stop());

type Json = Record<string, unknown>;

const FILE = `# The farm of the animation school
_meta: {version: 3}
manager_name: School   # shown to everybody
shared_storage_path: /mnt/school
job_fail_percentage: 25
studio_contact: admin@school.example
mqtt:
  client: {enabled: true, broker: 'tcp://broker:1883', password: secret, keepalive: 30}
variables:
  storage:
    is_twoway: true
    note: the big one
    values:
      - {platforms: [linux, darwin], value: /mnt/school, mount: nfs}
      - {platform: windows, value: 'S:\\'}
  blender:
    values: [{platform: linux, value: /opt/blender/blender}]
`;

const start = async () => {
  server = await FarmServer.start({ configFile: FILE });
};
const read = async (query = '') => (await server.get(`/configuration/file${query}`)).body as Json;
const save = (body: unknown) => server.ask('PUT', '/configuration/file', { body });

/** What the original's settings page sends: platform, value and, if it is not "all", audience of every value. */
function asTheSettingsPageSends(json: Json): Json {
  type Value = { audience?: string; platform?: string; value: string };
  const variables = Object.entries(json.variables as Record<string, { is_twoway?: boolean; values: Value[] }>);
  return {
    ...json,
    variables: Object.fromEntries(
      variables.map(([name, { is_twoway = false, values }]) => [
        name,
        {
          is_twoway,
          values: values.map(({ audience, platform, value }) => ({
            ...{ platform, value },
            ...(audience !== 'all' && { audience }),
          })),
        },
      ]),
    ),
  };
}

describe('reading the settings (contract 01 §3.10, 05 §9.2)', () => {
  it('gives exactly the keys that the settings page of the original knows, defaults filled in', async () => {
    await start();
    const json = await read();
    expect(Object.keys(json)).toEqual([
      ...['_meta', 'manager_name', 'database', 'database_check_period', 'listen', 'autodiscoverable'],
      ...['local_manager_storage_path', 'shared_storage_path', 'shaman', 'task_timeout', 'worker_timeout'],
      ...['blocklist_threshold', 'task_fail_after_softfail_count', 'mqtt', 'variables'],
    ]);
    expect(json).toMatchObject({
      _meta: { version: 3 },
      manager_name: 'School',
      database_check_period: '10m0s',
      shaman: { enabled: true, garbageCollect: { period: '24h0m0s', maxAge: '744h0m0s' } },
    });
  });

  it('gives a value for several platforms as one for each, because the page knows no lists', async () => {
    await start();
    expect((await read()).variables).toMatchObject({
      storage: {
        is_twoway: true,
        values: [
          { audience: 'all', platform: 'linux', value: '/mnt/school' },
          { audience: 'all', platform: 'darwin', value: '/mnt/school' },
          { audience: 'all', platform: 'windows', value: 'S:\\' },
        ],
      },
      blenderArgs: { values: [{ audience: 'all', platform: 'all', value: '-b -y' }] },
    });
  });

  it('gives our own web app the additional keys, and lists of platforms as they are', async () => {
    await start();
    const json = await read('?additions=true');
    expect(json).toMatchObject({ job_fail_percentage: 25, trusted_proxies: ['127.0.0.1', '::1'] });
    expect(json.variables).toMatchObject({ storage: { values: [{ platforms: ['linux', 'darwin'] }, {}] } });
  });

  it('never gives a password away', async () => {
    await start();
    expect(JSON.stringify(await read())).not.toContain('secret');
    expect(await read()).toMatchObject({ mqtt: { client: { password: '********' } } });
  });

  it('shows a database server without its password, which a save of what was shown does not touch (D4.2)', async () => {
    await start();
    const url = 'postgres://farm:topsecret@db.studio/flamenco';
    await server.setup.edit(`database: ${url}\n${FILE.replace(/^database:.*\n/m, '')}`);
    const shown = await read();
    expect(shown).toMatchObject({ database: 'postgres://farm:***@db.studio/flamenco' });
    await save({ ...shown, manager_name: 'Academy' });
    expect(await server.setup.file()).toContain(url);
    expect(await read()).toMatchObject({ manager_name: 'Academy', database: 'postgres://farm:***@db.studio/flamenco' });
  });

  it('shows what somebody has just written into the file', async () => {
    await start();
    await server.setup.edit(FILE.replace('School', 'Academy'));
    expect(await read()).toMatchObject({ manager_name: 'Academy' });
    expect((await server.get('/version')).body).toMatchObject({ name: 'Academy' });
  });

  it('shows the last good settings while the file is broken', async () => {
    await start();
    await server.setup.edit(FILE.replace('version: 3', 'version: ['));
    expect(await read()).toMatchObject({ manager_name: 'School' });
    expect((await server.get('/configuration')).body).toMatchObject({ storageLocation: '/mnt/school/jobs' });
  });
});

describe('saving the settings (contract 01 §3.11, 05 §9.3, D4.2)', () => {
  it('leaves the file alone, with its comments, when the settings page sends what it got', async () => {
    await start();
    expect((await save(asTheSettingsPageSends(await read()))).status).toBe(204);
    expect(await server.setup.file()).toBe(FILE);
    expect(await server.setup.files()).toEqual(['flamenco-manager.yaml']);
  });

  it('keeps everything that the settings page does not know when it changes something else', async () => {
    await start();
    await save({ ...asTheSettingsPageSends(await read()), manager_name: 'Academy' });
    const text = await server.setup.file();
    expect(text).toContain('manager_name: Academy');
    expect(text).toContain('job_fail_percentage: 25');
    expect(text).toContain('studio_contact: admin@school.example');
    expect(text).toContain('keepalive: 30');
    expect(text).toContain('password: secret');
    expect(text).toContain('note: the big one');
    expect(text).toContain('platforms: [linux, darwin]');
    expect(text).toContain('mount: nfs');
    expect(await server.setup.file('flamenco-manager.yaml.bak')).toBe(FILE);
  });

  it('puts into effect at once what needs no restart, and says what does', async () => {
    await start();
    const json = asTheSettingsPageSends(await read());
    await save({ ...json, manager_name: 'Academy', blocklist_threshold: 7, listen: ':9999', task_timeout: '30m' });
    expect((await server.get('/version')).body).toMatchObject({ name: 'Academy' });
    expect(server.farm.config.current()).toMatchObject({
      ...{ blocklistThreshold: 7, taskTimeoutMs: 1_800_000, listen: ':8080' },
    });
    expect(await read()).toMatchObject({ listen: ':9999', task_timeout: '30m0s' });
    expect(server.farm.consoleLines).toContainEqual(
      expect.objectContaining({
        msg: 'in-memory configuration file replaced',
        changed: ['manager_name', 'listen', 'task_timeout', 'blocklist_threshold'],
      }),
    );
    expect(server.farm.consoleLines).toContainEqual(expect.objectContaining({ level: 40, keys: ['listen'] }));
  });

  it('replaces variables as a whole, and translates with the new ones at once', async () => {
    await start();
    const values = [
      { platform: 'linux', value: '/mnt' },
      { platform: 'windows', value: 'F:\\' },
    ];
    await save({ ...(await read()), variables: { disk: { is_twoway: true, values } } });
    expect((await server.get('/configuration/variables/workers/linux')).body).toEqual({
      disk: { value: '/mnt', is_twoway: true },
      jobs: { value: '/mnt/school/jobs', is_twoway: false },
    });
    expect((await server.get('/configuration/shared-storage/users/windows')).body).toMatchObject({
      location: 'F:\\school\\jobs',
    });
    await save({ variables: null });
    expect((await read()).variables).toEqual({});
  });

  it('takes only what a client sends, the rest stays', async () => {
    await start();
    await save({ manager_name: 'Academy', mqtt: { client: { password: 'new' } }, job_fail_percentage: 50 });
    expect(await read('?additions=true')).toMatchObject({
      ...{ manager_name: 'Academy', shared_storage_path: '/mnt/school', job_fail_percentage: 50 },
      mqtt: { client: { enabled: true } },
    });
    expect(await server.setup.file()).toContain('password: new');
  });

  it('makes a file where there was none', async () => {
    server = await FarmServer.start();
    expect((await save(await read())).status).toBe(204);
    expect(await server.setup.file()).toContain('manager_name: Flamenco');
  });

  it('does not overwrite what somebody wrote into the file meanwhile', async () => {
    await start();
    await server.setup.edit(`${FILE}blocklist_threshold: 9\n`);
    await save({ manager_name: 'Academy' });
    expect(await read()).toMatchObject({ manager_name: 'Academy', blocklist_threshold: 9 });
  });

  it.each<[Json, RegExp]>([
    [{ _meta: { version: 2 } }, /version is 2, but only version 3/],
    [{ _meta: {} }, /version is 0/],
    [{ listen: '' }, /"listen" is empty/],
    [{ listen: null }, /"listen" is empty/],
    [{ listen: 'everywhere' }, /"listen" has no port/],
    [{ manager_name: 5 }, /"manager_name" should be text, but is 5/],
    [{ autodiscoverable: 'yes' }, /"autodiscoverable" should be true or false/],
    [{ blocklist_threshold: '3' }, /"blocklist_threshold" should be a whole number/],
    [{ blocklist_threshold: -1 }, /"blocklist_threshold" is negative/],
    [{ task_timeout: 10 }, /"task_timeout" should be text, but is 10/],
    [{ task_timeout: null }, /"task_timeout" should be text/],
    [{ task_timeout: '1 hour' }, /"task_timeout" should be a duration/],
    [{ shaman: true }, /"shaman" should have lines like/],
    [{ mqtt: { client: [] } }, /"mqtt.client" should have/],
    [{ variables: [] }, /"variables" should have/],
    [{ variables: { x: { values: {} } } }, /"variables.x.values" should be a list/],
    [{ variables: { x: { is_twoway: 'true', values: [] } } }, /"variables.x.is_twoway" should be true or false/],
    [{ trusted_proxies: ['router'] }, /"trusted_proxies" should list addresses/],
  ])('refuses %j and changes nothing', async (change, message) => {
    await start();
    const [status, text] = await server.refusal(save({ ...(await read()), ...change }));
    expect([status, text]).toEqual([400, expect.stringMatching(message)]);
    expect(await server.setup.file()).toBe(FILE);
    expect(server.farm.config.current()).toMatchObject({ managerName: 'School' });
  });

  it.each(['variables', 'mqtt', 'manager_name'])('refuses a "%s" that is nested without end', async (key) => {
    await start();
    const bytes = `{"${key}": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const headers = { 'Content-Type': 'application/json' };
    const [status] = await server.refusal(server.ask('PUT', '/configuration/file', { bytes, headers }));
    expect(status).toBe(400);
    expect(await server.setup.file()).toBe(FILE);
  });

  it('takes stars for a name: only secrets are masked with them', async () => {
    await start();
    await save({ manager_name: '********' });
    expect(await read()).toMatchObject({ manager_name: '********' });
  });

  it('says why when the file cannot be written, and keeps what is in effect', async () => {
    await start();
    await server.setup.remove();
    await writeFile(server.setup.folder, 'a file where the folder was');
    const [status, text] = await server.refusal(save({ manager_name: 'Academy' }));
    expect([status, text]).toEqual([500, expect.stringMatching(/^error saving configuration file: /)]);
    expect((await server.get('/version')).body).toMatchObject({ name: 'School' });
  });
});
