import { expect, it } from '@jest/globals';
import { readOptions } from './options.mjs';

it('asks before it installs and stops the farm at the end, unless told otherwise', () => {
  expect(readOptions([], {})).toEqual({ options: { agreed: false, keep: false, help: false } });
  expect(readOptions(['--yes', '--keep'], {})).toEqual({ options: { agreed: true, keep: true, help: false } });
});

it('takes CI=true as yes', () => {
  expect(readOptions([], { CI: 'true' })).toMatchObject({ options: { agreed: true, keep: false } });
});

it('understands options that npm took for its own', () => {
  const env = { npm_config_yes: 'true', npm_config_keep: 'true' };
  expect(readOptions([], env)).toMatchObject({ options: { agreed: true, keep: true } });
});

it('names an option that it does not know', () => {
  expect(readOptions(['--keep', '--frames=3'], {})).toEqual({ unknown: '--frames=3' });
});
