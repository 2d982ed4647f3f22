import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createJobTypes } from '../../src/job-types/index.js';
import { FarmServer } from './support/farm-server.js';

const LIMIT_MS = 1000;

let server: FarmServer;

beforeAll(async () => {
  server = await FarmServer.start({
    ports: ({ logger, clock }) => ({
      jobTypes: createJobTypes({ folders: [], log: logger, now: () => clock.now(), limits: { timeMs: LIMIT_MS } }),
    }),
  });
});
afterAll(() => server.stop());

it('while scripts run wild the Manager answers others, and the scripts end in a clear error (D3.1)', async () => {
  const source = 'const JOB_TYPE = { label: "x", settings: [] };\nfunction compileJob() { for (;;); }';
  const check = () => server.post('/jobs/types/check', { source, settings: {} });
  let isOver = false;
  const hostile = Promise.all([check(), check(), check()]).finally(() => (isOver = true));
  let answered = 0;
  while (!isOver) {
    expect((await server.get('/version')).status).toBe(200);
    answered += 1;
  }
  for (const { body } of await hostile) {
    expect(body).toMatchObject({ sound: false, problems: [{ message: expect.stringContaining('more than 1 s') }] });
  }
  // A Manager that was kept from its work for one script's time would have answered once or twice.
  expect(answered).toBeGreaterThan(20);
});
