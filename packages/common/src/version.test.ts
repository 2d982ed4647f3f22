import { expect, it } from '@jest/globals';
import { describeVersion, readVersion } from './version.js';

it('an unfinished version shows its build (contract 05 §17.2)', () => {
  expect(describeVersion('4.0.0-dev', 'cf286e71d')).toEqual({
    name: 'Flamenco (TypeScript)',
    version: '4.0.0-dev',
    gitHash: 'cf286e71d',
    releaseCycle: 'alpha',
    extendedVersion: '4.0.0-dev (cf286e71d)',
    applicationInfo: 'Flamenco (TypeScript) 4.0.0-dev',
    userAgent: 'Flamenco/4.0.0-dev (cf286e71d)',
  });
});

it.each([
  ['4.0.0', 'release', '4.0.0'],
  ['4.0.0+build-5', 'release', '4.0.0+build-5'],
  ['4.1.0-rc.2', 'rc', '4.1.0-rc.2'],
  ['4.1.0-beta1', 'beta', '4.1.0-beta1 (abc)'],
  ['4.1.0-alpha.3', 'alpha', '4.1.0-alpha.3 (abc)'],
  ['4.1.0-dev', 'alpha', '4.1.0-dev (abc)'],
])('%s is of the cycle %s and calls itself %s', (version, releaseCycle, extendedVersion) => {
  expect(describeVersion(version, 'abc')).toMatchObject({ releaseCycle, extendedVersion });
});

it('this version is the one of the package', () => {
  const { version, userAgent } = readVersion();
  expect(version).toMatch(/^4\.\d+\.\d+/);
  expect(userAgent).toContain(`Flamenco/${version} (`);
});
