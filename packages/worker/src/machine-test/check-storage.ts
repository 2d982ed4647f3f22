import { randomUUID } from 'node:crypto';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '@flamenco/common';
import { waited } from '../manager/back-off.js';
import type { FarmQuestions } from '../manager/farm-questions.js';
import { describeSystemError } from '../texts/errors.js';
import * as texts from '../texts/machine-test.js';
import type { Finding } from './findings.js';

/** A server that is gone keeps whoever looks at its files waiting for ever. */
const STORAGE_LIMIT_MS = 15_000;

/** Whether the shared storage is where the Manager says, and can be read and written by this user. */
export async function checkStorage(
  farm: FarmQuestions,
  platform: string,
  clock: Clock,
  signal: AbortSignal,
): Promise<Finding> {
  const finding = (outcome: Finding['outcome'], text: string): Finding => ({ check: 'storage', outcome, text });
  const asked = await farm.storageLocation(platform, signal);
  if (asked.kind !== 'told') return finding('warning', texts.STORAGE_NOT_TOLD);
  const location = asked.value;
  if (location === '') return finding('warning', texts.NO_STORAGE);
  const problem = await withinLimit(tryStorage(location), clock, signal);
  if (problem === 'too-long') return finding('failed', texts.storageSilent(location, STORAGE_LIMIT_MS));
  return problem === undefined
    ? finding('passed', texts.storageUsable(location))
    : finding('failed', texts.storageUnusable(location, problem));
}

/** What keeps the directory from being used; undefined when nothing does. */
export async function tryStorage(directory: string): Promise<string | undefined> {
  const file = join(directory, `flamenco-worker-test-${randomUUID()}.tmp`);
  const content = randomUUID();
  try {
    await readdir(directory);
    await writeFile(file, content, { flag: 'wx' });
    const isSame = (await readFile(file, 'utf8')) === content;
    await rm(file);
    return isSame ? undefined : texts.STORAGE_FORGETS;
  } catch (error) {
    await rm(file, { force: true }).catch(() => undefined);
    return describeSystemError(error);
  }
}

async function withinLimit<T>(work: Promise<T>, clock: Clock, signal: AbortSignal): Promise<T | 'too-long'> {
  const done = new AbortController();
  const stop = () => done.abort();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, waited(clock, STORAGE_LIMIT_MS, done.signal).then(() => 'too-long' as const)]);
  } finally {
    done.abort();
    signal.removeEventListener('abort', stop);
  }
}
