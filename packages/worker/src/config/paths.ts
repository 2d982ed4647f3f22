import { join, posix, win32 } from 'node:path';

/** Where the files of one Worker are. */
export interface WorkerPaths {
  /** Directory of everything that belongs to this Worker alone. */
  readonly home: string;
  readonly credentials: string;
  readonly database: string;
  readonly lock: string;
  /** A note of the programs that run, for the Worker that comes after a killed one. */
  readonly running: string;
  /** Written and removed to see whether the home can be written. */
  readonly probe: string;
  /** Where the Manager was that was found on the network last. */
  readonly lastManager: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The files inside a home directory (contract 07 §5.5). Pure. */
export function pathsIn(home: string): WorkerPaths {
  return {
    home,
    credentials: join(home, 'flamenco-worker-credentials.yaml'),
    database: join(home, 'flamenco-worker.sqlite'),
    lock: join(home, 'flamenco-worker.lock'),
    running: join(home, 'flamenco-worker-running.json'),
    probe: join(home, 'flamenco-worker-probe~'),
    lastManager: join(home, 'flamenco-worker-last-manager.json'),
  };
}

/**
 * Directories that may become the Worker's home, the first that can be created wins: `FLAMENCO_HOME` alone when it is
 * set, else the platform's data directory and after it `XDG_DATA_DIRS` (contract 07 §5.3, §5.5). Pure.
 */
export function homeCandidates(env: Environment, platform: NodeJS.Platform, userHome: string): readonly string[] {
  if (env['FLAMENCO_HOME']) return [env['FLAMENCO_HOME']];
  const join = platform === 'win32' ? win32.join : posix.join;
  const folder = platform === 'darwin' ? 'Flamenco' : 'flamenco';
  const shared = xdgDataDirs(env, platform).map((directory) => join(directory, folder));
  const own = expandUserHome(env['XDG_DATA_HOME'] ?? '', userHome);
  if (isAbsolute(own, platform)) return [join(own, folder), ...shared];
  return [platformHome(env, platform, userHome), ...shared];
}

function platformHome(env: Environment, platform: NodeJS.Platform, userHome: string): string {
  switch (platform) {
    case 'win32':
      return win32.join(
        env['LOCALAPPDATA'] || win32.join(userHome, 'AppData', 'Local'),
        'Blender Foundation',
        'Flamenco',
      );
    case 'darwin':
      return posix.join(userHome, 'Library', 'Application Support', 'Flamenco');
    default:
      return posix.join(userHome, '.local', 'share', 'flamenco');
  }
}

function xdgDataDirs(env: Environment, platform: NodeJS.Platform): readonly string[] {
  const listed = env['XDG_DATA_DIRS'];
  if (listed) return listed.split(platform === 'win32' ? ';' : ':').filter((entry) => isAbsolute(entry, platform));
  return platform === 'win32' || platform === 'darwin' ? [] : ['/usr/local/share', '/usr/share'];
}

function expandUserHome(path: string, userHome: string): string {
  return path.replace(/^(~|\$HOME)(?=$|[/\\])/, () => userHome);
}

function isAbsolute(path: string, platform: NodeJS.Platform): boolean {
  return platform === 'win32' ? win32.isAbsolute(path) : posix.isAbsolute(path);
}
