import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FarmServer } from './support/farm-server.js';

let server: FarmServer;

beforeAll(async () => {
  server = await FarmServer.start();
});
afterAll(() => server.stop());

describe('Shaman, while it is not active (contract 06 §4)', () => {
  const SHA = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
  const INACTIVE = [503, 'shaman server not active'];

  it('refuses every operation, without asking anybody to come back soon', async () => {
    const bytes = 'the file';
    const asked = [
      server.post('/shaman/checkout/requirements', { files: [] }),
      server.post('/shaman/checkout/create', { files: [], checkoutPath: 'film' }),
      server.get(`/shaman/files/${SHA}/8`),
      server.ask('POST', `/shaman/files/${SHA}/8`, { bytes, headers: { 'Content-Type': 'application/octet-stream' } }),
      server.ask('POST', `/shaman/files/${SHA}/8`, { bytes, headers: { 'X-Shaman-Can-Defer-Upload': 'True' } }),
    ];
    for (const answer of asked) expect(await server.refusal(answer)).toEqual(INACTIVE);
    expect((await server.get(`/shaman/files/${SHA}/8`)).headers.get('retry-after')).toBeNull();
  });

  it('refuses an upload that is larger than what fits into one packet, and goes on serving', async () => {
    const bytes = new Uint8Array(3 * 1024 * 1024);
    expect(await server.refusal(server.ask('POST', `/shaman/files/${SHA}/3145728`, { bytes }))).toEqual(INACTIVE);
    expect((await server.get('/version')).status).toBe(200);
  });

  it.each([
    ['GET', `/shaman/files/${SHA}/many`, {}, /"filesize" in path has an error: value must be an integer/],
    [
      'POST',
      `/shaman/files/${SHA}/8`,
      { 'X-Shaman-Can-Defer-Upload': 'perhaps' },
      /"X-Shaman-Can-Defer-Upload" in header has an error: value must be a boolean/,
    ],
  ])('%s %s: refuses what makes no sense before that', async (method, path, headers, message) => {
    expect(await server.refusal(server.ask(method, path, { headers }))).toEqual([400, expect.stringMatching(message)]);
  });
});
