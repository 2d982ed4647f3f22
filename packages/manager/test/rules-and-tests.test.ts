import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { paragraphText } from './support/contract-tables.js';

const PACKAGES = fileURLToPath(new URL('../..', import.meta.url));
const CONTRACT = fileURLToPath(new URL('../../../docs/contract/', import.meta.url));

/** Paragraphs of contracts that hold no rule of their own. */
const NO_RULE: Readonly<Record<string, string>> = {
  '01 §1.13': 'a table of who uses what',
  '01 §2': 'an overview; its operations stand in §3 to §5',
  '01 §6': 'schemas of the API description; every answer in every test of the HTTP interface is held to them',
  '01 §7': 'where the original does not do what it says; what it does stands in the paragraphs before',
  '02 §2': 'an overview; its operations stand in §3 to §10',
  '02 §6.2': 'what the web app offers of what §6.1 serves',
  '02 §13': 'schemas of the API description; every answer in every test of the HTTP interface is held to them',
  '02 §14': 'what clients do with what the other paragraphs serve',
  '02 §15': 'wishes; those that were granted are D1 and D2',
  '03 §2.3': 'a table of names; what they mean stands in §5.1, §7.2 and §8',
  '03 §2.4': 'a list of names; §10',
  '04 §1': 'an overview; its rules stand in §2 to §9',
  '04 §10.2': 'what the add-on shows, and when it evaluates; §5.2 serves it what it does that with',
  '04 §10.3': 'names that the add-on gives to expressions',
  '04 §11': 'what the web app shows of what §9 serves',
  '04 §16': 'wishes; those that were granted are D3',
  '05 §18': 'where the original does not do what it says; what it does stands in the paragraphs before',
  '05 §19': 'wishes; those that were granted are D4',
  '07 §1.2': 'an overview; its rules stand in §2 to §16',
  '07 §4.2': 'nobody reads those lines by program; §20 keeps their words',
  '07 §21': 'where the original does not do what it says; what it does stands in the paragraphs before',
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

/** How the name of a test cites a paragraph: `(03 §6.1, §6.2 rules 1, 3–5, D2.4)`. */
function citation(document: string, paragraph: string): string {
  const others = String.raw`(?:§[\d.–-]+(?: rules? [\d, –]+)?, )*`;
  return String.raw`\b${document} ${others}§${paragraph.replaceAll('.', String.raw`\.`)}`;
}

/** Whether the name of some test cites it, or a paragraph in it: `03 §6` is cited by `(03 §6.1, D2.4)`. */
function isCited(document: string, paragraph: string): boolean {
  const cited = new RegExp(`${citation(document, paragraph)}(?![\\d])`);
  return testNames.some((name) => cited.test(name));
}

/** The numbered rules of a paragraph that no test names. */
function unnamedRules(document: string, file: string, paragraph: string): string[] {
  const rules = [...paragraphText(file, paragraph).matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
  if (rules.length === 0) throw new Error(`${document} §${paragraph} has no numbered rules`);
  const named = testNames.flatMap((name) => citedRules(document, paragraph, name));
  return rules.filter((rule) => !named.includes(rule)).map((rule) => `${document} §${paragraph} rule ${rule}`);
}

/** The numbers behind a paragraph: `03 §6.2 rules 1, 3–5` are 1, 3, 4 and 5. */
function citedRules(document: string, paragraph: string, name: string): number[] {
  const [, list = ''] = new RegExp(`${citation(document, paragraph)} rules? ([\\d, –]+)`).exec(name) ?? [];
  return list.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split('–').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
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
  ['01-api-meta-and-workers', 35],
  ['02-api-jobs-and-tasks', 30],
  ['04-job-types', 35],
  ['05-manager-config-and-variables', 30],
  ['07-worker', 60],
  ['11-persistence-and-operations', 15],
])('every paragraph of contract %s has a test that names it', (document, count) => {
  const chapter = document.slice(0, 2);
  const paragraphs = paragraphsOf(document);
  const rules = paragraphs.filter(
    (number) =>
      !(`${chapter} §${number}` in NO_RULE) &&
      !(`${chapter} §${number.split('.')[0]}` in NO_RULE) &&
      // Contract 07 §7 holds rules besides its only paragraph.
      (!paragraphs.some((other) => other.startsWith(`${number}.`)) || !paragraphs.includes(`${number}.1`)),
  );
  expect(rules.length).toBeGreaterThan(count);
  expect(rules.filter((number) => !isCited(chapter, number))).toEqual([]);
});

it.each([
  ['03', '03-lifecycle-and-scheduling', ['4.1', '4.3', '5.3', '5.4', '5.6', '6.2', '6.5', '8.2', '9.5', '13', '14']],
  ['04', '04-job-types', ['2.1']],
] as const)('every numbered rule of contract %s has a test that names it', (document, file, paragraphs) => {
  expect(paragraphs.flatMap((paragraph) => unnamedRules(document, file, paragraph))).toEqual([]);
});

it.each([
  ['D1', 10],
  ['D2', 20],
  ['D3', 7],
  ['D4', 7],
  ['D6', 11],
  ['D8', 4],
  ['D10', 6],
] as const)('every decision of %s has a test that names it', (chapter, count) => {
  const decisions = Array.from({ length: count }, (_, index) => `${chapter}.${index + 1}`);
  const named = (decision: string) =>
    testNames.some((name) => new RegExp(`\\b${decision.replace('.', '\\.')}(?!\\d)`).test(name));
  expect(decisions.filter((decision) => !named(decision) && decision !== NOT_YET)).toEqual([]);
});
