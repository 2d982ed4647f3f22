import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { paragraphText } from './support/contract-tables.js';

const PACKAGES = fileURLToPath(new URL('../..', import.meta.url));
const CONTRACT = fileURLToPath(new URL('../../../docs/contract/', import.meta.url));

/** Paragraphs of contracts that hold no rule of their own. */
const NO_RULE: Readonly<Record<string, string>> = {
  '03 §2.3': 'a table of names; what they mean stands in §5.1, §7.2 and §8',
  '03 §2.4': 'a list of names; §10',
  '04 §1': 'an overview; its rules stand in §2 to §9',
  '04 §10.2': 'what the add-on shows, and when it evaluates; §5.2 serves it what it does that with',
  '04 §10.3': 'names that the add-on gives to expressions',
  '04 §11': 'what the web app shows of what §9 serves',
  '04 §16': 'wishes; those that were granted are D3',
  '05 §18': 'where the original does not do what it says; what it does stands in the paragraphs before',
  '05 §19': 'wishes; those that were granted are D4',
  '11 §14': 'where the original does not do what it says; what it does stands in the paragraphs before',
  '11 §15': 'wishes; those that were granted are D4, D6 and D8',
};

/** Known checkouts come with Shaman. */
const NOT_YET = 'D10.6';

const testNames = readdirSync(PACKAGES, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^(common|manager|worker)\/(src|test)\/.*\.test\.ts$/.test(file))
  .flatMap(
    (file) => readFileSync(`${PACKAGES}/${file}`, 'utf8').match(/\((?:contract )?(?:0\d|1\d|D\d+)[^()]*\)/g) ?? [],
  );

function paragraphsOf(document: string): string[] {
  const text = readFileSync(`${CONTRACT}${document}.md`, 'utf8');
  return [...text.matchAll(/^#{2,3} (\d+(?:\.\d+)?)\.? /gm)].map(([, number = '']) => number);
}

/** The numbers behind a paragraph: `§2.1 rules 3, 11` are 3 and 11. */
function citedRules(name: string, paragraph: string): number[] {
  const [, list = ''] = new RegExp(`${paragraph.replaceAll('.', '\\.')} rules? ([\\d, –]+)`).exec(name) ?? [];
  return list.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split('–').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/** Whether the name of some test cites it, or a paragraph in it: `03 §14` is cited by `(03 §14.1, D2.20)`. */
function isCited(document: string, paragraph: string): boolean {
  const cited = new RegExp(
    `\\b${document} (?:§[\\d.–-]+(?: rules? [\\d, –]+)?, )*§${paragraph.replaceAll('.', '\\.')}(?![\\d])`,
  );
  return testNames.some((name) => cited.test(name));
}

it('every paragraph of contract 03 has a test that names it', () => {
  const paragraphs = paragraphsOf('03-lifecycle-and-scheduling');
  // A chapter with paragraphs is named by those; 15 to 17 compare and propose.
  const rules = paragraphs.filter(
    (number) =>
      /^([4-9]\.|2\.|1[0-4]$)/.test(number) && !(`03 §${number}` in NO_RULE) && !paragraphs.includes(`${number}.1`),
  );
  expect(rules.length).toBeGreaterThan(35);
  expect(rules.filter((number) => !isCited('03', number))).toEqual([]);
});

it.each([
  ['04-job-types', 35],
  ['05-manager-config-and-variables', 30],
  ['11-persistence-and-operations', 15],
])('every paragraph of contract %s has a test that names it', (document, count) => {
  const chapter = document.slice(0, 2);
  const paragraphs = paragraphsOf(document);
  const rules = paragraphs.filter(
    (number) => !(`${chapter} §${number}` in NO_RULE) && !paragraphs.some((other) => other.startsWith(`${number}.`)),
  );
  expect(rules.length).toBeGreaterThan(count);
  expect(rules.filter((number) => !isCited(chapter, number))).toEqual([]);
});

it('every numbered rule of contract 04 §2.1 has a test that names it', () => {
  const rules = [...paragraphText('04-job-types', '2.1').matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
  expect(rules.length).toBeGreaterThan(3);
  const cited = testNames.flatMap((name) => citedRules(name, '§2.1'));
  expect(rules.filter((rule) => !cited.includes(rule))).toEqual([]);
});

it.each([
  ['D2', 20],
  ['D3', 7],
  ['D4', 7],
  ['D8', 4],
  ['D10', 6],
] as const)('every decision of %s has a test that names it', (chapter, count) => {
  const decisions = Array.from({ length: count }, (_, index) => `${chapter}.${index + 1}`);
  const named = (decision: string) =>
    testNames.some((name) => new RegExp(`\\b${decision.replace('.', '\\.')}(?!\\d)`).test(name));
  expect(decisions.filter((decision) => !named(decision) && decision !== NOT_YET)).toEqual([]);
});
