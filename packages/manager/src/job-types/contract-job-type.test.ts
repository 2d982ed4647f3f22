import { describe, expect, it } from '@jest/globals';
import { codeIn, contractTable } from '../../test/support/contract-tables.js';
import { builtInType, servedType } from '../../test/support/served-types.js';
import { jobTypeEtag } from './etag.js';
import type { AvailableJobType } from './job-type.js';

const DOCUMENT = '04-job-types';

/** The first setting of a job type that has only this one. */
async function setting(properties: string): Promise<unknown> {
  const found = await servedType(
    'one.js',
    `const JOB_TYPE = { settings: [{ key: "a", type: "string", ${properties} }] };`,
  );
  if (typeof found === 'string') return found;
  const { key: _, type: __, ...others } = found.settings[0] ?? { key: '', type: 'string' };
  return others;
}

const etag = expect.stringMatching(/^[0-9a-f]{40}$/) as unknown;
const none = { name: 'one', label: '', settings: [], etag };
const improper = (detail: string): string => `script (one.js) does not define a proper JOB_TYPE object: ${detail}`;

const TYPE_PROPERTIES: Readonly<Record<string, readonly (readonly [definition: string, served: unknown])[]>> = {
  '`label`': [
    ['{ label: 5 }', { ...none, label: '5' }],
    ['{ }', none],
  ],
  '`description`': [
    ['{ description: true }', { ...none, description: 'true' }],
    ['{ description: null }', none],
  ],
  '`settings`': [
    // The original serves null for no settings, which its add-on cannot read (D3.3).
    ['{ settings: undefined }', none],
    ['{ settings: new Set([{ key: "a", type: "bool" }]) }', { ...none, settings: [{ key: 'a', type: 'bool' }] }],
    ['{ settings: 5 }', improper('settings cannot be 5')],
    ['{ settings: [5] }', improper('settings[0] cannot be 5')],
  ],
  '`name`, `etag`': [['{ name: "mine", etag: "mine" }', none]],
  'anything else': [['{ author: "me", version: 3, [Symbol()]: 1 }', none]],
};

const SETTING_PROPERTIES: Readonly<Record<string, readonly (readonly [properties: string, served: unknown])[]>> = {
  '`key`': [
    ['key: 7', {}],
    ['key: undefined', 'settings[0] has no key; give it a name that is unique in the job type'],
  ],
  '`type`': [
    ['type: { toString: () => "int32" }', {}],
    ['type: undefined', 'setting "a" has the type ""; it can be "string", "int32", "float" or "bool"'],
  ],
  '`subtype`': [
    ...['file_path', 'dir_path', 'file_name', 'hashed_file_path'].map((subtype): [string, unknown] => [
      `subtype: "${subtype}"`,
      { subtype },
    ]),
    ['subtype: null', {}],
  ],
  '`choices`': [['choices: [1, null, "c"]', { choices: ['1', '', 'c'] }]],
  '`propargs`': [
    ['propargs: { min: 0, deep: { list: [true] } }', { propargs: { min: 0, deep: { list: [true] } } }],
    ['propargs: 5', improper('settings[0].propargs cannot be 5')],
  ],
  '`description`': [['description: { any: ["JSON"] }', { description: { any: ['JSON'] } }]],
  '`label`': [['label: 5', { label: 5 }]],
  '`default`': [
    ['default: "x"', { default: 'x' }],
    ['default: [1, { a: null }]', { default: [1, { a: null }] }],
    ['default: new Date(0)', { default: '1970-01-01T01:00:00+01:00' }],
    [
      'default: NaN',
      improper('settings[0].default cannot be stored: NaN has no place in JSON, give a number, null or text'),
    ],
  ],
  '`eval`': [['eval: 5', { eval: '5' }]],
  '`evalInfo`': [
    ['evalInfo: { showLinkButton: "yes", other: 1 }', { evalInfo: { showLinkButton: true, description: '' } }],
    ['evalInfo: { description: 5 }', { evalInfo: { showLinkButton: false, description: '5' } }],
    ['evalInfo: "x"', improper('settings[0].evalInfo cannot be x')],
  ],
  '`visible`': ['visible', 'submission', 'web', 'hidden'].map((visible): [string, unknown] => [
    `visible: "${visible}"`,
    { visible },
  ]),
  '`required`': [
    ['required: "yes"', { required: true }],
    ['required: 0', { required: false }],
  ],
  '`editable`': [
    ['editable: ""', { editable: false }],
    ['editable: undefined', {}],
  ],
};

