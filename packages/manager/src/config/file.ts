import { open, readFile, realpath, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile } from '@flamenco/common';
import type { LocalParts } from '@flamenco/common';
import { brokenFile, danglingLink, fileHeader, tooLargeFile, unfinishedFile, unreadableFile } from '../texts/config.js';
import { decodeFile } from './decode.js';
import type { ConfigDocument } from './document.js';
import { encodeDocument } from './encode.js';
import type { UnknownKey } from './file-problems.js';
import { formerFile, isUnfinished, restoreUnfinished, writeInPlace } from './mounted-file.js';
import { readBytes } from './read-bytes.js';

/** Looked for in the working directory (D4.3). */
export const CONFIG_FILE_NAME = 'flamenco-manager.yaml';

export type ReadConfigFile =
  | { readonly kind: 'read'; readonly document: ConfigDocument; readonly unknownKeys: readonly UnknownKey[] }
  | { readonly kind: 'missing' }
  /** The message names file, line and remedy. */
  | { readonly kind: 'failed'; readonly message: string };

/**
 * Reads a configuration file (contract 05 §3).
 *
 * @param file absolute
 * @param platform Go's name of the Manager's system, for the defaults of what the file leaves out
 */
export async function readConfigFile(file: string, platform: string): Promise<ReadConfigFile> {
  const found = await readBytes(file);
  if (found.kind === 'missing') return { kind: 'missing' };
  // Whoever made the link wants his own settings, not the defaults.
  if (found.kind === 'dangling-link') return { kind: 'failed', message: danglingLink(file) };
  if (found.kind === 'too-large') return { kind: 'failed', message: tooLargeFile(file) };
  if (found.kind === 'unreadable') return { kind: 'failed', message: unreadableFile(file, found.reason) };
  const { bytes } = found;
  if (isUnfinished(bytes)) return { kind: 'failed', message: unfinishedFile(file, formerFile(file)) };
  const decoded = decodeFile(bytes, platform);
  if (decoded.kind === 'refused') return { kind: 'failed', message: brokenFile(file, decoded.problems) };
  return { kind: 'read', document: decoded.document, unknownKeys: decoded.unknownKeys };
}

/** What is written, and what the comment on top says about it. */
export interface ConfigFileContent {
  readonly document: ConfigDocument;
  /** When it is written, as the clock on the wall shows it. */
  readonly now: LocalParts;
  /** The Manager's version. */
  readonly version: string;
}

/** A new file is for its owner only, because it has a password in it. */
const NEW_FILE_MODE = 0o600;

/** The answer for a single file that is mounted into a container: it cannot be replaced, only written. */
const MOUNT_POINT = 'EBUSY';

/**
 * Replaces a configuration file in one step and keeps the former one as `….bak` (D4.4): after a crash there is one or
 * the other, whole; a mounted file may be unfinished, and is restored at the next start. Rejects when it cannot be
 * written; then the former file is still there.
 *
 * @param replace how a file takes the place of another one
 */
export async function writeConfigFile(
  file: string,
  content: ConfigFileContent,
  replace: (from: string, to: string) => Promise<void> = replaceFile,
): Promise<void> {
  const text = configFileText(content);
  // The file itself is replaced, not a link that somebody made to it.
  const target = await realpath(file).catch(() => file);
  const mode = await stat(target).then((it) => it.mode & 0o777, ignoreMissing);
  const temporary = `${target}~`;
  try {
    await writeDurably(temporary, text, mode ?? NEW_FILE_MODE);
    if (mode !== undefined) await keepFormer(target, mode);
    await replace(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    if ((error as NodeJS.ErrnoException).code !== MOUNT_POINT) throw error;
    await writeMounted(target, text);
  }
  await syncDirectory(path.dirname(target));
}

/** Its copy is replaced in one step too, so that it is never half a file. */
async function keepFormer(target: string, mode: number): Promise<void> {
  const text = await readFile(target);
  // What was kept then is better.
  if (isUnfinished(text)) return;
  const copy = formerFile(target);
  await writeDurably(`${copy}~`, text, mode);
  await replaceFile(`${copy}~`, copy);
  await syncDirectory(path.dirname(target));
}

async function writeMounted(target: string, text: string): Promise<void> {
  try {
    await writeInPlace(target, text);
  } catch (error) {
    await restoreUnfinished(target);
    throw error;
  }
}

/** The complete text of a configuration file (contract 05 §6). Pure. */
export function configFileText({ document, now, version }: ConfigFileContent): string {
  return `${fileHeader(moment(now), version)}\n\n${encodeDocument(document)}`;
}

async function writeDurably(file: string, text: string | Buffer, mode: number): Promise<void> {
  const handle = await open(file, 'w', mode);
  try {
    await handle.chmod(mode);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Not possible everywhere; then the name is as durable as the system makes it. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}

/** `2026-04-13 14:03:22 +02:00` */
function moment({ year, month, day, hour, minute, second, offsetMinutes }: LocalParts): string {
  const size = Math.abs(offsetMinutes);
  const offset = `${offsetMinutes < 0 ? '-' : '+'}${twoDigits(Math.trunc(size / 60))}:${twoDigits(size % 60)}`;
  return `${year}-${twoDigits(month)}-${twoDigits(day)} ${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)} ${offset}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
