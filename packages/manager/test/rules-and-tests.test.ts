import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const MANAGER = fileURLToPath(new URL('..', import.meta.url));
const CONTRACT = fileURLToPath(new URL('../../../docs/contract/', import.meta.url));

/** Paragraphs of contract 03 that hold no rule of their own. */
const NO_RULE: Readonly<Record<string, string>> = {
  '2.3': 'a table of names; what they mean stands in §5.1, §7.2 and §8',
  '2.4': 'a list of names; §10',
};

/** Known checkouts come with Shaman. */
const NOT_YET = 'D10.6';

const testNames = readdirSync(MANAGER, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^(src|test)\/.*\.test\.ts$/.test(file))
  .flatMap(
    (file) => readFileSync(`${MANAGER}/${file}`, 'utf8').match(/\((?:contract )?(?:0\d|1\d|D\d+)[^()]*\)/g) ?? [],
  );

/** Whether the name of some test cites it, or a paragraph in it: `03 §14` is cited by `(03 §14.1, D2.20)`. */
function isCited(document: string, paragraph: string): boolean {
  const cited = new RegExp(`\\b${document} (?:§[\\d.–-]+, )*§${paragraph.replaceAll('.', '\\.')}(?![\\d])`);
  return testNames.some((name) => cited.test(name));
}

it('every paragraph of contract 03 has a test that names it', () => {
  const text = readFileSync(`${CONTRACT}03-lifecycle-and-scheduling.md`, 'utf8');
  const paragraphs = [...text.matchAll(/^#{2,3} (\d+(?:\.\d+)?)\.? /gm)].map(([, number = '']) => number);
  // A chapter with paragraphs is named by those; 15 to 17 compare and propose.
  const rules = paragraphs.filter(
    (number) => /^([4-9]\.|2\.|1[0-4]$)/.test(number) && !(number in NO_RULE) && !paragraphs.includes(`${number}.1`),
  );
  expect(rules.length).toBeGreaterThan(35);
  expect(rules.filter((number) => !isCited('03', number))).toEqual([]);
});

it.each([
  ['D2', 20],
  ['D10', 6],
] as const)('every decision of %s has a test that names it', (chapter, count) => {
  const decisions = Array.from({ length: count }, (_, index) => `${chapter}.${index + 1}`);
  const named = (decision: string) =>
    testNames.some((name) => new RegExp(`\\b${decision.replace('.', '\\.')}(?!\\d)`).test(name));
  expect(decisions.filter((decision) => !named(decision) && decision !== NOT_YET)).toEqual([]);
});
