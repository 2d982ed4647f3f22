import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scriptFileTexts as texts } from '../texts/job-types.js';

/** A place where job type scripts may be: the first of `candidates` that is a folder. */
export interface ScriptFolder {
  readonly candidates: readonly string[];
  /** Somebody named it, so that it is a mistake if it is not there. */
  readonly required: boolean;
  readonly builtIn: boolean;
  /** The program that the candidates lie next to, if they do. */
  readonly program?: string;
}

/** A script file and the job type that it is for. */
export interface ScriptFile {
  readonly name: string;
  readonly path: string;
  readonly builtIn: boolean;
  /** Changes with the file's content. */
  readonly stamp: string;
  readonly size: number;
}

/** What a look into a folder found. */
export interface FolderContent {
  /** The folder, if there is one. */
  readonly folder: string | undefined;
  readonly files: readonly ScriptFile[];
  /** Files that lose their name to another one of the folder. */
  readonly hidden: readonly { readonly file: ScriptFile; readonly by: string }[];
  readonly tiny: readonly ScriptFile[];
  /** Candidates that are no folders but something else. */
  readonly ignored: readonly string[];
  readonly problem?: FolderProblem;
}

/** `access`: a folder that should be there is not; `load`: it is there, but cannot be read. */
export interface FolderProblem {
  readonly kind: 'access' | 'load';
  readonly message: string;
}

/** The job types that come with the Manager; one copy serves the sources and the built program. */
export const BUILT_IN_SCRIPTS = fileURLToPath(new URL('../../src/job-types/scripts/', import.meta.url));

/** Smaller files are nobody's script (contract 04 §2.1 rule 6). */
const MIN_SCRIPT_BYTES = 8;

/**
 * The folders in the order of their strength, weakest first (D3.7): what comes with the Manager, then either the one
 * that was named or `scripts` next to the program that the user starts (where that is a link, also next to what it
 * leads to) and `scripts` in the working directory.
 */
export async function scriptFolders(places: {
  readonly programFile: string;
  readonly workingDirectory: string;
  readonly named?: string;
}): Promise<ScriptFolder[]> {
  const builtIn: ScriptFolder = { candidates: [BUILT_IN_SCRIPTS], required: true, builtIn: true };
  if (places.named !== undefined && places.named !== '') {
    return [builtIn, { candidates: [places.named], required: true, builtIn: false }];
  }
  const program = [places.programFile, await realpath(places.programFile).catch(() => places.programFile)];
  const nextToProgram = [...new Set(program.map((file) => join(dirname(file), 'scripts')))];
  const inWorkingDirectory = join(places.workingDirectory, 'scripts');
  const optional = (candidates: readonly string[]): ScriptFolder => ({ candidates, required: false, builtIn: false });
  const both = nextToProgram[0] === inWorkingDirectory ? [] : [optional([inWorkingDirectory])];
  return [builtIn, { ...optional(nextToProgram), program: places.programFile }, ...both];
}

/** Looks into a folder; it may have come or gone since the last time. */
export async function readScriptFolder(place: ScriptFolder): Promise<FolderContent> {
  const { folder, ignored } = await firstFolder(place.candidates);
  const nothing = { folder: undefined, files: [], hidden: [], tiny: [], ignored };
  if (folder === undefined) {
    const message = texts.folderMissing(place.candidates.join(', '));
    return place.required ? { ...nothing, problem: { kind: 'access', message } } : nothing;
  }
  try {
    return { ...sortOut(await scriptFiles(folder, place.builtIn)), folder, ignored };
  } catch (error) {
    const message = texts.folderUnreadable(folder, error instanceof Error ? error.message : String(error));
    return { ...nothing, problem: { kind: 'load', message } };
  }
}

async function firstFolder(candidates: readonly string[]): Promise<Pick<FolderContent, 'folder' | 'ignored'>> {
  const ignored: string[] = [];
  for (const candidate of candidates) {
    const found = await statOrNothing(candidate);
    if (found?.isDirectory() === true) return { folder: candidate, ignored };
    if (found !== undefined) ignored.push(candidate);
  }
  return { folder: undefined, ignored };
}

/** All script files of a folder's top level in the order of their names' bytes; links count as what they lead to. */
async function scriptFiles(folder: string, builtIn: boolean): Promise<ScriptFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const files = await Promise.all(names.map((name) => scriptFile(join(folder, name), name, builtIn)));
  return files.filter((file) => file !== undefined);
}

async function scriptFile(path: string, fileName: string, builtIn: boolean): Promise<ScriptFile | undefined> {
  const found = await statOrNothing(path);
  if (found?.isFile() !== true) return undefined;
  return { name: jobTypeName(fileName), path, builtIn, stamp: stampOf(found), size: found.size };
}

/** `my_job_type.js` is for `my-job-type`; nothing else in the name changes (contract 04 §2.1 rule 7). */
export function jobTypeName(fileName: string): string {
  return fileName.replace(/\.js$/, '').replaceAll('_', '-');
}

/** Without the byte order mark that some editors put before the first line (contract 04 §2.1 rule 11). */
export function withoutMark(source: string): string {
  return source.replace(/^\uFEFF/, '');
}

/** What tells one version of a file from another; `absent` for none. */
export async function fileStamp(path: string): Promise<string> {
  const found = await statOrNothing(path);
  return found?.isFile() === true ? stampOf(found) : 'absent';
}

function stampOf(found: Stats): string {
  return `${found.mtimeMs}:${found.size}:${found.ino}`;
}

async function statOrNothing(path: string): Promise<Stats | undefined> {
  return await stat(path).catch(() => undefined);
}

/** Of two files with one job type name the later wins (contract 04 §2.1 rule 8). */
function sortOut(all: readonly ScriptFile[]): Pick<FolderContent, 'files' | 'hidden' | 'tiny'> {
  const tiny = all.filter((file) => file.size < MIN_SCRIPT_BYTES);
  const winners = new Map<string, ScriptFile>();
  for (const file of all) if (file.size >= MIN_SCRIPT_BYTES) winners.set(file.name, file);
  const hidden = all
    .filter((file) => winners.has(file.name) && winners.get(file.name) !== file && !tiny.includes(file))
    .map((file) => ({ file, by: winners.get(file.name)?.path ?? '' }));
  return { files: [...winners.values()], hidden, tiny };
}
