import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * In the checkout, because the system's folder for temporary files may be in memory, and because ext4 creates files slowly
 * where many were deleted in the last minutes, as tests do there (0.6 ms instead of 0.02, measured).
 */
export const DEFAULT_DIRECTORY = fileURLToPath(new URL('../../../node_modules/.cache/bench', import.meta.url));

/** What a run of the bench measures. */
export interface BenchOptions {
  /** Simulated Workers; each has one request at work at any time. */
  readonly workers: number;
  /** How long each server is under load, in seconds. */
  readonly seconds: number;
  /** Length of the long queue, and of the short one that it is compared with. */
  readonly tasksQueued: number;
  readonly shortQueue: number;
  /** Where databases and logs of the run are kept while it lasts; has to be on a disk. */
  readonly directory: string;
  /** A server is started for the run, and is as careful with its data as a studio's. */
  readonly database: 'sqlite' | 'postgres';
  /** Where the Manager writes a CPU profile when it ends; undefined for none. */
  readonly profile: string | undefined;
  readonly json: boolean;
  /** Only say which options there are. */
  readonly help: boolean;
}

export const USAGE = `npm run bench -- [options]
  --workers N        simulated Workers (20)
  --seconds S        how long each server is measured (10)
  --tasks-queued N   queued tasks before the measurement (60000)
  --short-queue N    the same for the short queue that it is compared with (2000)
  --directory DIR    a folder on a disk for the databases (node_modules/.cache/bench)
  --database KIND    sqlite or postgres, Debian's package "postgresql" (sqlite)
  --profile DIR      let the Manager write a CPU profile there
  --json             print the figures as JSON
  --help             print this
`;

/** Reads the command line. Throws with a sentence for the user. */
export function readOptions(argv: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      workers: { type: 'string', default: '20' },
      seconds: { type: 'string', default: '10' },
      'tasks-queued': { type: 'string', default: '60000' },
      'short-queue': { type: 'string', default: '2000' },
      directory: { type: 'string', default: DEFAULT_DIRECTORY },
      database: { type: 'string', default: 'sqlite' },
      profile: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    workers: positive('--workers', values.workers),
    seconds: positive('--seconds', values.seconds),
    tasksQueued: positive('--tasks-queued', values['tasks-queued']),
    shortQueue: positive('--short-queue', values['short-queue']),
    directory: values.directory,
    database: databaseKind(values.database),
    profile: values.profile,
    json: values.json,
    help: values.help,
  };
}

function databaseKind(text: string): 'sqlite' | 'postgres' {
  if (text !== 'sqlite' && text !== 'postgres') throw new Error(`--database needs sqlite or postgres, not "${text}"`);
  return text;
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${name} needs a whole number of at least 1, not "${text}"`);
  return value;
}

/** The machine, and how busy others keep it, in a few words. */
export function machine(): string {
  const load = `load of others ${loadavg()[0]?.toFixed(1)}`;
  return `${availableParallelism()} CPUs, ${load}, Node ${process.version}, ${process.platform} ${process.arch}`;
}
