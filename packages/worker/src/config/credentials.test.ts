import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CredentialsFile, decodeCredentials, encodeCredentials } from './credentials.js';

const WORKER_ID = '6b0b2a3f-1111-4444-8888-000000000000';

describe('the text of the credentials file (07 §5.6)', () => {
  it('is the one that the original writes', () => {
    const secret = 'ab'.repeat(32);
    expect(encodeCredentials({ workerId: WORKER_ID, secret })).toBe(
      `worker_id: ${WORKER_ID}\nworker_secret: ${secret}\n`,
    );
  });

  it.each(['1'.repeat(64), `12e${'4'.repeat(61)}`, '0'.repeat(64)])('keeps the secret %s a text', (secret) => {
    const text = encodeCredentials({ workerId: WORKER_ID, secret });
    expect(text).toContain(`"${secret}"`);
    expect(decodeCredentials(text)).toEqual({ workerId: WORKER_ID, secret });
  });

  it("reads the original's unquoted secrets whatever they look like", () => {
    const text = `# a comment\nworker_id: ${WORKER_ID}\nworker_secret: 12e45670\n`;
    expect(decodeCredentials(text)).toEqual({ workerId: WORKER_ID, secret: '12e45670' });
  });

  it.each(['', '# only a comment', 'worker_id: x', 'worker_id: x\nworker_secret:\n', 'broken: [', 'text'])(
    '%j holds no credentials',
    (text) => {
      expect(decodeCredentials(text)).toBeUndefined();
    },
  );

  it('survives writing and reading for every identity', () => {
    const identity = fc.record({ workerId: fc.uuid(), secret: fc.string({ minLength: 1 }) });
    fc.assert(
      fc.property(identity, (credentials) => {
        expect(decodeCredentials(encodeCredentials(credentials))).toEqual(credentials);
      }),
    );
  });
});

describe('the credentials file (07 §5.6)', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'credentials-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const file = () => new CredentialsFile(join(directory, 'credentials.yaml'), () => '# header\n');

  it('is missing before the first registration', async () => {
    expect(await file().read()).toEqual({ outcome: 'missing' });
  });

  it('is replaced in one step and readable by its owner only', async () => {
    await writeFile(join(directory, 'credentials.yaml'), 'former', { mode: 0o644 });
    const credentials = { workerId: WORKER_ID, secret: 's3cret' };
    await file().write(credentials, new Date());
    expect(await file().read()).toEqual({ outcome: 'found', credentials });
    expect((await stat(join(directory, 'credentials.yaml'))).mode & 0o777).toBe(0o600);
    expect(await readdir(directory)).toEqual(['credentials.yaml']);
    expect(await readFile(join(directory, 'credentials.yaml'), 'utf8')).toMatch(/^# header\n/);
  });

  it('is incomplete when it was cut off', async () => {
    await writeFile(join(directory, 'credentials.yaml'), 'worker_id: 6b0b');
    expect(await file().read()).toEqual({ outcome: 'incomplete' });
  });
});
