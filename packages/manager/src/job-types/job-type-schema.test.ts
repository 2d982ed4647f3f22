import { describe, expect, it } from '@jest/globals';
import { judgeJobType, looksLikeDate } from './job-type-schema.js';
import type { WrittenJobType } from './job-type-schema.js';

type WrittenSettings = NonNullable<WrittenJobType['settings']>;

const judge = (settings: WrittenSettings): [string, string][] =>
  judgeJobType('film', { label: 'Film', settings }).findings.map(({ severity, message }) => [severity, message]);

describe('JOB_TYPE at load (D3.3)', () => {
  it('with more settings than anybody could fill in is refused', () => {
    const settings = Array.from({ length: 1001 }, (_, index) => ({ key: `k${index}`, type: 'bool' as const }));
    expect(judge(settings)).toEqual([
      ['error', 'JOB_TYPE has more than 1000 settings, more than anybody could fill in'],
    ]);
    expect(judge(settings.slice(1))).toEqual([]);
  });

  it('is served with an empty list for no settings, and hashed as the original does', () => {
    const { jobType, findings } = judgeJobType('no-settings', { label: 'x', settings: null });
    expect(jobType).toEqual({
      name: 'no-settings',
      label: 'x',
      settings: [],
      etag: '76b0f342b4adb16f59a5c0a6392631d7ae20c8e9',
    });
    expect(findings).toEqual([]);
  });

  it.each<[string, WrittenSettings, string]>([
    [
      'an unknown type',
      [{ key: 'a', type: 'integer' }],
      'setting "a" has the type "integer"; it can be "string", "int32", "float" or "bool"',
    ],
    [
      'no type',
      [{ key: 'a', type: '' }],
      'setting "a" has the type ""; it can be "string", "int32", "float" or "bool"',
    ],
    [
      'an unknown subtype',
      [{ key: 'a', type: 'string', subtype: 'path' }],
      'setting "a" has the subtype "path"; it can be "file_path", "dir_path", "file_name" or "hashed_file_path"',
    ],
    [
      'an unknown visibility',
      [{ key: 'a', type: 'string', visible: 'true' }],
      'setting "a" has the visible "true"; it can be "visible", "hidden", "submission" or "web"',
    ],
    ['no key', [{ key: '', type: 'string' }], 'settings[0] has no key; give it a name that is unique in the job type'],
    [
      'a key twice',
      [
        { key: 'a', type: 'string' },
        { key: 'a', type: 'bool' },
      ],
      'setting "a" is there twice; give each setting a key of its own',
    ],
    [
      'a default of another type',
      [{ key: 'a', type: 'int32', default: 'many' }],
      'setting "a" has the default "many", which is no int32',
    ],
  ])('with %s is an error', (_, settings, message) => {
    expect(judge(settings)).toEqual([['error', message]]);
  });

  it.each<[string, WrittenSettings, string]>([
    [
      'a key that Python cannot name',
      [{ key: 'my key', type: 'string' }],
      'setting "my key" is no Python identifier; the Blender add-on may not show it',
    ],
    [
      'a key of the add-on',
      [{ key: 'label', type: 'string' }],
      'setting "label" has a name that the Blender add-on uses itself; choose another one',
    ],
    [
      'choices for a number',
      [{ key: 'a', type: 'int32', choices: ['1'] }],
      'setting "a" has choices, but only settings of type string can; this one is an int32',
    ],
    [
      'a default that is no choice',
      [{ key: 'a', type: 'string', choices: ['x', 'y'], default: 'z' }],
      'setting "a" has the default "z", which is not among its choices; Blender refuses that',
    ],
    [
      'a label like a date (D10.1)',
      [{ key: 'a', type: 'string', label: '2024-03-05' }],
      'the label of setting "a" looks like a date, which the Blender add-on cannot read; word it differently',
    ],
  ])('with %s is a warning (contract 04 §10.1)', (_, settings, message) => {
    expect(judge(settings)).toEqual([['warning', message]]);
  });

  it('with ordinary settings is fine, non-ASCII keys included', () => {
    expect(
      judge([
        { key: 'größe', type: 'float', default: 2 },
        { key: 'x', type: 'string', choices: ['a'], default: 'a' },
      ]),
    ).toEqual([]);
  });

  it.each([
    ['2024-03-05', true],
    ['20240305', true],
    ['2024-03-05T07:08:09Z', true],
    ['1-30', false],
    ['{timestamp}', false],
    ['1234567', false],
    ['123456789', false],
  ])('%j looks like a date: %j', (text, expected) => {
    expect(looksLikeDate(text)).toBe(expected);
  });
});
