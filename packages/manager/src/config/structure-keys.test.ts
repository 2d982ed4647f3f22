import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '@flamenco/common/testing';
import { pino } from 'pino';
import { configHost } from '../../test/support/config.js';
import { ConfigKeeper } from './keeper.js';
import { STRUCTURE_KEYS } from './keys.js';
import { loadConfig } from './load.js';
import { ConfigService } from './service.js';
import type { ManagerConfig } from './snapshot.js';
import { variablesFor } from './variables.js';

/** What has to be tested of a key that gives the file its structure. */
interface StructureCase {
  /** Files without `_meta`, unless they are about it, and what the Manager has then. */
  readonly valid: readonly (readonly [text: string, read: unknown])[];
  /** Files that are refused in their last line. */
  readonly invalid: readonly string[];
  /** What the Manager has when the key is left out. */
  readonly missing: readonly [text: string, read: unknown] | 'refused';
  readonly read: (config: ManagerConfig) => unknown;
}

const META = '_meta: {version: 3}\n';
const variable = (text: string) => `variables:\n  a:\n    ${text}`;
const value = (text: string) => variable(`values: [{${text}}]`);
/** Who sees which value of the variable `a`. */
const seen = (config: ManagerConfig) =>
  (['workers', 'users'] as const).map((audience) =>
    ['linux', 'windows'].map((platform) => variablesFor(config, audience, platform).a?.value),
  );
const everybody = (text: string) => [
  [text, text],
  [text, text],
];
const linuxOnly = [
  ['x', undefined],
  ['x', undefined],
];
const nobody = [
  [undefined, undefined],
  [undefined, undefined],
];

/** One entry for each of these keys: the compiler sees to it. */
const CASES: { readonly [P in (typeof STRUCTURE_KEYS)[number]['path']]: StructureCase } = {
  '_meta.version': {
    valid: [
      ['_meta:\n  version: 3', 'Flamenco'],
      ['_meta:\n  version: 3.0\nmanager_name: x', 'x'],
    ],
    invalid: [
      '_meta: {version: 2}',
      '_meta: {version: "3"}',
      '_meta: {version: }',
      '_meta: 3',
      '_meta: {version: [3]}',
    ],
    missing: 'refused',
    read: (config) => config.managerName,
  },
  variables: {
    valid: [
      ['variables: {a: }', ['blender', 'blenderArgs', 'a']],
      ['variables:', []],
      ['variables: {}', ['blender', 'blenderArgs']],
    ],
    invalid: ['variables: [a]', 'variables: a', 'variables: 3', 'variables:\n  a: x'],
    missing: ['', ['blender', 'blenderArgs']],
    read: (config) => [...config.variables.keys()],
  },
  'variables.<name>.is_twoway': {
    valid: [
      [variable('is_twoway: yes'), true],
      [variable('is_twoway: false'), false],
      [variable('is_twoway:'), false],
    ],
    invalid: [variable('is_twoway: "yes"'), variable('is_twoway: 1'), variable('is_twoway: [true]')],
    missing: [variable('values: []'), false],
    read: (config) => config.variables.get('a')?.isTwoWay,
  },
  'variables.<name>.values': {
    valid: [
      [variable('values: [{platform: all, value: x}]'), everybody('x')],
      [variable('values: []'), nobody],
      [variable('values:'), nobody],
    ],
    invalid: [variable('values: x'), variable('values: {platform: all}'), variable('values: [x]')],
    missing: [variable('is_twoway: false'), nobody],
    read: seen,
  },
  'variables.<name>.values[].audience': {
    valid: [
      [value('audience: all, platform: all, value: x'), everybody('x')],
      [value('audience: users, platform: linux, value: x'), [nobody[0], linuxOnly[0]]],
      [value('audience: workers, platform: linux, value: x'), [linuxOnly[0], nobody[0]]],
      [value('audience: artists, platform: all, value: x'), nobody],
    ],
    invalid: [value('audience: [users]'), value('audience: {users: }')],
    missing: [value('platform: all, value: x'), everybody('x')],
    read: seen,
  },
  'variables.<name>.values[].platform': {
    valid: [
      [value('platform: linux, value: x'), linuxOnly],
      [value('platform: all, value: y'), everybody('y')],
      [value('platform: Linux, value: y'), nobody],
    ],
    invalid: [value('platform: [linux]'), value('platform: {linux: x}')],
    missing: [value('value: x'), nobody],
    read: seen,
  },
  'variables.<name>.values[].platforms': {
    valid: [
      [value('platforms: [linux], value: x'), linuxOnly],
      [value('platforms: [linux, windows], value: y'), everybody('y')],
      [value('platforms: [], value: y'), nobody],
    ],
    invalid: [value('platforms: linux'), value('platforms: {linux: x}'), value('platforms: [[linux]]')],
    missing: [value('value: x'), nobody],
    read: seen,
  },
  'variables.<name>.values[].value': {
    valid: [
      [value('platform: all, value: x'), everybody('x')],
      [value('platform: all, value: 0123'), everybody('0123')],
      [value('platform: all, value: '), everybody('')],
    ],
    invalid: [value('value: [x]'), value('value: {x: y}')],
    missing: [value('platform: all'), everybody('')],
    read: seen,
  },
};

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'structure-keys-'));
});
afterEach(() => rm(directory, { recursive: true }));

const sources = () => ({
  ...{ fileName: 'flamenco-manager.yaml', flags: {} },
  host: configHost({ workingDirectory: directory }),
});

async function load(text: string) {
  const whole = text.startsWith('_meta') ? text : `${META}${text}`;
  await writeFile(join(directory, 'flamenco-manager.yaml'), whole);
  return { loaded: await loadConfig(sources()), lastLine: whole.split('\n').length };
}

describe.each(STRUCTURE_KEYS.map(({ path }) => path))('%s', (path) => {
  const { valid, invalid, missing, read } = CASES[path];

  it.each(valid)('means with %j %j', async (text, expected) => {
    const { loaded } = await load(text);
    expect(loaded.kind === 'ok' ? read(loaded.config) : loaded.message).toEqual(expected);
  });

  it.each(invalid)('is refused as %j, with file and line', async (text) => {
    const { loaded, lastLine } = await load(text);
    expect(loaded).toMatchObject({ kind: 'failed', message: expect.stringMatching(`line ${lastLine}\\b`) });
    expect(loaded).toMatchObject({ message: expect.stringContaining(join(directory, 'flamenco-manager.yaml')) });
  });

  it('may be left out, or is asked for', async () => {
    const [text, expected] = missing === 'refused' ? ['_meta: {}', undefined] : missing;
    const { loaded } = await load(text);
    if (missing === 'refused') expect(loaded.kind).toBe('failed');
    else expect(loaded.kind === 'ok' ? read(loaded.config) : loaded.message).toEqual(expected);
  });

  it('changes while the Manager runs, as a whole or not at all', async () => {
    const [first = ['', undefined], second = ['', undefined]] = valid;
    const { loaded } = await load(first[0]);
    if (loaded.kind === 'failed') throw new Error(loaded.message);
    const live = new ConfigService(loaded.config);
    const logger = pino({ level: 'silent' });
    const keeper = new ConfigKeeper(loaded, { sources: sources(), live, clock: new FakeClock(), logger, version: '4' });
    await load(second[0]);
    await keeper.refresh();
    expect(read(live.current())).toEqual(second[1]);
    await load(invalid[0] ?? '');
    await keeper.refresh();
    expect(read(live.current())).toEqual(second[1]);
    expect(keeper.waitingForRestart).toEqual([]);
  });
});
