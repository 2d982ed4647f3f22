import { expect, it } from '@jest/globals';
import { chosenLevel } from './log-level.js';

it.each([
  [{ quiet: false, debug: false, trace: false }, 'info'],
  [{ quiet: true, debug: false, trace: false }, 'warn'],
  [{ quiet: true, debug: true, trace: false }, 'debug'],
  [{ quiet: true, debug: true, trace: true }, 'trace'],
])('%j logs from %s up', (flags, level) => {
  expect(chosenLevel(flags)).toBe(level);
});
