import { describe, expect, it } from '@jest/globals';
import { brokenFile } from '../texts/config.js';
import { decodeFile } from './decode.js';
import type { ConfigDocument } from './document.js';

const FILE = '/farm/flamenco-manager.yaml';

function decode(text: string) {
  return decodeFile(Buffer.from(text), 'linux');
}

/** The document of a good text; `_meta` is added in front. */
function document(text: string): ConfigDocument {
  const decoded = decode(`_meta: {version: 3}\n${text}`);
  if (decoded.kind === 'refused') throw new Error(brokenFile(FILE, decoded.problems));
  return decoded.document;
}

/** What is said about a bad text. */
function complaint(text: string): string {
  const decoded = decode(text);
  return decoded.kind === 'refused' ? brokenFile(FILE, decoded.problems) : 'nothing';
}

const names = (text: string) => [...document(text).variables.keys()];

describe('a configuration file (contract 05 §3.2)', () => {
  it.each([
    ['manager_name: 123', '123'],
    ['manager_name: true', 'true'],
    ['manager_name: yes', 'yes'],
    ['manager_name: 1_000', '1_000'],
    ['manager_name: 2020-01-01', '2020-01-01'],
    ['manager_name: "~"', '~'],
    ['manager_name: ~', ''],
    ['manager_name: !!str null', 'null'],
    ['manager_name: one\nmanager_name: two', 'two'],
    ['manager_name: C:\\a\\b.exe', 'C:\\a\\b.exe'],
    ['manager_name: C:\\\\a\\\\b.exe', 'C:\\\\a\\\\b.exe'],
    ['manager_name: "C:\\\\a"', 'C:\\a'],
    ["manager_name: 'C:\\\\a'", 'C:\\\\a'],
    ['manager_name: F:\\', 'F:\\'],
    ['manager_name: C:\\dir\\', 'C:\\dir\\'],
    ['manager_name: first\n---\nmanager_name: second', 'first'],
    ['database: &name farm\nmanager_name: *name', 'farm'],
    ['x: &x {manager_name: merged, database: d}\n<<: *x', 'merged'],
    ['x: &x {manager_name: merged}\n<<: [*x]\nmanager_name: own', 'own'],
    ['x: &x {manager_name: 1}\ny: &y {manager_name: 2}\n<<: [*x, *y]', '1'],
    ['manager_name: |\n  two\n  lines', 'two\nlines\n'],
  ])('%j names the Manager %j', (text, name) => {
    expect(document(text).values.manager_name).toBe(name);
  });

  it('may begin with a byte order mark and have the line ends of Windows', () => {
    expect(decode('\uFEFF_meta:\r\n  version: 3\r\nblocklist_threshold: 7\r\n')).toMatchObject({
      document: { values: { blocklist_threshold: 7 } },
    });
  });

  it('with a section of nothing has zeros in it', () => {
    const { values } = document('shaman:\nmqtt: {client: ~}');
    expect(values).toMatchObject({ 'shaman.enabled': false, 'shaman.garbageCollect.period': 0 });
    expect(values).toMatchObject({ 'mqtt.client.enabled': false, 'mqtt.client.clientID': '' });
  });

  it('with a part of a section keeps the defaults of the rest', () => {
    expect(document('shaman: {garbageCollect: {maxAge: 1h}}').values).toMatchObject({
      'shaman.enabled': true,
      'shaman.garbageCollect.period': 86_400_000,
      'shaman.garbageCollect.maxAge': 3_600_000,
    });
  });

  it('has its variables merged by name into the default ones', () => {
    expect(names('')).toEqual(['blender', 'blenderArgs']);
    expect(names('variables: {}')).toEqual(['blender', 'blenderArgs']);
    expect(names('variables: {mine: {values: []}}')).toEqual(['blender', 'blenderArgs', 'mine']);
    expect(names('variables:')).toEqual([]);
    const { variables } = document('variables: {blender: {is_twoway: yes, values: [{platform: linux, value: b}]}}');
    expect(variables.get('blender')).toMatchObject({ isTwoWay: true, values: [{ platform: 'linux', value: 'b' }] });
  });

  it('may have gaps in its variables', () => {
    const text = 'variables: {a: , b: {values: , is_twoway: }, c: {values: [~, {platforms: ~, value: ~}]}}';
    const nothing = { audience: '', platform: '', platforms: [], value: '' };
    const { variables } = document(text);
    expect(variables.get('a')).toMatchObject({ isTwoWay: false, values: [] });
    expect(variables.get('b')).toMatchObject({ isTwoWay: false, values: [] });
    expect(variables.get('c')).toMatchObject({ values: [nothing, nothing] });
  });

  it('has keys that mean nothing reported with their lines', () => {
    const text = [
      '_meta: {version: 3, by: me}',
      'own_url: http://x/',
      'shaman: {checkoutPath: /x}',
      'variables:',
      '  a:',
      '    direction: twoway',
      '    values: [{valeu: x}]',
    ];
    expect(decode(text.join('\n'))).toMatchObject({
      unknownKeys: [
        { path: '_meta.by', line: 1 },
        { path: 'own_url', line: 2 },
        { path: 'shaman.checkoutPath', line: 3 },
        { path: 'variables.a.direction', line: 6 },
        { path: 'variables.a.values[0].valeu', line: 7 },
      ],
    });
  });
});

