import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { configOf } from '../../test/support/config.js';
import { codeIn, contractTables } from '../../test/support/contract-tables.js';
import type { ManagerConfig } from './snapshot.js';
import { variableLookup } from './variable-lookup.js';
import { collapseSettings, expandCommands, sharedStorageFor, variablesFor } from './variables.js';

/** The Manager of contract 05 §15.1. */
const LINUX = configOf(String.raw`
shared_storage_path: /media/shared/flamenco
shaman: {enabled: true}
variables:
  my_storage:
    is_twoway: true
    values:
    - {platform: linux, value: /media/shared/flamenco}
    - {platform: windows, value: F:\flamenco}
    - {platform: darwin, value: /Volumes/shared/flamenco}
  blender:
    values:
    - {platform: linux, value: /opt/blender/blender}
    - {platform: windows, value: B:\blender\blender.exe}
  blenderArgs:
    values:
    - {platform: all, value: -b -y}
`);

/** What is stored of a setting that was submitted. */
function stored(value: string, submitter: string, config: ManagerConfig): string {
  return collapseSettings({ value }, {}, config, submitter).settings.value;
}

/** What a Worker gets of a stored parameter. */
function sent(value: unknown, platform: string, config: ManagerConfig): unknown {
  return expandCommands([{ parameters: { value } }], config, 'workers', platform)[0]?.parameters['value'];
}

/** Not at a path boundary, where ours differs (D4.5). */
const LONGER_NAME = '/media/shared/flamenco-old/x';

/** Platform, value and result of every row of a table of contract 05 §15.1 that is not decided otherwise. */
function examples(table: 0 | 1): (readonly [platform: string, value: string, expected: string])[] {
  const rows = contractTables('05-manager-config-and-variables', '15.1')[table] ?? [];
  return rows.flatMap(([platform = '', given = '', result = '']) => {
    const [value = ''] = codeIn(given);
    const [expected = value] = codeIn(result);
    return value === LONGER_NAME ? [] : [[platform, value, expected] as const];
  });
}

it('the contract has examples for all three platforms, with both slashes', () => {
  expect([examples(0).length, examples(1).length]).toEqual([7, 11]);
  for (const platform of ['linux', 'windows', 'darwin']) {
    expect([...examples(0), ...examples(1)].map(([it]) => it)).toContain(platform);
  }
});

describe('a submitted job, by the examples (contract 05 §13, §15.1)', () => {
  it.each([...examples(0), ['manager', '/media/shared/flamenco/x', '{my_storage}/x']])(
    'from %s has %s stored as %s',
    (submitter, value, expected) => {
      expect(stored(value, submitter, LINUX)).toBe(expected);
    },
  );

  it('keeps a path that only begins like the storage, unlike the original (D4.5)', () => {
    expect(stored(LONGER_NAME, 'linux', LINUX)).toBe(LONGER_NAME);
  });

  it('has its metadata replaced too, and nothing that is not text on the top level', () => {
    const path = '/media/shared/flamenco/x';
    const { settings, metadata } = collapseSettings(
      { a: path, nested: { path }, list: [path], number: 3, nothing: null },
      { project: path },
      LINUX,
      'linux',
    );
    expect(settings).toEqual({ a: '{my_storage}/x', nested: { path }, list: [path], number: 3, nothing: null });
    expect(metadata).toEqual({ project: '{my_storage}/x' });
  });

  it('never gets {jobs} or another one-way variable (contract 05 §12.4)', () => {
    const config = configOf('shared_storage_path: /mnt/farm\nshaman: {enabled: false}');
    expect(stored('/mnt/farm/x', 'linux', config)).toBe('/mnt/farm/x');
    expect(stored('blender', 'linux', config)).toBe('blender');
  });
});

