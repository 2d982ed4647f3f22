import { expect, it } from '@jest/globals';
import { codeIn, contractTable } from '../../test/support/contract-tables.js';
import { defaultDocument } from './document.js';
import { encodeDocument } from './encode.js';
import { CONFIG_KEYS, CONFIG_KEY_PATHS } from './keys.js';
import type { ConfigKey, KeyDescription, KeyKind } from './keys.js';
import { parseYaml } from './yaml-tree.js';
import type { YamlNode } from './yaml-node.js';

const DOCUMENT = '05-manager-config-and-variables';

const TYPES: { readonly [K in KeyKind]: string } = {
  ...{ string: 'string', path: 'string', bool: 'bool', int: 'int', duration: 'duration', strings: 'list of string' },
};

const describe = (key: ConfigKey): KeyDescription<KeyKind> => CONFIG_KEYS[key];

/** The keys with one value of the table of all keys: name, type, and whether the original changes it while it runs. */
const ROWS = contractTable(DOCUMENT, '4').flatMap(([key = '', type = '', , , , live = '']) => {
  const [name = ''] = codeIn(key);
  return CONFIG_KEY_PATHS.includes(name as ConfigKey) ? [{ name: name as ConfigKey, type, live }] : [];
});

it('the keys of the original are known, with their types, and no others are served to it (contract 05 §4, D4.2)', () => {
  const ofTheOriginal = CONFIG_KEY_PATHS.filter((key) => describe(key).addition === undefined);
  expect(ROWS.map(({ name }) => name).sort()).toEqual([...ofTheOriginal].sort());
  for (const { name, type } of ROWS) expect([name, TYPES[describe(name).kind]]).toEqual([name, type]);
  // What is left are the structure of the file and the variables (structure-keys.test.ts).
  expect(contractTable(DOCUMENT, '4').length - ROWS.length).toBe(8);
});

/**
 * The original computes paths with the new value at once, while its server still works with the old one. Ours changes both
 * at the next start, so that they agree.
 */
const AT_THE_NEXT_START = ['shaman.enabled'];

it('what the original changes while it runs changes at once here too (contract 05 §9.4, D4.1)', () => {
  const live = ROWS.filter(({ live: said }) => said.includes('yes')).map(({ name }) => name);
  expect(live.length).toBeGreaterThan(3);
  const held = live.filter((key) => describe(key).applies !== 'live');
  expect(held).toEqual(AT_THE_NEXT_START);
});

/** The text at a path of a YAML tree, with lists by their places: `variables.blender.values[0]`. */
function nodeAt(root: YamlNode | undefined, path: string): YamlNode | undefined {
  return path.split(/[.[]/).reduce<YamlNode | undefined>((node, name) => {
    if (node?.kind === 'list') return node.items[Number.parseInt(name, 10)];
    return node?.kind === 'map' ? node.entries.get(name)?.value : undefined;
  }, root);
}

function textAt(root: YamlNode | undefined, path: string): string | undefined {
  const node = nodeAt(root, path);
  return node?.kind === 'scalar' ? node.text : undefined;
}

it.each(['linux', 'windows'])(
  'a new file on %s has the values and the order of the original (contract 05 §10)',
  (platform) => {
    const text = encodeDocument(defaultDocument(platform));
    const parsed = parseYaml(text);
    const root = 'root' in parsed ? parsed.root : undefined;
    const rows = contractTable(DOCUMENT, '10');
    expect(rows.length).toBeGreaterThan(20);
    for (const [key = '', written = ''] of rows) {
      const [path = ''] = codeIn(key);
      const values = codeIn(written);
      if (path.startsWith('variables')) {
        // `platform: linux`; every value is for everybody, which need not be said.
        for (const pair of values.filter((it) => it !== 'audience: all')) {
          const [name = '', ...value] = pair.split(': ');
          expect([path, textAt(root, `${path}.${name}`)]).toEqual([path, value.join(': ')]);
        }
      } else {
        const [first = '', onWindows = first] = values;
        const expected = platform === 'windows' ? onWindows : first;
        expect([path, textAt(root, path)]).toEqual([path, expected === '""' ? '' : expected]);
      }
    }
    let from = 0;
    for (const [key = ''] of rows.filter(([it = '']) => !it.includes('variables'))) {
      const [name = ''] = (codeIn(key)[0] ?? '').split('.').slice(-1);
      const at = text.indexOf(`${name}: `, from);
      expect({ name, isInOrder: at >= from }).toEqual({ name, isInOrder: true });
      from = at;
    }
  },
);
