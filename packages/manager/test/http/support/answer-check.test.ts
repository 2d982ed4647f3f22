import { expect, it } from '@jest/globals';
import { problemsOf } from './answer-check.js';

const json = (status: number, body: unknown) => ({
  ...{ status, contentType: 'application/json', text: `${JSON.stringify(body)}\n` },
});
const WORKER = { id: '7', name: 'node7', status: 'awake', version: '', can_restart: false };

it('answers are held to the API description', () => {
  const workers = (worker: object) => problemsOf('GET', '/api/v3/worker-mgt/workers', json(200, { workers: [worker] }));
  expect(workers(WORKER)).toEqual([]);
  expect(workers({ ...WORKER, last_seen: '2026-03-04T10:00:00.000Z', new_property: 1 })).toEqual([]);
  expect(workers({ ...WORKER, status: '' })).toEqual([expect.stringMatching(/^\/workers\/0\/status must be equal to/)]);
  expect(workers({ ...WORKER, can_restart: undefined })).toEqual([
    "/workers/0 must have required property 'can_restart'",
  ]);
  expect(workers({ ...WORKER, last_seen: 'yesterday' })).toEqual([expect.stringMatching(/date-time/)]);
  expect(workers({ ...WORKER, new_property: null })).toEqual(['/workers/0/new_property is null']);
});

it('statuses, content types and bodies have to be the described ones', () => {
  const version = { version: '4', shortversion: '4', name: 'Farm', git: 'abc' };
  expect(problemsOf('GET', '/api/v3/version', json(200, version))).toEqual([]);
  expect(problemsOf('GET', '/api/v3/version', json(202, version))).toHaveLength(1);
  expect(problemsOf('GET', '/api/v3/version', json(404, { code: 404, message: 'no' }))).toEqual([
    'status 404 is not described for getVersion: openapi/flamenco-manager.yaml has to name it',
  ]);
  expect(problemsOf('GET', '/api/v3/version', json(503, { code: 503, message: 'busy' }))).toEqual([]);
  expect(problemsOf('GET', '/api/v3/version', { ...json(200, version), contentType: 'text/html' })).toHaveLength(1);
  expect(problemsOf('GET', '/api/v3/version', { ...json(200, version), text: '{}' })).toHaveLength(1);
  expect(problemsOf('GET', '/api/v3/nothing', json(200, version))).toHaveLength(1);
  const nothing = { status: 204, contentType: null, text: '' };
  expect(problemsOf('POST', '/api/v3/worker/sign-off', nothing)).toEqual([]);
  expect(problemsOf('POST', '/api/v3/worker/sign-off', { ...nothing, contentType: 'application/json' })).toHaveLength(
    1,
  );
});

it('refusals have code and message', () => {
  const refusal = (body: unknown) => problemsOf('POST', '/api/v3/worker/task', json(403, body));
  expect(refusal({ code: 403, message: 'not now' })).toEqual([]);
  expect(refusal({ code: 400, message: 'not now' })).toEqual(['code 400 with status 403']);
  expect(refusal({ code: 403, message: '' })).toEqual(['no message']);
  expect(refusal('not now')).toHaveLength(1);
  expect(problemsOf('POST', '/api/v3/worker/task', json(423, { status_requested: 'asleep' }))).toEqual([]);
});