describe('a task that is handed out, by the examples (contract 05 §14, §15.1)', () => {
  it.each([
    ...examples(1),
    ['linux', '{blenderArgs}', '-b -y'],
    ['linux', '{timestamp} {unknown}', '{timestamp} {unknown}'],
  ])('to %s has %s sent as %s', (platform, value, expected) => {
    expect(sent(value, platform, LINUX)).toBe(expected);
  });

  it('keeps a path that only begins like the storage, unlike the original (D4.5)', () => {
    expect(sent(LONGER_NAME, 'windows', LINUX)).toBe(LONGER_NAME);
  });

  it('has the variables in its parameters filled in at any depth, but not in keys', () => {
    const value = { '{jobs}': ['{blenderArgs}', ['{my_storage}/a', 3, null, true, { deep: 'x {blenderArgs}' }]] };
    expect(sent(value, 'windows', LINUX)).toEqual({
      '{jobs}': ['-b -y', ['F:\\flamenco\\a', 3, null, true, { deep: 'x -b -y' }]],
    });
  });

  it('is not copied when there is nothing to fill in', () => {
    const commands = [{ name: 'echo', parameters: { message: 'hello', args: ['a', { b: [1] }] } }];
    expect(expandCommands(commands, LINUX, 'workers', 'linux')).toBe(commands);
  });

  it('keeps the name and the steps of its commands, and the stored one as it is', () => {
    const commands = [{ name: '{blender}', total_step_count: 3, parameters: { exe: '{blender}' } }];
    expect(expandCommands(commands, LINUX, 'workers', 'linux')).toEqual([
      { name: '{blender}', total_step_count: 3, parameters: { exe: '/opt/blender/blender' } },
    ]);
    expect(commands[0]?.parameters.exe).toBe('{blender}');
  });

  it('keeps {timestamp} and {ext}, which are for scripts of job types (contract 05 §15.2)', () => {
    expect(sent('/render/{timestamp}/a{ext}', 'linux', LINUX)).toBe('/render/{timestamp}/a{ext}');
    const named = configOf('variables: {timestamp: {values: [{platform: all, value: today}]}}');
    expect(sent('/render/{timestamp}', 'linux', named)).toBe('/render/today');
  });

  it('takes a dollar sign in a value for what it is', () => {
    const config = configOf("variables: {price: {values: [{platform: all, value: '$& $1 $$'}]}}");
    expect(sent('{price}!', 'linux', config)).toBe('$& $1 $$!');
  });
});

describe('a storage that is the root of a drive (contract 05 §15.1)', () => {
  const config = configOf(
    String.raw`variables: {s: {is_twoway: true, values: [{platform: linux, value: /mnt/flamenco}, {platform: windows, value: F:\}]}}`,
  );

  it('is sent to Windows with its backslash', () => {
    expect(sent('/mnt/flamenco', 'windows', config)).toBe('F:\\');
    expect(sent('/mnt/flamenco/a/b', 'windows', config)).toBe('F:\\a\\b');
    expect(sent('{s}', 'windows', config)).toBe('F:\\');
  });

  it('is recognised in what Windows submits', () => {
    expect(stored('F:\\a\\b', 'windows', config)).toBe('{s}\\a\\b');
    expect(stored('F:\\', 'windows', config)).toBe('{s}\\');
    expect(stored('F:a', 'windows', config)).toBe('F:a');
  });
});

describe('a storage that is the root of the file system', () => {
  const config = configOf(
    String.raw`variables: {s: {is_twoway: true, values: [{platform: linux, value: /}, {platform: darwin, value: /Volumes/s}, {platform: windows, value: "S:"}]}}`,
  );

  it('keeps exactly one separator after it', () => {
    expect(stored('/a/b', 'linux', config)).toBe('{s}/a/b');
    expect(sent('{s}/a/b', 'linux', config)).toBe('/a/b');
    expect(sent('{s}/a/b', 'darwin', config)).toBe('/Volumes/s/a/b');
    expect(sent('/a/b', 'darwin', config)).toBe('/Volumes/s/a/b');
    expect(sent('/a/b', 'windows', config)).toBe('S:\\a\\b');
  });
});

