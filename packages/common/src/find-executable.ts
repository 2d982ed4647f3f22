import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { posix, win32 } from 'node:path';

/** The machine on which a program is looked for; what is left out is this one. */
export interface SearchPlace {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** For names with a directory part. */
  readonly workingDirectory: string;
  /** Tells whether an absolute path is a file that may be run. */
  readonly exists: (path: string) => Promise<boolean>;
}

const DEFAULT_EXTENSIONS = '.COM;.EXE;.BAT;.CMD';

/**
 * The absolute path of a program; undefined if there is none. A name with a directory part is not searched for. Entries
 * of `PATH` that are relative are left out: what lies in the working directory must not replace a program of the
 * system (contract 05 §17.1, 07 §16).
 */
export async function findExecutable(name: string, place: Partial<SearchPlace> = {}): Promise<string | undefined> {
  if (name === '') return undefined;
  const {
    platform = process.platform,
    env = process.env,
    workingDirectory = process.cwd(),
    exists = isExecutable,
  } = place;
  const onWindows = platform === 'win32';
  for (const directory of directoriesFor(name, onWindows, env, workingDirectory)) {
    for (const extension of onWindows ? extensionsFor(name, env) : ['']) {
      const path = (onWindows ? win32 : posix).resolve(directory, name + extension);
      if (await exists(path)) return path;
    }
  }
  return undefined;
}

function directoriesFor(name: string, onWindows: boolean, env: NodeJS.ProcessEnv, workingDirectory: string): string[] {
  if ((onWindows ? /[\\/:]/ : /\//).test(name)) return [workingDirectory];
  const { delimiter, isAbsolute } = onWindows ? win32 : posix;
  const entries = variable(env, 'PATH', onWindows).split(delimiter);
  return entries.map((entry) => (onWindows ? entry.replaceAll('"', '') : entry)).filter((entry) => isAbsolute(entry));
}

/** The name as it is comes first if it has one of the extensions, and is no program if it has none of them. */
function extensionsFor(name: string, env: NodeJS.ProcessEnv): string[] {
  const list = variable(env, 'PATHEXT', true) || DEFAULT_EXTENSIONS;
  const extensions = list
    .toLowerCase()
    .split(';')
    .filter((extension) => extension !== '');
  const complete = extensions.some((extension) => name.toLowerCase().endsWith(extension));
  return complete ? ['', ...extensions] : extensions;
}

/** Windows does not tell `Path` from `PATH`. */
function variable(env: NodeJS.ProcessEnv, name: string, anyCase: boolean): string {
  const key = anyCase ? Object.keys(env).find((candidate) => candidate.toUpperCase() === name) : name;
  return (key === undefined ? undefined : env[key]) ?? '';
}

/** On Windows every file may be run, as far as the file system knows. */
async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
