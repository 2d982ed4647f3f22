import { jobTypeLogTexts as texts } from '../texts/job-types.js';
import type { JobTypeProblem } from './job-type.js';
import type { JobTypesLog } from './parts.js';
import type { FolderContent, ScriptFolder } from './script-folders.js';

interface Line {
  readonly level: keyof JobTypesLog;
  readonly fields: object;
  readonly message: string;
}

/** A place for scripts, what a look into it found, and what is wrong with that. */
export interface SeenFolder {
  readonly place: ScriptFolder;
  readonly content: FolderContent;
  readonly problems: readonly JobTypeProblem[];
}

/**
 * Writes to the log where scripts are looked for and what is wrong with those places (contract 04 §2.4, D3.7): each line
 * once, and again when it comes back, for folders are looked into at every request.
 */
export class FolderLog {
  readonly #log: JobTypesLog;
  #told = new Set<string>();

  constructor(log: JobTypesLog) {
    this.#log = log;
  }

  tell(folders: readonly SeenFolder[], numScripts: number): void {
    const count: Line = { level: 'debug', fields: { numScripts }, message: texts.foundScripts };
    const lines = [
      ...folders.flatMap((seen) => [...placeLines(seen), ...problemLines(seen), ...tinyLines(seen)]),
      count,
    ];
    const told = new Set<string>();
    for (const { level, fields, message } of lines) {
      const key = JSON.stringify([message, fields]);
      if (!this.#told.has(key)) this.#log[level](fields, message);
      told.add(key);
    }
    this.#told = told;
  }
}

function placeLines({ place, content }: SeenFolder): Line[] {
  if (place.builtIn) return [];
  const { folder: scriptsDir, ignored } = content;
  const debug = (fields: object, message: string): Line => ({ level: 'debug', fields, message });
  const found = scriptsDir === undefined ? [] : [{ scriptsDir }];
  if (place.program === undefined) return found.map((fields) => debug(fields, texts.foundFolder));
  const executable = place.program;
  return [
    debug({ executable }, texts.searchingNextToProgram),
    ...ignored.map((path) => debug({ scriptsDir: path }, texts.ignoredNextToProgram)),
    ...found.map((fields) => debug(fields, texts.foundNextToProgram)),
    ...(found.length === 0 ? [debug({ executable }, texts.nothingNextToProgram)] : []),
  ];
}

function problemLines({ content, problems }: SeenFolder): Line[] {
  return problems.map(({ file, message: error, severity }): Line => {
    const fields = { filename: file, error };
    if (severity === 'warning') return { level: 'warn', fields, message: texts.questionableScript };
    if (content.problem?.kind === 'load') return { level: 'error', fields, message: texts.unloadableFolder };
    return { level: 'warn', fields, message: texts.badFolder };
  });
}

function tinyLines({ content }: SeenFolder): Line[] {
  return content.tiny.map(({ path, size }) => ({
    level: 'debug',
    fields: { script: path, fileSizeBytes: size },
    message: texts.tinyFile,
  }));
}
