import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Schemas } from '@flamenco/api';
import { BUILT_IN_TYPES } from '../support/job-type-scripts.js';
import { FarmServer } from './support/farm-server.js';

let server: FarmServer;

beforeAll(async () => {
  server = await FarmServer.start({
    ports: ({ jobTypes }) => ({
      jobTypes: {
        list: () => jobTypes.list(),
        compile: (job) => jobTypes.compile(job),
        examine: (script) => jobTypes.examine(script),
        stop: () => jobTypes.stop(),
        find: (name) =>
          name === 'broken'
            ? Promise.resolve({ problem: { name, file: 'broken.js', message: 'line 3 is odd', severity: 'error' } })
            : jobTypes.find(name),
      },
    }),
  });
});
afterAll(() => server.stop());

const ECHO = {
  name: 'echo-sleep-test',
  label: 'Echo Sleep Test',
  // The test vector of contract 02 §3.2: it is the original's.
  etag: 'eba586e16d6b55baaa43e32f9e78ae514b457fee',
  settings: [
    { key: 'message', type: 'string', required: true },
    { key: 'sleep_duration_seconds', type: 'int32', default: 1 },
    { key: 'sleep_repeats', type: 'int32', default: 1 },
  ],
};

describe('getJobTypes (contract 02 §3.1, 04 §9, D10.2)', () => {
  it('lists the job types by name, with what the add-on makes its panel of', async () => {
    const { job_types: types } = (await server.get('/jobs/types')).body as Schemas['AvailableJobTypes'];
    expect(types.map(({ name }) => name)).toEqual(BUILT_IN_TYPES);
    expect(types).toContainEqual(ECHO);
  });
});

describe('getJobType (contract 02 §3.2, 04 §9)', () => {
  it('gives one job type', async () => {
    expect((await server.get('/jobs/type/echo-sleep-test')).body).toEqual(ECHO);
  });

  it('does not know every job type', async () => {
    expect(await server.refusal(server.get('/jobs/type/no-such-type'))).toEqual([
      404,
      'job type unknown: this Manager has no job type "no-such-type"',
    ]);
  });

  it('says what is wrong with the script of one that cannot be used', async () => {
    expect(await server.refusal(server.get('/jobs/type/broken'))).toEqual([
      422,
      'job type "broken" cannot be used: line 3 is odd',
    ]);
  });
});