describe('the properties of a job type (contract 04 §5.1)', () => {
  const examples = Object.entries(TYPE_PROPERTIES).flatMap(([row, all]) =>
    all.map(([text, wanted]) => [row, text, wanted] as const),
  );
  it.each(examples)('%s: %s', async (_, definition, wanted) => {
    expect(await servedType('one.js', `const JOB_TYPE = ${definition};`)).toEqual(wanted);
  });

  it('every property has its examples', () => {
    expect(Object.keys(TYPE_PROPERTIES)).toEqual(contractTable(DOCUMENT, '5.1').map(([cell]) => cell));
  });

  it.each<[string, unknown]>([
    ['var JOB_TYPE = null;', none],
    ['let JOB_TYPE;', none],
    ['print("no job type");', 'script (one.js) does not define a JOB_TYPE object'],
    ['const JOB_TYPE = "text";', improper('JOB_TYPE cannot be text')],
    ['const JOB_TYPE = { settings: [null] };', 'settings[0] has no key; give it a name that is unique in the job type'],
  ])('of %s', async (source, wanted) => {
    expect(await servedType('one.js', source)).toEqual(wanted);
  });
});

describe('the properties of a setting (contract 04 §5.2)', () => {
  const examples = Object.entries(SETTING_PROPERTIES).flatMap(([row, all]) =>
    all.map(([text, wanted]) => [row, text, wanted] as const),
  );
  it.each(examples)('%s: %s', async (_, properties, wanted) => {
    expect(await setting(properties)).toEqual(wanted);
  });

  it('every property has its examples, and others are dropped', async () => {
    expect(Object.keys(SETTING_PROPERTIES)).toEqual(contractTable(DOCUMENT, '5.2').map(([cell]) => cell));
    expect(await setting('autosync: true, storage: "x"')).toEqual({});
  });

  it('are served as the contract shows one', async () => {
    const { settings } = (await servedType(
      'one.js',
      'const JOB_TYPE = { settings: [{ key: "add_path_components", type: "int32", required: true, default: 0, propargs: {min: 0, max: 32}, visible: "submission", description: "…" }] };',
    )) as AvailableJobType;
    const shown = {
      key: 'add_path_components',
      type: 'int32',
      required: true,
      default: 0,
      propargs: { min: 0, max: 32 },
    };
    expect(settings).toEqual([{ ...shown, visible: 'submission', description: '…' }]);
  });
});

/** Scripts whose etags the contract knows and whose texts it gives; the other two rows are scripts of third parties. */
const ETAG_SCRIPTS: Readonly<Record<string, string>> = {
  'arrow_ok.js': 'const JOB_TYPE = { label: "x", settings: [] }; const compileJob = (job) => {};',
  'no_settings.js': 'const JOB_TYPE = { label: "x" };',
  'num_defaults.js': `const JOB_TYPE = { label: "x", settings: [${[
    ...['0.0000001', '1e21', '100000000000000000000', '2.0', '-0'].map(
      (value, index) => `{ key: "${'abcde'[index]}", type: "float", default: ${value} }`,
    ),
    '{ key: "f", type: "string", default: "é<\\u2028>" }',
  ].join(', ')}] };`,
};

describe('etags, by the check values (contract 04 §6, D3.6)', () => {
  const table = contractTable(DOCUMENT, '6');
  const checkValue = (name: string): string | undefined =>
    table.find(([cell = '']) => codeIn(cell)[0] === name)?.[1]?.replaceAll('`', '');

  it.each(Object.entries(ETAG_SCRIPTS))('of a script %s', async (file, source) => {
    expect(await servedType(file, source)).toHaveProperty('etag', checkValue(file));
  });

  it('of echo-sleep-test, and the table has no others but those of scripts that we do not have', async () => {
    expect(await builtInType('echo_sleep_test.js')).toHaveProperty('etag', checkValue('echo-sleep-test'));
    expect(table).toHaveLength(Object.keys(ETAG_SCRIPTS).length + 4);
  });

  it('depend on the settings and not on the code', async () => {
    const source = ETAG_SCRIPTS['arrow_ok.js'] ?? '';
    expect(await servedType('arrow_ok.js', `${source} var other = 5;`)).toHaveProperty(
      'etag',
      checkValue('arrow_ok.js'),
    );
    const changes = [
      { label: 'y' },
      { description: '' },
      { name: 'arrow_ok' },
      { settings: [{ key: 'a', type: 'bool' }] },
    ];
    const etags = changes.map((change) => jobTypeEtag({ name: 'arrow-ok', label: 'x', settings: [], ...change }));
    expect(new Set([...etags, checkValue('arrow_ok.js')]).size).toBe(changes.length + 1);
  });
});
