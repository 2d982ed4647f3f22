import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { YAML11_SCHEMA, load } from 'js-yaml';
import { decodeFile } from './decode.js';
import { defaultDocument } from './document.js';
import type { ConfigDocument } from './document.js';
import { encodeDocument } from './encode.js';
import { compareNaturally } from './natural-order.js';

function read(text: string): ConfigDocument {
  const decoded = decodeFile(Buffer.from(text), 'linux');
  if (decoded.kind === 'refused') throw new Error(JSON.stringify(decoded.problems));
  return decoded.document;
}

function withName(manager_name: string): ConfigDocument {
  const document = defaultDocument('linux');
  return { ...document, values: { ...document.values, manager_name } };
}

const nameLine = (name: string) => /^manager_name: (.*)$/m.exec(encodeDocument(withName(name)))?.[1];

describe('the file as it is written (contract 05 §6)', () => {
  it('has all keys of the original in their order, and none of ours that nobody set', () => {
    expect(encodeDocument(defaultDocument('windows'))).toBe(`_meta:
  version: 3
manager_name: Flamenco
database: flamenco-manager.sqlite
database_check_period: 10m0s
listen: :8080
autodiscoverable: true
local_manager_storage_path: ./flamenco-manager-storage
shared_storage_path: ""
shaman:
  enabled: false
  garbageCollect:
    period: 24h0m0s
    maxAge: 744h0m0s
task_timeout: 10m0s
worker_timeout: 1m0s
blocklist_threshold: 3
task_fail_after_softfail_count: 3
mqtt:
  client:
    enabled: false
    broker: ""
    clientID: flamenco
    topic_prefix: flamenco
    username: ""
    password: ""
variables:
  blender:
    values:
    - platform: linux
      value: blender
    - platform: windows
      value: blender.exe
    - platform: darwin
      value: blender
  blenderArgs:
    values:
    - platform: all
      value: -b -y
`);
  });

  it('has our own keys when they were set', () => {
    const text = encodeDocument(read('_meta: {version: 3}\njob_fail_percentage: 10\ntrusted_proxies: [10.0.0.0/8]'));
    expect(text).toContain('\njob_fail_percentage: 10\ntrusted_proxies: [10.0.0.0/8]\n');
    expect(text).not.toContain('job_scripts_path');
  });

  it.each(['10', 'yes', 'on', 'n', 'null', '~', '1e3', '3.9', '1:30', '2020-01-01', '', '0x1f', '.5', 'True'])(
    'quotes the text %j doubly, because it reads as something else',
    (text) => {
      expect(nameLine(text)).toBe(`"${text}"`);
    },
  );

  it.each(['{jobs}/x', 'a #b', ' a', 'a ', 'a: b', '- a', '*a'])(
    'quotes the text %j simply, for the syntax',
    (text) => {
      expect(nameLine(text)).toBe(`'${text}'`);
    },
  );

  it.each(['Flamenco', 'C:\\a\\b.exe', 'F:\\', '-b -y', 'Zoë', "it's", `${'long '.repeat(40)}path`])(
    'leaves the text %j as it is',
    (text) => {
      expect(nameLine(text)).toBe(text);
    },
  );

  it('escapes what cannot be seen', () => {
    expect(nameLine('a\tb\u0007')).toBe('"a\\tb\\a"');
  });

  it('writes several platforms on one line, and sorts variables as people do', () => {
    const document = read(
      '_meta: {version: 3}\nvariables: {a10: {}, b: {}, a9: {}, B: {is_twoway: true, values: [{platforms: [linux, darwin], audience: users, value: "{x}"}]}}',
    );
    const text = encodeDocument(document);
    expect(text.slice(text.indexOf('variables:'))).toMatch(/B:[^]*a9:[^]*a10:[^]*b:[^]*blender:/);
    expect(text).toContain(`  B:
    is_twoway: true
    values:
    - audience: users
      platforms: [linux, darwin]
      value: '{x}'
  a9:
    values: []
`);
    expect(encodeDocument({ ...document, variables: new Map() })).toContain('\nvariables: {}\n');
  });

  it('keeps what it does not know, where it stands (D4.2)', () => {
    const text = encodeDocument(
      read(`_meta: {version: 3, by: 12}
own_url: 'on'
plugins: [{name: a, on: yes}, ~, "3"]
shaman: {garbageCollect: {extra: 1.50}}
variables: {a: {direction: twoway, values: [{value: x, platform: all, note: n}]}}`),
    );
    expect(text).toContain('_meta:\n  version: 3\n  by: 12\n');
    expect(text).toContain('    maxAge: 744h0m0s\n    extra: 1.50\n');
    expect(text).toContain('    - platform: all\n      value: x\n      note: n\n    direction: twoway\n');
    expect(text).toContain('\nown_url: "on"\nplugins:\n- name: a\n  "on": yes\n- ~\n- "3"\n');
  });

  it('means the same when it is read again, whatever the values are', () => {
    const text = fc.string({ unit: 'grapheme' });
    const variable = fc.record({
      isTwoWay: fc.boolean(),
      values: fc.array(
        fc.record({
          audience: text,
          platform: text,
          platforms: fc.array(text),
          value: text,
          unknown: fc.constant(new Map()),
        }),
        { maxLength: 3 },
      ),
      unknown: fc.constant(new Map()),
    });
    const name = text.filter((it) => it !== 'values' && it !== 'is_twoway');
    fc.assert(
      fc.property(text, fc.array(fc.tuple(name, variable), { maxLength: 3 }), (manager_name, entries) => {
        const document = withName(manager_name);
        const written = { ...document, variables: new Map([...document.variables, ...entries]) };
        const again = read(encodeDocument(written));
        expect(again.values).toEqual(written.values);
        expect(new Map(again.variables)).toEqual(new Map(written.variables));
      }),
    );
  });

  it('means the same to a reader of YAML 1.1, like the original', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (manager_name) => {
        const loaded = load(encodeDocument(withName(manager_name)), { schema: YAML11_SCHEMA });
        expect(loaded).toMatchObject({ manager_name });
      }),
    );
  });
});

describe('the order of names', () => {
  it('has digits as numbers and upper case first', () => {
    const names = ['b', 'a10', 'a9', 'B', 'a', 'a9b', 'a09', '10', '9', ''];
    expect(names.sort(compareNaturally)).toEqual(['', '9', '10', 'B', 'a', 'a09', 'a9', 'a9b', 'a10', 'b']);
  });

  it('is one: not in a circle, and the same from both sides', () => {
    const name = fc.stringMatching(/^[aB0-2]{0,5}$/);
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareNaturally(a, b))).toBe(-Math.sign(compareNaturally(b, a)) || 0);
        if (compareNaturally(a, b) <= 0 && compareNaturally(b, c) <= 0) {
          expect(compareNaturally(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});
