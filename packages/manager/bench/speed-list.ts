import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { idleFleetText, measureIdleFleet } from './idle-fleet.js';
import { logUpdatesText, measureLogUpdates } from './log-updates.js';
import { DEFAULT_DIRECTORY, machine } from './options.js';
import { measureQueueLengths, queueLengthsText } from './queue-lengths.js';
import { measureRenderingFleet, renderingFleetText } from './rendering-fleet.js';

const LENGTHS = [1000, 10_000, 100_000, 1_000_000];

const USAGE = `npm run bench:all -- [PART…] [options]

Parts (all of them unless some are named):
  cycles       complete task cycles of 20 Workers, against the bare limit
  many         the same of 500 Workers
  paced        500 Workers that render in between: 40 % of the bare limit together
  updates      task updates with five lines of log
  lengths      1000 to 1 000 000 queued tasks and as many completed ones: cycles, readiness, memory
  idle         5000 idle Workers that ask every five seconds

Options:
  --seconds S      how long each farm is measured (10)
  --lengths A,B    other lengths
  --directory DIR  a folder on a disk for the databases
`;

/** What a part is run with. */
interface Run {
  readonly directory: string;
  readonly seconds: number;
  readonly lengths: readonly number[];
}

const PARTS: Readonly<Record<string, (run: Run) => Promise<string>>> = {
  cycles: (run) => taskCycles(run, 20),
  many: (run) => taskCycles(run, 500),
  paced: async ({ directory, seconds }) =>
    renderingFleetText(await measureRenderingFleet(directory, { workers: 500, shareOfBare: 0.4, seconds })),
  updates: async ({ directory, seconds }) =>
    logUpdatesText(await measureLogUpdates(directory, { workers: 20, seconds })),
  lengths: async (run) => queueLengthsText(await measureQueueLengths(run.directory, { ...run, workers: 20 })),
  idle: async ({ directory, seconds }) =>
    idleFleetText(await measureIdleFleet(directory, { workers: 5000, seconds: 2 * seconds })),
};

const TASK_CYCLES = fileURLToPath(new URL('task-cycles.ts', import.meta.url));

function taskCycles({ directory, seconds }: Run, workers: number): Promise<string> {
  const options = ['--workers', String(workers), '--seconds', String(seconds), '--directory', directory];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, TASK_CYCLES, ...options], {
    encoding: 'utf8',
  });
  return status === 0 ? Promise.resolve(stdout.trimEnd()) : Promise.reject(new Error(stderr));
}

/** Everything that docs/performance.md says about the speed of the Manager, part by part. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '10' },
      lengths: { type: 'string', default: LENGTHS.join(',') },
      directory: { type: 'string', default: DEFAULT_DIRECTORY },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = positionals.find((name) => !PARTS[name]);
  if (values.help || unknown !== undefined) {
    process.stdout.write(unknown === undefined ? USAGE : `there is no part "${unknown}"\n\n${USAGE}`);
    return values.help ? 0 : 2;
  }
  const seconds = Number(values.seconds);
  const lengths = values.lengths.split(',').map(Number);
  await mkdir(values.directory, { recursive: true });
  for (const name of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
    const directory = await mkdtemp(path.join(values.directory, `${name}-`));
    try {
      process.stdout.write(`\n== ${name}: ${machine()}\n\n`);
      process.stdout.write(`${await PARTS[name]?.({ directory, seconds, lengths })}\n`);
    } finally {
      await rm(directory, { recursive: true });
    }
  }
  return 0;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`the bench failed: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
