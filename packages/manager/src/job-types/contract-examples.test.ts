import { describe, expect, it } from '@jest/globals';
import { codeIn, contractTable } from '../../test/support/contract-tables.js';
import { valueOf } from '../../test/support/job-type-scripts.js';

const DOCUMENT = '04-job-types';

/** A call as the contract writes it, and what it gives: a value, or the words that its refusal contains. */
type Example = readonly [call: string, outcome: { readonly value: unknown } | { readonly refusal: string }];

/** What the contract's errors are since negative frames and steps are understood (D3.2). */
const ADDED: Readonly<Record<string, readonly string[]>> = {
  '("-5", 3)': ['-5'],
  '("-5..5", 3)': ['-5--3', '-2-0', '1-3', '4,5'],
  '("1-10x2", 10)': ['1,3,5,7,9'],
};

/** `["7"]` / `["5"]` answers two calls; `A`; `CALL` → `B` has a second example in its second cell. */
function frameExamples(): Example[] {
  const examples: Example[] = [];
  for (const [calls = '', outcomes = ''] of contractTable(DOCUMENT, '4.5')) {
    const [own = '', ...more] = outcomes.split('; ');
    const answers = own.split(' / ');
    codeIn(calls).forEach((call, index) => examples.push(frameExample(call, answers[index] ?? own, examples)));
    for (const pair of more) {
      const [call = '', answer = ''] = pair.split(' → ');
      examples.push(frameExample(codeIn(call)[0] ?? '', answer, examples));
    }
  }
  return examples;
}

function frameExample(call: string, answer: string, before: readonly Example[]): Example {
  const added = ADDED[call];
  if (added !== undefined) return [call, { value: added }];
  if (answer === 'same as above') return [call, before.at(-1)?.[1] ?? { value: undefined }];
  const [code] = codeIn(answer);
  if (answer.startsWith('error'))
    return [call, { refusal: code ?? /^error ([a-z ]+)$/.exec(answer)?.[1] ?? 'invalid range' }];
  const size = /^chunk size (\d+)$/.exec(answer)?.[1];
  const sameCall = size === undefined ? undefined : call.replace(/, .*\)$/, `, ${size})`);
  const same = before.find(([other]) => other === sameCall);
  return [call, same?.[1] ?? { value: JSON.parse(code ?? '') as unknown }];
}

/** `A`→`B`, as often as the cell has arrows; `undefined` and `""` mean themselves. */
function pathExamples(): Example[] {
  return contractTable(DOCUMENT, '4.9').flatMap(([name = '', , cell = '']) => {
    const found = [...cell.matchAll(/`([^`]*)`→`([^`]*)`/g)];
    expect(found).toHaveLength(cell.split('→').length - 1);
    const [called = ''] = codeIn(name.replace(/\(.*$/, '`'));
    return found.map(([, given = '', wanted = '']): Example => {
      const isCall = given.startsWith('(') || given === 'undefined' || given === '""';
      const value = wanted === '""' ? '' : wanted;
      const args = given.startsWith('(') ? given : `(${isCall ? given : JSON.stringify(given)})`;
      return [`path.${called}${args}`, { value }];
    });
  });
}

async function expectExample([call, outcome]: Example): Promise<void> {
  const value = await valueOf(call);
  if ('value' in outcome) expect(value).toEqual(outcome.value);
  else expect(value).toEqual({ thrown: expect.stringContaining(outcome.refusal) as unknown });
}

describe('frameChunker, by every example of the contract (contract 04 §4.5, D3.2)', () => {
  const examples = frameExamples();

  it.each(examples)('frameChunker%s', async (call, outcome) => {
    await expectExample([`frameChunker${call}`, outcome]);
  });

  it('no example went unread', () => {
    const written = contractTable(DOCUMENT, '4.5').flatMap((row) => row.flatMap(codeIn));
    expect(examples).toHaveLength(written.filter((code) => code.startsWith('(')).length);
    expect(Object.keys(ADDED).filter((call) => !examples.some(([read]) => read === call))).toEqual([]);
  });
});

describe('path, by every example of the contract (contract 04 §4.9)', () => {
  const examples = pathExamples();

  it.each(examples)('%s', async (call, outcome) => {
    await expectExample([call, outcome]);
  });

  it('has four functions and nothing else', async () => {
    expect(await valueOf('Object.keys(path).sort()')).toEqual(['basename', 'dirname', 'join', 'stem']);
    expect(new Set(examples.map(([call]) => call.replace(/\(.*/s, '')))).toEqual(
      new Set(['path.basename', 'path.dirname', 'path.join', 'path.stem']),
    );
  });
});
