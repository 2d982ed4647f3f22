import { expect, it } from '@jest/globals';
import { readOptions } from './options.mjs';

it('runs everything at normal length and asks, unless told otherwise', () => {
  expect(readOptions([], {})).toEqual({ names: [], soak: false, agreed: false, isCi: false });
  expect(readOptions(['unit', '--soak', '--yes'], {})).toEqual({
    names: ['unit'],
    soak: true,
    agreed: true,
    isCi: false,
  });
});

it('neither asks nor lets a test be skipped in CI', () => {
  expect(readOptions(['http'], { CI: 'true' })).toEqual({ names: ['http'], soak: false, agreed: true, isCi: true });
});

it('understands options that npm took for its own', () => {
  expect(readOptions([], { npm_config_yes: 'true', npm_config_soak: 'true' })).toMatchObject({
    soak: true,
    agreed: true,
  });
});
