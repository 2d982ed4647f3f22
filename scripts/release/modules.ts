import { execFile } from 'node:child_process';
import { cp, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Our own packages by their names in `packages/`; those that do not exist yet, or have nothing built, are left out. */
const OWN_PACKAGES = ['api', 'common', 'manager', 'worker', 'web'];

/** What only development, or the build of a native module, needs. */
const NEEDLESS = [
  /\.(?:map|[cm]?ts|md|markdown|tsbuildinfo)$|\.test\.[cm]?js$/,
  /^better-sqlite3\/(?:deps|src)$/,
  // Of the build only its result; the rest is full of paths of this machine.
  /^better-sqlite3\/build\/(?!Release(?:\/better_sqlite3\.node)?$)/,
];

/**
 * Copies what the programs need to run into `target`, which becomes their `node_modules`. Gives the folders of the
 * packages of others, those inside of others too.
 */
export async function copyModules(root: string, target: string): Promise<readonly string[]> {
  const names = await productionModules(root);
  // A package inside another one is copied with it.
  const outer = names.filter((name) => !names.some((other) => name.startsWith(`${other}${path.sep}`)));
  for (const name of outer) {
    await cp(path.join(root, 'node_modules', name), path.join(target, name), {
      recursive: true,
      filter: (source) => isNeeded(path.relative(path.join(root, 'node_modules'), source)),
    });
  }
  for (const name of OWN_PACKAGES)
    await copyOwnPackage(path.join(root, 'packages', name), path.join(target, '@flamenco', name));
  return names.map((name) => path.join(root, 'node_modules', name));
}

/** Whether a file or folder of a package belongs into a release. Pure. @param name path below `node_modules` */
export function isNeeded(name: string): boolean {
  const posix = name.split(path.sep).join('/');
  return !NEEDLESS.some((pattern) => pattern.test(posix));
}

/** Paths below `node_modules` of everything that is installed and not only for development. */
async function productionModules(root: string): Promise<readonly string[]> {
  const args = ['ls', '--omit=dev', '--all', '--parseable'];
  // npm ends with an error for anything that it finds odd, after it has listed everything.
  const { stdout } = await run('npm', args, { cwd: root, maxBuffer: 2 ** 26 }).catch((error: { stdout?: string }) => ({
    stdout: error.stdout ?? '',
  }));
  const modules = path.join(root, 'node_modules') + path.sep;
  const names = stdout.split('\n').filter((line) => line.startsWith(modules));
  const foreign = names.map((line) => line.slice(modules.length)).filter((name) => !name.startsWith('@flamenco'));
  if (foreign.length === 0) throw new Error('npm lists no packages; run "npm ci" first');
  return foreign.sort();
}

async function copyOwnPackage(source: string, target: string): Promise<void> {
  if (!(await exists(path.join(source, 'dist')))) {
    if (await exists(path.join(source, 'package.json')))
      throw new Error(`${source} is not built; run "npm run build" first`);
    return;
  }
  await cp(path.join(source, 'package.json'), path.join(target, 'package.json'));
  await cp(path.join(source, 'dist'), path.join(target, 'dist'), { recursive: true, filter: isNeeded });
  if (await exists(path.join(source, 'src'))) {
    await cp(path.join(source, 'src'), path.join(target, 'src'), { recursive: true, filter: isData });
  }
}

/** What the programs read at run time: descriptions and scripts, no sources. */
const isData = (file: string) => !/\.[cm]?ts$|\.test\.\w+$/.test(file);

/** The version that all our packages share. */
export async function releaseVersion(root: string): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
}

async function exists(file: string): Promise<boolean> {
  return readdir(path.dirname(file)).then(
    (names) => names.includes(path.basename(file)),
    () => false,
  );
}
