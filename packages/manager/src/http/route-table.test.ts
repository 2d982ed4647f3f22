import { OPERATIONS } from '@flamenco/api';
import type { OperationDescription } from '@flamenco/api';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchRoute } from './route-table.js';

const JOB = '12345678-1234-4234-8234-123456789abc';

describe('where requests go', () => {
  it('finds every operation of the description under its own path', () => {
    for (const [id, { method, path, pathParameters }] of Object.entries<OperationDescription>(OPERATIONS)) {
      const values = Object.fromEntries(pathParameters.map(({ name }) => [name, `the ${name}`]));
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
      expect(matchRoute(method, filled)).toEqual({ kind: 'operation', id, parameters: values });
    }
  });

  it('prefers fixed words to parameters, also for a method that they do not have', () => {
    expect(matchRoute('GET', '/api/v3/jobs/check')).toEqual({ kind: 'other-methods', methods: ['POST'] });
    expect(matchRoute('GET', '/api/v3/jobs/mass-delete')).toEqual({ kind: 'other-methods', methods: ['DELETE'] });
    expect(matchRoute('GET', '/api/v3/jobs/last-rendered')).toMatchObject({ id: 'fetchGlobalLastRenderedInfo' });
    expect(matchRoute('GET', '/api/v3/jobs/type')).toMatchObject({ id: 'fetchJob', parameters: { job_id: 'type' } });
  });

  it.each([
    '/api/v3/version/',
    '/api/v3/Version',
    '/api/v3/jobs/',
    `/api/v3/jobs/${JOB}/`,
    `/api/v3/jobs//tasks`,
    '/api/v3/configuration/variables/users/linux/more',
    '/api/v3',
    '/',
    '',
  ])('knows nothing at %p', (path) => {
    expect(matchRoute('GET', path)).toEqual({ kind: 'unknown' });
  });

  it('takes an escaped slash as part of a parameter', () => {
    expect(matchRoute('GET', '/api/v3/configuration/variables/users/linux%2Fmore')).toMatchObject({
      parameters: { audience: 'users', platform: 'linux/more' },
    });
  });

  it('tells a broken escape from an unknown path', () => {
    expect(matchRoute('GET', '/api/v3/jobs/%zz')).toEqual({ kind: 'malformed' });
  });

  it('takes any parameter without losing a character of it, unless a fixed word stands there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (id) => {
        fc.pre(!['types', 'check', 'mass-delete', 'last-rendered', '.', '..'].includes(id));
        expect(matchRoute('GET', `/api/v3/jobs/${encodeURIComponent(id)}`)).toMatchObject({
          parameters: { job_id: id },
        });
      }),
    );
  });

  it('is not fooled by names that every object has', () => {
    expect(matchRoute('GET', '/api/v3/constructor')).toEqual({ kind: 'unknown' });
    expect(matchRoute('constructor', '/api/v3/version')).toEqual({ kind: 'other-methods', methods: ['GET'] });
  });
});
