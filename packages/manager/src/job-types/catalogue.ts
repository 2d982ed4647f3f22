import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { jobTypeLogTexts as logTexts, scriptFileTexts as texts } from '../texts/job-types.js';
import { FolderLog } from './folder-log.js';
import type { SeenFolder } from './folder-log.js';
import type { JobTypeProblem } from './job-type.js';
import { logOutput } from './parts.js';
import type { JobTypeParts } from './parts.js';
import type { RunOutcome } from './sandbox-messages.js';
import { fileStamp, readScriptFolder, withoutMark } from './script-folders.js';
import type { FolderContent, ScriptFile, ScriptFolder } from './script-folders.js';
import { brokenFile, judgeScript } from './script-verdict.js';
import type { ScriptVerdict } from './script-verdict.js';

/** Larger files are no job type scripts. */
const MAX_SCRIPT_BYTES = 16 * 1024 * 1024;
/** After this, a script that ran too long while it was read is tried again: the machine may have been busy. */
const RETRY_MS = 60_000;

/** All script files there are, after the stronger folders won, and what is wrong with the folders. */
export interface Inventory {
  readonly files: ReadonlyMap<string, ScriptFile>;
  /** Where `require` looks, strongest first. */
  readonly folders: readonly string[];
  readonly problems: readonly JobTypeProblem[];
}

/** What is known of one version of a script file. */
interface Read {
  readonly stamp: string;
  readonly verdict: Promise<ScriptVerdict>;
  /** Files that it required, with their versions at that time. */
  looked: readonly (readonly [string, string])[];
  retryAt: number | undefined;
}

/** Reads job type scripts on demand and remembers each until one of its files changes (D3.2, D3.7). */
export class Catalogue {
  readonly #parts: JobTypeParts;
  readonly #reads = new Map<string, Read>();
  readonly #folderLog: FolderLog;

  constructor(parts: JobTypeParts) {
    this.#parts = parts;
    this.#folderLog = new FolderLog(parts.log);
  }

  /** Looks which files there are, without reading them. */
  async inventory(): Promise<Inventory> {
    const seen = await Promise.all(this.#parts.folders.map(look));
    const files = new Map<string, ScriptFile>();
    for (const { content } of seen) for (const file of content.files) files.set(file.name, file);
    this.#forgetAllBut(files);
    this.#folderLog.tell(seen, files.size);
    const folders = seen.flatMap(({ content: { folder } }) => (folder === undefined ? [] : [folder])).reverse();
    return { files, folders, problems: seen.flatMap(({ problems }) => problems) };
  }

  /** What a script is worth, from memory if none of its files changed. */
  async verdict(file: ScriptFile, folders: readonly string[]): Promise<ScriptVerdict> {
    const stamp = [file.stamp, file.name, ...folders].join('\n');
    const known = this.#reads.get(file.path);
    if (known !== undefined && (await this.#isFresh(known, stamp))) return await known.verdict;
    const started = this.#reads.get(file.path);
    if (started !== known && started?.stamp === stamp) return await started.verdict; // begun while we looked
    const read: Read = { stamp, verdict: this.#read(file, folders, () => read), looked: [], retryAt: undefined };
    this.#reads.set(file.path, read);
    read.verdict.catch(() => this.#reads.delete(file.path));
    return await read.verdict;
  }

  async #isFresh(read: Read, stamp: string): Promise<boolean> {
    if (read.stamp !== stamp) return false;
    if (read.retryAt !== undefined && this.#parts.now().getTime() >= read.retryAt) return false;
    const stamps = await Promise.all(read.looked.map(([path]) => fileStamp(path)));
    return read.looked.every(([, before], index) => before === stamps[index]);
  }

  async #read(file: ScriptFile, folders: readonly string[], read: () => Read): Promise<ScriptVerdict> {
    if (file.size > MAX_SCRIPT_BYTES) return this.#unreadable(file, texts.tooLarge(MAX_SCRIPT_BYTES));
    const source = await readFile(file.path, 'utf8').catch((error: unknown) => error as Error);
    if (source instanceof Error) return this.#unreadable(file, texts.unreadable(source.message));
    return await this.#run(file, withoutMark(source), folders, read());
  }

  #unreadable(file: ScriptFile, error: string): ScriptVerdict {
    this.#parts.log.error({ jobType: file.name, filename: file.path, error }, logTexts.unreadableScript);
    return brokenFile(file, error);
  }

  async #run(file: ScriptFile, source: string, folders: readonly string[], read: Read): Promise<ScriptVerdict> {
    const { sandbox, limits, timeZone, log } = this.#parts;
    const { end } = await sandbox.run({ file: basename(file.path), source, folders, timeZone, limits });
    read.looked = await Promise.all(end.report.looked.map(async (path) => [path, await fileStamp(path)] as const));
    if (isPassing(end.outcome)) read.retryAt = this.#parts.now().getTime() + RETRY_MS;
    logOutput(log, file.path, end.report);
    return this.#log(file, judgeScript(file, source, end, limits), isSyntaxError(end.outcome));
  }

  #log(file: ScriptFile, verdict: ScriptVerdict, unparsable = false): ScriptVerdict {
    const { log } = this.#parts;
    if (verdict.state === 'broken') {
      const { message: error, line } = verdict.problem;
      const fields = { jobType: file.name, filename: file.path, line, error };
      if (unparsable) log.error(fields, logTexts.unparsableScript);
      else log.warn(fields, logTexts.unusableScript);
      return verdict;
    }
    const fields = { script: file.path, jobType: file.name };
    if (file.builtIn) log.debug(fields, logTexts.loadedScript);
    else log.info(fields, logTexts.loadedScript);
    for (const { line, message } of verdict.warnings)
      log.warn({ ...fields, line, error: message }, logTexts.questionableScript);
    return verdict;
  }

  #forgetAllBut(files: ReadonlyMap<string, ScriptFile>): void {
    const paths = new Set([...files.values()].map(({ path }) => path));
    for (const path of this.#reads.keys()) if (!paths.has(path)) this.#reads.delete(path);
  }
}

async function look(place: ScriptFolder): Promise<SeenFolder> {
  const content = await readScriptFolder(place);
  return { place, content, problems: folderProblems(content, place.candidates[0]) };
}

function folderProblems({ problem, hidden }: FolderContent, folder: string | undefined): JobTypeProblem[] {
  const problems = hidden.map(({ file, by }): JobTypeProblem => ({
    name: file.name,
    file: file.path,
    message: texts.hidden(basename(by)),
    severity: 'warning',
  }));
  if (problem === undefined) return problems;
  return [...problems, { name: '', file: folder ?? '', message: problem.message, severity: 'error' }];
}

/** Failures that the same files need not give again. */
function isPassing(outcome: RunOutcome): boolean {
  return outcome.kind === 'failed' && (outcome.failure === 'time' || outcome.failure === 'lost');
}

function isSyntaxError(outcome: RunOutcome): boolean {
  return outcome.kind === 'failed' && outcome.message.startsWith('SyntaxError: ');
}
