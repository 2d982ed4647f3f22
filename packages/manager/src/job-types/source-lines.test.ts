import { expect, it } from '@jest/globals';
import { lineOfSetting } from './source-lines.js';

it('finds the line of a setting, else of JOB_TYPE', () => {
  const source = [
    '// hello',
    'const JOB_TYPE = {',
    '  settings: [',
    "    { key: 'a', type: 'x' },",
    '    { "key" : "b.c" },',
    '] };',
  ].join('\n');
  expect(lineOfSetting(source, 'a')).toBe(4);
  expect(lineOfSetting(source, 'b.c')).toBe(5);
  expect(lineOfSetting(source, 'bxc')).toBe(2);
  expect(lineOfSetting(source, undefined)).toBe(2);
  expect(lineOfSetting('print(1)', 'a')).toBeUndefined();
});
