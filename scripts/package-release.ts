import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { parseArgs, promisify } from 'node:util';
import { ROOT } from './generate-api.js';
import { pack, writeChecksum } from './release/archive.js';
import { licensesText, readLicense } from './release/licenses.js';
import { copyModules, releaseVersion } from './release/modules.js';
import { releaseNames } from './release/names.js';
import { copyNode, nodeLicense } from './release/node-runtime.js';
import { entryModule, PROGRAMS, startScript } from './release/start-scripts.js';

const run = promisify(execFile);

/** What everybody should find in the archive, besides the programs. */
const PAPERS = ['README.md', 'CHANGELOG.md', 'LICENSE', 'docs', 'openapi'];

const USAGE = `npm run package -- [options]
  --output DIR   where the archive and its checksum go (release)
  --fast         compress fast instead of well
  --help         print this
`;

/**
 * Makes the archive that people download: both programs, their packages, the Node.js that runs this script, and the
 * documentation. Returns the path of the archive.
 */
async function packageRelease(output: string, level: number): Promise<string> {
  const names = releaseNames(await releaseVersion(ROOT), process.platform, process.arch);
  await mkdir(output, { recursive: true });
  // Beside the result, since temporary folders may be in memory.
  const scratch = await mkdtemp(path.join(output, '.making-'));
  try {
    const folder = path.join(scratch, names.folder);
    await fill(folder);
    const archive = path.join(output, names.archive);
    await pack(folder, archive, level, await timeOfCommit());
    await writeChecksum(archive, path.join(output, names.checksum));
    return archive;
  } finally {
    await rm(scratch, { recursive: true });
  }
}

async function fill(folder: string): Promise<void> {
  const lib = path.join(folder, 'lib');
  await mkdir(lib, { recursive: true });
  await copyNode(path.join(lib, 'node'));
  const packages = await copyModules(ROOT, path.join(lib, 'node_modules'));
  const licenses = [await nodeLicense(), ...(await Promise.all(packages.map(readLicense)))];
  await writeFile(path.join(folder, 'THIRD-PARTY-LICENSES.txt'), licensesText(licenses));
  await writeFile(path.join(lib, 'node_modules/@flamenco/common/dist/build-info.json'), await buildInfo());
  for (const program of PROGRAMS) {
    const script = path.join(folder, `flamenco-${program}`);
    await writeFile(script, startScript(program));
    await chmod(script, 0o755);
    await writeFile(path.join(lib, `flamenco-${program}.mjs`), entryModule(program));
  }
  for (const paper of PAPERS) await cp(path.join(ROOT, paper), path.join(folder, paper), { recursive: true });
}

/** What `-version` says besides the number (`readVersion`). */
async function buildInfo(): Promise<string> {
  const { stdout } = await run('git', ['rev-parse', '--short=8', 'HEAD'], { cwd: ROOT }).catch(() => ({ stdout: '' }));
  return `${JSON.stringify({ gitHash: stdout.trim() })}\n`;
}

/** In seconds; now, where nothing is known of commits. */
async function timeOfCommit(): Promise<number> {
  const { stdout } = await run('git', ['log', '-1', '--format=%ct'], { cwd: ROOT }).catch(() => ({ stdout: '' }));
  return Number(stdout.trim()) || Math.floor(Date.now() / 1000);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      output: { type: 'string', default: path.join(ROOT, 'release') },
      fast: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const archive = await packageRelease(path.resolve(values.output), values.fast ? 1 : 9);
  process.stdout.write(`${archive}\n`);
  return 0;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
