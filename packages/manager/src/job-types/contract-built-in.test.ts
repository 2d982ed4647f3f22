import { beforeAll, describe, expect, it } from '@jest/globals';
import { codeIn, contractTable, contractTables } from '../../test/support/contract-tables.js';
import type { Row } from '../../test/support/contract-tables.js';
import { builtInType } from '../../test/support/served-types.js';
import type { AvailableJobSetting } from './job-type.js';

const DOCUMENT = '04-job-types';

/** A literal as the contract writes it: `{min: 0}`, `1`, `true`. */
const literal = (text: string): unknown => JSON.parse(text.replace(/(\w+): /g, '"$1": '));

function described([
  key = '',
  type = '',
  fallback = '',
  required = '',
  visible = '',
  editable = '',
  other = '',
]: Row): object {
  const [kind = '', subtype] = type.split(' / ');
  const evalInfo = /`evalInfo` `(\{.*?\})`/.exec(other)?.[1];
  const propargs = /`propargs (\{.*?\})`/.exec(other)?.[1];
  return {
    key: codeIn(key)[0],
    type: kind,
    ...(subtype !== undefined && { subtype }),
    ...(/^[^—]/.test(fallback) && { default: literal(fallback) }),
    ...(/^(true|false)/.test(required) && { required: required === 'true' }),
    ...(/^[^(]/.test(visible) && { visible }),
    ...(editable.includes('false') && { editable: false }),
    ...(evalInfo !== undefined && { evalInfo: literal(evalInfo) }),
    ...(propargs !== undefined && { propargs: literal(propargs) }),
  };
}

describe('the settings of the compatible job types (contract 04 §12.1, §12.2, D3.5)', () => {
  const [settings = [], expressions = []] = contractTables(DOCUMENT, '12.1');
  let own: readonly AvailableJobSetting[] = [];
  beforeAll(async () => {
    own = (await builtInType('simple_blender_render.js')).settings;
  });

  it('simple-blender-render has them as the table says, in its order', () => {
    const withoutTexts = own.map(({ description: _, eval: __, ...others }) => others);
    expect(withoutTexts).toEqual(settings.map(described));
    expect(own.filter((each) => each.eval !== undefined).map(({ key }) => key)).toEqual(
      settings.filter((row) => row[6]?.includes('`eval`')).map(([key = '']) => codeIn(key)[0]),
    );
  });

  it.each(expressions)('%s is evaluated by the add-on as %s', (key = '', expression = '') => {
    expect(own.find((each) => `\`${each.key}\`` === key)?.eval).toBe(codeIn(expression)[0]);
  });

  it('echo-sleep-test has them as the table says', async () => {
    const { settings: echo, label } = await builtInType('echo_sleep_test.js');
    expect(label).toBe('Echo Sleep Test');
    expect(echo).toEqual(contractTable(DOCUMENT, '12.2').map(described));
  });
});
