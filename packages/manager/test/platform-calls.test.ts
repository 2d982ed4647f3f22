import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const PACKAGES = fileURLToPath(new URL('../..', import.meta.url));

/** What not every system has, or what means something else elsewhere. */
const CALLS: Readonly<Record<string, RegExp>> = {
  signal: /\bSIG(?!NATURE)[A-Z]+[12]?\b/,
  kill: /\.kill\(/,
  proc: /['"`]\/proc\b/,
  mode: /\bchmod(Sync)?\(|\b0o[0-7]{3,4}\b/,
  link: /\b(sym)?link(Sync)?\(|\breadlink(Sync)?\(/,
  sync: /\bfsync(Sync)?\(|\.(data)?sync\(\)/,
  detached: /\bdetached\b/,
  constant: /\bconstants\.[A-Z]/,
  priority: /\bsetPriority\(/,
  user: /\bgete?[ug]id\b/,
  statfs: /\bstatfs\(/,
  rename: /\brename(Sync)?\(/,
  program: /['"](ps|mkfifo|taskkill|powershell|reg|sh|xdg-open)['"],/,
  device: /['"`]\/dev\//,
};

const KEPT_OUT = 'Windows knows no such modes; files in a user’s profile are for that user there anyway';
const MADE_OPEN = 'Windows leaves modes out; who may read is inherited from the folder there';
const FRESH = 'a name that nobody else has open or knows yet; Windows does that like the others';

/** Every place with such a call, and what happens on systems where it is not at home. */
const COUNTERPARTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'common/find-executable.ts': { constant: 'Windows looks for endings of PATHEXT; X_OK asks for existence there' },
  'common/program-version.ts': { signal: 'Node ends the process by TerminateProcess on Windows' },
  'common/replace-file.ts': { rename: 'repeated on Windows while somebody has the file open' },
  'common/storage/probe-program.ts': {
    signal: 'ignoring signals is of no effect on Windows',
    kill: 'ends only itself; TerminateProcess on Windows',
    mode: MADE_OPEN,
    sync: 'on a file that is open for writing, on all systems',
    user: 'without it, as on Windows, no owner is told',
    statfs: 'Node has it on Windows too',
  },
  'common/system.ts': { program: 'asked on Windows only, for its registry' },
  'worker/blender/find-blender.ts': { program: 'asked on Windows only, for its registry' },
  'worker/commands/copy-bytes.ts': { sync: 'storages that know none are let be' },
  'worker/commands/copy-file.ts': { mode: MADE_OPEN, rename: FRESH },
  'worker/commands/copy-tree.ts': {
    mode: 'where it cannot be set it is let be',
    link: 'a Windows user without the right to make links gets an error with the name, and nothing is moved',
  },
  'worker/commands/make-directory.ts': { mode: MADE_OPEN },
  'worker/commands/move-across.ts': { rename: FRESH },
  'worker/commands/move-directory.ts': { mode: MADE_OPEN, rename: FRESH },
  'worker/config/credentials.ts': { mode: KEPT_OUT, sync: 'on a file that is open for writing, on all systems' },
  'worker/config/home.ts': { constant: 'Windows asks for existence and the read-only mark' },
  'worker/config/worker-home.ts': { mode: KEPT_OUT },
  'worker/host-facts/collect.ts': { statfs: 'Node has it on Windows too; no space is told where it fails' },
  'worker/process/end-family.ts': { signal: 'Windows ends the tree with taskkill (`endTree`)' },
  'worker/process/oom.ts': { proc: 'called on Linux only; others get a warning at the start' },
  'worker/process/output-pipe.ts': {
    constant: 'with the FIFO only',
    program: 'without a FIFO, as on Windows, a program has two pipes',
  },
  'worker/process/process-host.ts': {
    signal: 'Windows ends the tree with taskkill',
    kill: 'Windows ends the tree with taskkill',
    proc: 'macOS lists with ps, Windows asks PowerShell for the start of a process',
    link: 'of /proc, on Linux only',
    program: 'each on its own system',
  },
  'worker/process/run-program.ts': { priority: 'Node maps it to the classes of Windows; failing is a warning' },
  'worker/process/running-file.ts': { rename: 'failing is a warning, and the program runs on (D6.4)' },
  'worker/process/start-program.ts': { detached: 'Windows has no groups of processes; not asked for there' },
  'worker/signals.ts': { signal: 'Windows has a list of its own, with the closing of the console' },
  'worker/texts/console.ts': { signal: 'words about who sent the Worker to sleep' },
  'manager/config/file.ts': {
    mode: MADE_OPEN,
    sync: 'of a folder: let be where it is refused, as on Windows',
  },
  'manager/config/mounted-file.ts': { sync: 'on a file that is open for writing, on all systems' },
  'manager/db/original/take-over.ts': {
    link: 'where it cannot be made, the file is copied',
    constant: 'a clone where the file system can, else a copy',
    rename: FRESH,
  },
  'manager/db/sqlite-files.ts': { rename: FRESH, sync: 'on a file that is open for writing, on all systems' },
  'manager/db/statement-batch.ts': { sync: 'the end of a batch to a PostgreSQL server, and no file' },
  'manager/db/sync-folder.ts': { sync: 'not on Windows, which keeps names by itself' },
  'manager/setup/browser.ts': {
    detached: 'means the same on all systems: the browser stays',
    program: 'each on its own system',
  },
  'manager/setup/find-blender.ts': { program: 'asked on Windows only, for its registry' },
  'manager/signals.ts': { signal: 'Windows has a plan of its own' },
  'manager/storage/task-logs.ts': { mode: MADE_OPEN },
  'manager/storage/thumbnails.ts': { mode: MADE_OPEN },
};

/** Where a system other than the present one cannot be told; what has a parameter of its own for it has it as default. */
const ASKING = [
  'common/src/find-executable.ts',
  'common/src/replace-file.ts',
  'common/src/system.ts',
  'manager/src/compose.ts',
  'manager/src/db/sync-folder.ts',
  'manager/src/job-types/host-api/host-calls.ts',
  'manager/src/main.ts',
  'manager/src/program.ts',
  'worker/src/cli.ts',
  'worker/src/main.ts',
  'worker/src/this-machine.ts',
];

/** The calls in each file, comments left out. */
function callsInSources(): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const file of readdirSync(PACKAGES, { recursive: true, encoding: 'utf8' })) {
    if (!/^(common|worker|manager)\/src\/.*\.ts$/.test(file) || /\.test\.ts$|\/(generated|testing)\//.test(file))
      continue;
    const code = readFileSync(`${PACKAGES}/${file}`, 'utf8')
      .replace(/\/\*[^]*?\*\//g, '')
      .replace(/(^|\s)\/\/.*$/gm, '');
    const calls = Object.keys(CALLS).filter((name) => CALLS[name]?.test(code));
    if (calls.length > 0) found[file.replace('/src/', '/')] = calls.sort();
  }
  return found;
}

it('everything that not every system has is in a table with its counterpart', () => {
  const listed = Object.entries(COUNTERPARTS).map(([file, calls]) => [file, Object.keys(calls).sort()]);
  expect(callsInSources()).toEqual(Object.fromEntries(listed));
});

it('sources ask for the system in few places; all else gets it told, so that tests can be on another one', () => {
  const asking = readdirSync(PACKAGES, { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      /^(common|worker|manager)\/src\/.*\.ts$/.test(file) &&
      !/\.test\.ts$|\/(generated|testing)\//.test(file) &&
      /\bprocess\.platform\b/.test(readFileSync(`${PACKAGES}/${file}`, 'utf8')),
  );
  expect(asking.sort()).toEqual(ASKING);
});
