import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setupTexts as texts } from '../texts/setup.js';

/** Whether a directory can be the shared storage, and why. */
export interface CheckedPath {
  readonly path: string;
  readonly is_usable: boolean;
  readonly cause: string;
}

/** A server that is gone keeps whoever looks at its files waiting for ever. */
const LIMIT_MS = 10_000;

/** Written because some storages take plain file contents only. */
const CONTENT = 'Ünicöde';

/**
 * Whether the Manager can create and write files in a directory (contract 01 §3.3). Never rejects.
 *
 * @param programDirectory where the Manager itself lies, absolute
 */
export async function checkStorage(directory: string, programDirectory: string): Promise<CheckedPath> {
  const problem = await withinLimit(storageProblem(directory, programDirectory), directory);
  return { path: directory, is_usable: problem === undefined, cause: problem ?? texts.storageGood };
}

/** The same for a directory that is created if it does not exist yet; the problem, or undefined. Never rejects. */
export async function makeStorage(directory: string, programDirectory: string): Promise<string | undefined> {
  const attempt = async () => {
    // What these are is told by the check; nothing is created for them.
    if (directory.trim() !== '' && !isUnc(directory)) {
      const refused = await attempted(makeDirectories(path.resolve(directory)));
      if (refused.error) return texts.storageNotMade(directory, reasonOf(refused.error));
    }
    return await storageProblem(directory, programDirectory);
  };
  return await withinLimit(attempt(), directory);
}

/** With its parents. Node's own way tries for ever where the system says that the parent is missing although it is there. */
async function makeDirectories(directory: string): Promise<void> {
  const isThere = await stat(directory).then(
    () => true,
    () => false,
  );
  const parent = path.dirname(directory);
  if (isThere || parent === directory) return;
  await makeDirectories(parent);
  await mkdir(directory);
}

async function storageProblem(directory: string, programDirectory: string): Promise<string | undefined> {
  if (directory === '') return texts.storageEmpty;
  if (isUnc(directory)) return texts.storageUnc;
  const { value: found, error } = await attempted(stat(directory));
  if (error?.code === 'ENOENT') return texts.storageMissing(directory);
  if (error?.code === 'ENOTDIR') return texts.storageNoDirectory(path.dirname(directory));
  if (error) return texts.storageUnreadable(directory, reasonOf(error));
  if (!found.isDirectory()) return texts.storageNoDirectory(directory);
  if (path.resolve(directory) === programDirectory) return texts.storageOfProgram(directory);
  return await writeProblem(directory);
}

async function writeProblem(directory: string): Promise<string | undefined> {
  const file = path.join(directory, `flamenco-writability-test-${randomUUID()}.txt`);
  try {
    await writeFile(file, CONTENT, { flag: 'wx' });
    return undefined;
  } catch (error) {
    return texts.storageNotWritable(directory, reasonOf(error as NodeJS.ErrnoException));
  } finally {
    await rm(file, { force: true }).catch(() => undefined);
  }
}

type Attempted<T> =
  { readonly value: T; readonly error?: never } | { readonly value?: never; readonly error: NodeJS.ErrnoException };

async function attempted<T>(work: Promise<T>): Promise<Attempted<T>> {
  return await work.then(
    (value) => ({ value }),
    (error: NodeJS.ErrnoException) => ({ error }),
  );
}

/** `permission denied` of `EACCES: permission denied, open '…'`: the path is told already. */
function reasonOf({ message, code }: NodeJS.ErrnoException): string {
  return /^[A-Z0-9]+: (.*?), [a-z]+(?: '|$)/.exec(message)?.[1] ?? code ?? message;
}

function isUnc(directory: string): boolean {
  return directory.startsWith('\\\\');
}

async function withinLimit(work: Promise<string | undefined>, directory: string): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(texts.storageSilent(directory, LIMIT_MS / 1000)), LIMIT_MS);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
