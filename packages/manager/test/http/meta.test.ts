import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FarmServer } from './support/farm-server.js';

let server: FarmServer;

beforeEach(async () => {
  server = await FarmServer.start({ config: { managerName: 'Sprite Farm' } });
});
afterEach(() => server.stop());

describe('getVersion (contract 01 §1.14, §3.1, 05 §9.10, §17.2, D1.7)', () => {
  it('tells the name from the configuration and our own version', async () => {
    expect((await server.get('/version')).body).toEqual({
      name: 'Sprite Farm',
      version: '4.0.0-dev (cf286e71)',
      shortversion: '4.0.0-dev',
      git: 'cf286e71',
    });
  });

  it.each(['3.9-beta1', '3.9', '3.2', '3.10-rc.1'])(
    'tells an original add-on its own version %s, so that its user need not force the submission',
    async (version) => {
      const headers = { 'User-Agent': `Flamenco/${version} (Blender add-on)` };
      expect((await server.get('/version', { headers })).body).toMatchObject({
        version: '4.0.0-dev (cf286e71)',
        shortversion: version,
      });
    },
  );

  it.each([
    ['an add-on of another series', 'Flamenco/2.5 (Blender add-on)'],
    ['an add-on of our own', 'Flamenco/4.1.0 (Blender add-on)'],
    ['an original Worker', 'Flamenco/3.9-beta1 (cf286e71)'],
    ['something that quotes an add-on', 'proxy for Flamenco/3.9 (Blender add-on)'],
    ['somebody without a name', ''],
  ])('tells %s our version', async (_, userAgent) => {
    const { body } = await server.get('/version', { headers: { 'User-Agent': userAgent } });
    expect(body).toMatchObject({ shortversion: '4.0.0-dev' });
  });

  it('answers the same to everybody else who sends credentials that it does not need', async () => {
    const headers = { Authorization: 'Basic Og==' };
    expect((await server.get('/version', { headers })).status).toBe(200);
  });
});

describe('getFarmStatus (contract 01 §3.8)', () => {
  it('is the status that was determined last', async () => {
    expect((await server.get('/status')).body).toEqual({ status: 'starting' });
    server.farm.status.set('waiting');
    expect((await server.get('/status')).body).toEqual({ status: 'waiting' });
  });
});
