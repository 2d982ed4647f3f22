import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

/** The part of how Jest was started that says whether all tests ran. */
interface HowJestRan {
  readonly testNamePattern?: string | undefined;
  readonly testPathPatterns: { readonly patterns: readonly string[] };
  readonly shard?: object | undefined;
  readonly onlyChanged: boolean;
  readonly onlyFailures: boolean;
}

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly responses: object;
  readonly 'x-refusals'?: readonly number[];
  readonly 'x-never'?: readonly number[];
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/**
 * After the tests of the HTTP interface: when all of them ran, each operation must have answered with each status that the
 * API description says it can answer. Jest loads this file by itself, so that it imports none of ours.
 */
export default async function compareNotes(how: HowJestRan, { rootDir }: { readonly rootDir: string }): Promise<void> {
  const seen = await takeNotes(process.env['FLAMENCO_SEEN_ANSWERS'] ?? '');
  if (!ranAll(how)) return;
  const described = await describedAnswers(path.join(rootDir, 'packages/manager/src/http/generated/openapi3.json'));
  const unseen = described.filter((answer) => !seen.has(answer));
  if (unseen.length > 0) throw new Error(`no test has seen these answers: ${unseen.join(', ')}`);
}

/** Every `operation status` that some test saw. */
async function takeNotes(folder: string): Promise<ReadonlySet<string>> {
  const files = await readdir(folder);
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  await rm(folder, { recursive: true });
  return new Set(texts.flatMap((text) => text.split('\n')));
}

function ranAll({ testNamePattern, testPathPatterns, shard, onlyChanged, onlyFailures }: HowJestRan): boolean {
  const isPart = Boolean(testNamePattern) || testPathPatterns.patterns.length > 0 || shard !== undefined;
  return !(isPart || onlyChanged || onlyFailures);
}

/** The file store is not active in this version. */
const NOT_YET = 'shaman';

async function describedAnswers(file: string): Promise<string[]> {
  const { paths } = JSON.parse(await readFile(file, 'utf8')) as Description;
  const operations = Object.values(paths).flatMap((item) =>
    Object.values(item).filter(({ operationId }) => operationId),
  );
  return operations
    .filter(({ tags }) => !tags.includes(NOT_YET))
    .flatMap((operation) => {
      const statuses = [...Object.keys(operation.responses), ...(operation['x-refusals'] ?? []).map(String)];
      const never = ['default', ...(operation['x-never'] ?? []).map(String)];
      return statuses.filter((status) => !never.includes(status)).map((status) => `${operation.operationId} ${status}`);
    });
}