describe('a broken file is refused with file, line and remedy (contract 05 §3.2, §11, D4.3)', () => {
  it.each([
    ['', 'version 0, but only version 3 is supported (line 1): begin the file with a line "_meta:"'],
    ['# nothing\n', 'version 0, but only version 3 is supported (line 1)'],
    ['manager_name: x', 'version 0, but only version 3 is supported (line 1)'],
    ['manager_name: x\n_meta: {}', 'version 0, but only version 3 is supported (line 2)'],
    [
      'manager_name: x\n_meta:\n  version: 2',
      'version 2, but only version 3 is supported (line 3): move the file away',
    ],
    ['_meta: {version: "3"}', 'line 1: "_meta.version" should be a whole number without quotes, but is "3"'],
    ['_meta: 3', 'line 1: "_meta" should have lines like "name: value" below it, but is "3"'],
    ['manager_name: x\nversion: 3', 'line 2: "version" stands on the top level; write a line "_meta:" above it'],
    ['just text', 'line 1: this should have lines like "name: value" below it, but is "just text"'],
    ['- a list', 'line 1: this should have lines like "name: value" below it, but is a list'],
    ['_meta: {version: 3}\n\tmanager_name: x', 'line 2: '],
    ['_meta: {version: 3}\nmanager_name: "open', 'line 2: '],
    ['_meta: {version: 3}\nmanager_name: *nobody', 'line 2: unknown anchor "nobody"'],
    ['_meta: {version: 3}\na: 1\n<<: 3', 'line 3: only mappings can be merged'],
    ['_meta: {version: 3}\n? [a]\n: b', 'line 2: a key has to be plain text'],
    ['_meta: {version: 3}\nshaman: on', 'line 2: "shaman" should have lines like "name: value" below it, but is "on"'],
    [
      '_meta: {version: 3}\nvariables: [a]',
      'line 2: "variables" should have lines like "name: value" below it, but is a list',
    ],
    ['_meta: {version: 3}\nvariables:\n  blender: /b', 'line 3: "variables.blender" should have lines'],
    [
      '_meta: {version: 3}\nvariables: {a: {values: {platform: all}}}',
      'line 2: "variables.a.values" should be a list, each entry beginning with "- ", but is a mapping',
    ],
    [
      '_meta: {version: 3}\nvariables: {a: {is_twoway: "yes"}}',
      'line 2: "variables.a.is_twoway" should be true or false',
    ],
    [
      '_meta: {version: 3}\nvariables: {a: {values: [{platforms: linux}]}}',
      'line 2: "variables.a.values[0].platforms" should be a list of texts such as [linux, darwin], but is "linux"',
    ],
    ['_meta: {version: 3}\nvariables: {a: {values: [x]}}', 'line 2: "variables.a.values[0]" should have lines'],
  ])('%j', (text, expected) => {
    expect(complaint(text)).toContain(expected);
    expect(complaint(text)).toContain(FILE);
  });

  it('also when variables have too little indentation', () => {
    const text = '_meta: {version: 3}\nvariables:\nblender:\n  values:\n  - platform: all\n    value: blender\n';
    expect(complaint(text)).toBe(
      `unable to parse ${FILE}: line 3: "blender" looks like a variable, but stands on the top level; move it below "variables:" and indent it by two blanks`,
    );
  });

  it('also when the values of a variable have too little indentation', () => {
    const text = '_meta: {version: 3}\nvariables:\n  blender:\n  values:\n  - platform: all\n';
    expect(complaint(text)).toContain('line 4: "values" stands directly below "variables"; indent it');
  });

  it('also when variables have too much indentation', () => {
    const text = '_meta: {version: 3}\nshaman:\n  enabled: true\n  variables:\n    a: {values: []}\n';
    expect(complaint(text)).toContain('line 4: "variables" stands inside "shaman"; remove the blanks');
  });

  it('with all of its mistakes at once', () => {
    const text = '_meta: {version: 3}\nlisten: x\ntask_timeout: 10\ntrusted_proxies: [here]';
    expect(complaint(text)).toBe(
      `unable to parse ${FILE}: line 2: "listen" has no port; it should be like :8080, 192.168.0.1:8080 or [::1]:8080, but is "x"; ` +
        'line 3: "task_timeout" should be a duration such as 30s, 10m or 24h (time: missing unit in duration "10"); ' +
        'line 4: "trusted_proxies" should list addresses or networks such as 127.0.0.1 or 10.0.0.0/8; "here" is neither',
    );
  });

  it('when it is not UTF-8', () => {
    const decoded = decodeFile(Buffer.from('_meta: {version: 3}\nmanager_name: M\xfcnchen\n', 'latin1'), 'linux');
    expect(decoded).toEqual({ kind: 'refused', problems: [{ kind: 'encoding', line: 2 }] });
  });

  it('when its aliases stand for more than fits into the memory', () => {
    const levels = Array.from(
      { length: 9 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`,
    );
    expect(complaint(`_meta: {version: 3}\nl0: &l0 [x]\n${levels.join('\n')}`)).toContain(
      'line 7: this has too many entries',
    );
  });

  it('when it contains itself', () => {
    expect(complaint('_meta: {version: 3}\na: &a [*a]')).toContain('line 2: unknown anchor "a"');
  });
});