describe('a Manager on Windows (contract 05 §15.1)', () => {
  const config = configOf(
    String.raw`
shared_storage_path: S:\flamenco
shaman: {enabled: true}
variables: {s: {is_twoway: true, values: [{platform: windows, value: S:\flamenco}, {platform: linux, value: /mnt/flamenco}]}}`,
    { platform: 'windows' },
  );

  it.each([
    ['linux', '/mnt/flamenco/jobs/abc/x.blend'],
    ['windows', 'S:\\flamenco\\jobs\\abc\\x.blend'],
    ['darwin', 'S:\\flamenco\\jobs/abc/x.blend'],
  ])('sends {jobs}/abc/x.blend to %s as %s', (platform, expected) => {
    expect(sent('{jobs}/abc/x.blend', platform, config)).toBe(expected);
  });

  it('does not mind the case of its own paths', () => {
    expect(sent('s:/FLAMENCO/x', 'linux', config)).toBe('/mnt/flamenco/x');
  });
});

it('a Manager on macOS does not mind the case of its own paths', () => {
  const yaml =
    'variables: {s: {is_twoway: true, values: [{platform: darwin, value: /Volumes/S}, {platform: linux, value: /s}]}}';
  expect(sent('/volumes/s/x', 'linux', configOf(yaml, { platform: 'darwin' }))).toBe('/s/x');
});

describe('the shared storage location (contract 01 §3.7, 05 §9.6, §15.1)', () => {
  const windows = configOf(
    String.raw`
shared_storage_path: S:\storage\flamenco
shaman: {enabled: false}
variables:
  storage:
    is_twoway: true
    values:
    - {platform: linux, audience: users, value: /user/shared/storage}
    - {platform: linux, audience: workers, value: /worker/shared/storage}
    - {platform: windows, audience: all, value: S:\storage}`,
    { platform: 'windows' },
  );
  const linux = configOf(String.raw`
shared_storage_path: /mnt/flamenco
shaman: {enabled: false}
variables: {s: {is_twoway: true, values: [{platform: linux, value: /mnt/flamenco}, {platform: windows, value: F:\}]}}`);

  it.each([
    [windows, 'users', 'linux', '/user/shared/storage/flamenco'],
    [windows, 'workers', 'linux', '/worker/shared/storage/flamenco'],
    [windows, 'users', 'windows', 'S:\\storage\\flamenco'],
    [windows, 'nobody', 'linux', 'S:\\storage\\flamenco'],
    [windows, 'users', 'beos', 'S:\\storage\\flamenco'],
    [linux, 'users', 'windows', 'F:\\'],
    [linux, 'users', 'linux', '/mnt/flamenco'],
    [LINUX, 'workers', 'windows', 'F:\\flamenco\\jobs'],
  ])('is translated (%#)', (config, audience, platform, expected) => {
    expect(sharedStorageFor(config, audience, platform)).toBe(expected);
  });
});

describe('the variables of an audience and a platform (contract 05 §9.5, §12.1, §12.2)', () => {
  it('have the implicit jobs among them, and two-way values without separators at the end', () => {
    const config = configOf(
      'shared_storage_path: /mnt/x\nvariables: {s: {is_twoway: true, values: [{platform: linux, value: /mnt/x//}]}, jobs: {values: [{platform: all, value: mine}]}}',
    );
    expect(variablesFor(config, 'users', 'linux')).toEqual({
      blender: { value: 'blender', is_twoway: false },
      blenderArgs: { value: '-b -y', is_twoway: false },
      jobs: { value: '/mnt/x/jobs', is_twoway: false },
      s: { value: '/mnt/x', is_twoway: true },
    });
  });

  it('are those for all platforms on an unknown one, and none for an unknown audience', () => {
    expect(Object.keys(variablesFor(LINUX, 'workers', 'beos'))).toEqual(['blenderArgs', 'jobs']);
    expect(variablesFor(LINUX, 'everybody', 'linux')).toEqual({});
  });

  it('have the value that is meant most specifically, wherever it stands (D4.5)', () => {
    const value = (values: string) =>
      variablesFor(configOf(`variables: {v: {values: [${values}]}}`), 'workers', 'linux')['v']?.value;
    const exact = '{platform: linux, audience: workers, value: exact}';
    const platform = '{platforms: [darwin, linux], value: platform}';
    const audience = '{platform: all, audience: workers, value: audience}';
    const any = '{platform: all, value: any}';
    expect(value([exact, platform, audience, any].join())).toBe('exact');
    expect(value([any, audience, platform].join())).toBe('platform');
    expect(value([platform, audience, any].join())).toBe('platform');
    expect(value([audience, any].join())).toBe('audience');
    expect(value('{platform: linux, value: first}, {platform: linux, value: last}')).toBe('last');
    expect(value('{platform: linux, audience: users, value: other}')).toBeUndefined();
  });

  it('do not fall for the names of JavaScript', () => {
    const config = configOf('variables: {__proto__: {values: [{platform: all, value: x}]}, constructor: {values: []}}');
    expect(Object.hasOwn(variablesFor(config, 'workers', 'linux'), '__proto__')).toBe(true);
    expect(sent('{__proto__} {constructor}', 'linux', config)).toBe('x {constructor}');
  });
});

