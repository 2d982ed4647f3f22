import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HttpError } from './http-error.js';
import { checkContentType, checkParameters, decodeJsonBody } from './validate.js';

const decode = (check: string, body: unknown) =>
  decodeJsonBody(check, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));

function refusal(work: () => unknown): { status: number; message: string } {
  try {
    work();
  } catch (error) {
    if (error instanceof HttpError) return { status: error.status, message: error.message };
    throw error;
  }
  throw new Error('not refused');
}

const reasonFor = (check: string, body: unknown) => refusal(() => decode(check, body)).message;
const JOB = { name: 'film', type: 'simple-blender-render', submitter_platform: 'linux' };
const PREFIX = "request body has an error: doesn't match schema #/components/schemas/";

describe('JSON bodies (contract 01 §1.5, 02 §1.2)', () => {
  it('tells which property is missing', () => {
    expect(reasonFor('WorkerSignOn', { supported_task_types: [], software_version: '3' })).toBe(
      `${PREFIX}WorkerSignOn: Error at "/name": property "name" is missing`,
    );
  });

  it.each([
    [
      'JobStatusChange',
      { status: 'nonsense', reason: '' },
      '/status',
      /^value is not one of the allowed values \["active"/,
    ],
    ['JobStatusChange', { status: 'active', reason: null }, '/reason', /^Value is not nullable$/],
    ['JobStatusChange', { status: null, reason: '' }, '/status', /^Value is not nullable$/],
    ['WorkerSignOn', { name: 5, supported_task_types: [], software_version: '' }, '/name', /^value must be a string$/],
    ['JobPriorityChange', { priority: 101 }, '/priority', /^number must be at most 100$/],
    ['JobPriorityChange', { priority: -1 }, '/priority', /^number must be at least 0$/],
    ['JobPriorityChange', { priority: 1.5 }, '/priority', /^value must be an integer$/],
    ['TaskUpdate', { steps_completed: 1e300 }, '/steps_completed', /^number must be at most 9007199254740991$/],
    [
      'WorkerSignOn',
      { name: '', supported_task_types: [''], software_version: '', can_restart: 'no' },
      '/can_restart',
      /a boolean$/,
    ],
    ['WorkerTagChangeRequest', { tag_ids: ['x', null] }, '/tag_ids/1', /^Value is not nullable$/],
    ['WorkerTagChangeRequest', { tag_ids: {} }, '/tag_ids', /^value must be an array$/],
    ['SubmittedJob', { ...JOB, metadata: { 'a/b': 5 } }, '/metadata/a~1b', /^value must be a string$/],
    ['SubmittedJob', { ...JOB, settings: [] }, '/settings', /^value must be an object$/],
    ['JobMassDeletionSelection', { last_updated_max: 'yesterday' }, '/last_updated_max', /date and time like/],
    ['JobMassDeletionSelection', { last_updated_max: '2026-13-01T00:00:00Z' }, '/last_updated_max', /date and time/],
    ['JobBlocklist', [{ worker_id: 'x' }], '/0/task_type', /^property "task_type" is missing$/],
  ])('%s %j: tells what is wrong at %s', (check, body, pointer, reason) => {
    const start = `${PREFIX}${check}: Error at ${JSON.stringify(pointer)}: `;
    expect(reasonFor(check, body).slice(0, start.length)).toBe(start);
    expect(reasonFor(check, body).slice(start.length)).toMatch(reason);
  });

  it('names no place for a body that is wrong as a whole, and no schema where there is none', () => {
    expect(reasonFor('TaskUpdate', [])).toBe(`${PREFIX}TaskUpdate: value must be an object`);
    expect(reasonFor('updateConfigurationFile', '5')).toBe(
      "request body has an error: doesn't match schema: value must be an object",
    );
    expect(reasonFor('TaskUpdate', 'null')).toBe(`${PREFIX}TaskUpdate: Value is not nullable`);
  });

  it('fills in the priority of a job before it is missed, also for null', () => {
    expect(decode('SubmittedJob', JOB)).toEqual({ ...JOB, priority: 50 });
    expect(decode('SubmittedJob', { ...JOB, priority: null })).toEqual({ ...JOB, priority: 50 });
    expect(decode('SubmittedJob', { ...JOB, priority: 0 })).toEqual({ ...JOB, priority: 0 });
    expect(reasonFor('SubmittedJob', { ...JOB, priority: '' })).toContain('"/priority"');
  });

  it('accepts and keeps what it does not know, and any value of a setting', () => {
    const settings = { frames: '1-3', nested: { list: [1, null] }, nothing: null };
    expect(decode('SubmittedJob', { ...JOB, settings, colour: 'blue' })).toMatchObject({ settings, colour: 'blue' });
  });

  it('looks at the first document only; of a repeated key the last value counts', () => {
    expect(decode('TaskUpdate', '{"activity":"a","activity":"b"}{"activity":"c"}')).toEqual({ activity: 'b' });
    expect(decode('TaskUpdate', '{"activity":"a"} tail')).toEqual({ activity: 'a' });
  });

  it.each(['{"activity": ', '\ufeff{}', 'plain text', '"unfinished'])('refuses what is not JSON: %j', (text) => {
    expect(reasonFor('TaskUpdate', text)).toMatch(/^request body has an error: failed to decode request body: \S/);
  });

  it('reads whole numbers however they are written', () => {
    expect(decode('TaskUpdate', '{"steps_completed": 2.0}')).toEqual({ steps_completed: 2 });
  });

  it('never answers anything but 400, whatever arrives', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        try {
          decode('SubmittedJob', text);
        } catch (error) {
          expect(error).toMatchObject({ status: 400 });
        }
      }),
    );
  });
});

describe('content types', () => {
  const json = { kind: 'json', contentTypes: ['application/json'], required: true } as const;

  it('ignores what follows a semicolon', () => {
    expect(() => checkContentType(json, 'application/json; charset=utf-8')).not.toThrow();
  });

  it.each(['text/plain', 'Application/JSON', '', undefined])('refuses %p with 400', (contentType) => {
    expect(refusal(() => checkContentType(json, contentType))).toEqual({
      status: 400,
      message: `request body has an error: header Content-Type has unexpected value "${contentType ?? ''}", expected application/json`,
    });
  });
});

describe('parameters', () => {
  const size = [{ name: 'filesize', type: 'integer' }] as const;
  const check = (text: string) => checkParameters(size, 'path', () => text);

  it('converts numbers', () => {
    expect(check('17')).toEqual({ filesize: 17 });
    expect(check('-5')).toEqual({ filesize: -5 });
  });

  it.each(['1.5', 'x', '', ' 1', '99999999999999999999', '0x10'])('refuses %p', (text) => {
    expect(refusal(() => check(text))).toEqual({
      status: 400,
      message: 'parameter "filesize" in path has an error: value must be an integer',
    });
  });

  it('takes the spellings of truth that the add-on sends (contract 06 §4.4)', () => {
    const defer = [{ name: 'X-Shaman-Can-Defer-Upload', type: 'boolean' }] as const;
    expect(checkParameters(defer, 'header', () => 'True')).toEqual({ 'X-Shaman-Can-Defer-Upload': true });
    expect(checkParameters(defer, 'header', () => undefined)).toEqual({});
    expect(refusal(() => checkParameters(defer, 'header', () => 'yes')).status).toBe(400);
  });

  it('refuses a wait of less than nothing', () => {
    const wait = [{ name: 'X-Flamenco-Wait', type: 'integer', minimum: 0 }] as const;
    expect(refusal(() => checkParameters(wait, 'header', () => '-1')).message).toContain('at least 0');
  });
});