describe('overlapping two-way variables (contract 05 §12.3, D4.5)', () => {
  const config = configOf(String.raw`
variables:
  a: {is_twoway: true, values: [{platform: linux, value: /mnt}, {platform: windows, value: "M:"}]}
  b: {is_twoway: true, values: [{platform: linux, value: /mnt/farm/}, {platform: windows, value: F:\farm}]}
  c: {is_twoway: true, values: [{platform: linux, value: ""}, {platform: windows, value: ""}]}
  d: {is_twoway: true, values: [{platform: linux, value: /mnt/farm}]}
`);

  it('match the longest value first, and the first name of equal ones', () => {
    expect(stored('/mnt/farm/x', 'linux', config)).toBe('{b}/x');
    expect(stored('/mnt/other', 'linux', config)).toBe('{a}/other');
    expect(sent('/mnt/farm/x', 'windows', config)).toBe('F:\\farm\\x');
    expect(sent('/mnt/farmer/x', 'windows', config)).toBe('M:\\farmer\\x');
  });

  it('never match an empty value', () => {
    expect(stored('1-10', 'linux', config)).toBe('1-10');
    expect(stored('', 'linux', config)).toBe('');
    expect(sent('1-10', 'windows', config)).toBe('1-10');
  });
});

it('a path of the Worker is not taken for one of the Manager, where one lies inside the other', () => {
  const config = configOf(
    'variables: {s: {is_twoway: true, values: [{platform: linux, value: /mnt}, {platform: darwin, value: /mnt/farm}]}}',
  );
  expect(sent('{s}/x', 'darwin', config)).toBe('/mnt/farm/x');
  expect(sent('/mnt/x', 'darwin', config)).toBe('/mnt/farm/x');
});

describe('laws', () => {
  const part = fc.stringMatching(/^[A-Za-z0-9 _.#-]{1,8}$/);
  const parts = fc.array(part, { maxLength: 4 });

  it('what a platform submits comes back to it as it was, however its path is written', () => {
    fc.assert(
      fc.property(parts, fc.constantFrom('/', '\\', '\\/'), (names, separator) => {
        const path = ['F:\\flamenco', ...names].join(separator);
        expect(sent(stored(path, 'windows', LINUX), 'windows', LINUX)).toBe(['F:\\flamenco', ...names].join('\\'));
      }),
    );
  });

  it('what one platform submits names the same file on every other one', () => {
    fc.assert(
      fc.property(parts, (names) => {
        const submitted = stored(['/Volumes/shared/flamenco', ...names].join('/'), 'darwin', LINUX);
        expect(sent(submitted, 'linux', LINUX)).toBe(['/media/shared/flamenco', ...names].join('/'));
        expect(sent(submitted, 'windows', LINUX)).toBe(['F:\\flamenco', ...names].join('\\'));
      }),
    );
  });

  it('text without placeholder and known prefix never changes', () => {
    const text = fc.string().filter((it) => !it.includes('{') && !it.startsWith('/'));
    fc.assert(
      fc.property(text, (it) => {
        expect(sent(it, 'windows', LINUX)).toBe(it);
      }),
    );
  });
});

it('the lookup is made once per configuration, also for platforms that nobody knows', () => {
  expect(variableLookup(LINUX, 'workers', 'windows')).toBe(variableLookup(LINUX, 'workers', 'windows'));
  expect(variableLookup(LINUX, 'workers', 'beos')).toBe(variableLookup(LINUX, 'workers', 'plan9'));
  expect(variableLookup(LINUX, 'workers', 'windows')).not.toBe(variableLookup(LINUX, 'users', 'windows'));
});
