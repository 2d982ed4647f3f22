/** What the program is told. */
export interface ProbeOrder {
  /** Absolute. */
  readonly place: string;
  /** The name of the file that is made in a directory. */
  readonly fileName: string;
  /** When it gives up and ends, in milliseconds. */
  readonly longestMs: number;
}

/** One line of what it says. */
export interface ProbeLine {
  readonly step: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly trouble?: { readonly code: string; readonly message: string };
}

/**
 * Looks at a path and tries it, in a process of its own, because a storage whose server is gone holds whoever touches it
 * for ever. A text, so that Node can run it from wherever this package lies. Signals do not end it between making its file
 * and removing it, nor does the end of whoever started it. It overwrites nothing and follows no link to its file (`wx`).
 */
export const PROBE_PROGRAM = `
const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const { place, fileName, longestMs } = JSON.parse(process.argv[1]);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
process.stdout.on('error', () => undefined);
setTimeout(() => process.kill(process.pid, 'SIGKILL'), longestMs).unref();

const startedAt = performance.now();
async function tell(step, work) {
  const line = { step };
  try {
    line.facts = await work();
  } catch ({ code = 'broken', message }) {
    line.trouble = { code, message };
  }
  const tookMs = Math.round(performance.now() - startedAt);
  process.stdout.write(JSON.stringify({ ...line, facts: { ...line.facts, tookMs } }) + '\\n');
  return line.facts;
}

async function find() {
  const user = attempt(() => os.userInfo().username);
  const found = await fs.stat(place).catch((error) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
  });
  if (!found) return { kind: 'nothing', user, nearest: await nearest(path.dirname(place)) };
  const kind = found.isDirectory() ? 'directory' : found.isFile() ? 'file' : 'other';
  const { uid, gid, mode } = found;
  const rights = [8, 7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (mode & (1 << bit) ? 'xwr'[bit % 3] : '-')).join('');
  return { kind, user, ...(process.getuid && { owner: { uid, gid, rights } }) };
}

function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}

async function nearest(directory) {
  const isThere = await fs.stat(directory).then((found) => found.isDirectory(), () => false);
  const parent = path.dirname(directory);
  return isThere || parent === directory ? directory : nearest(parent);
}

async function readDirectory() {
  const directory = await fs.opendir(place);
  try {
    return { canRead: true, isEmpty: (await directory.read()) === null };
  } finally {
    await directory.close();
  }
}

async function writeDirectory() {
  const file = path.join(place, fileName);
  let isMade = false;
  await tell('write', async () => {
    const handle = await fs.open(file, 'wx', 0o600);
    isMade = true;
    try {
      await handle.writeFile(fileName);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const isSame = (await fs.readFile(file, 'utf8')) === fileName;
    if (!isSame) throw { code: 'forgets', message: 'what was written there reads back differently' };
    return { canWrite: true };
  });
  if (isMade) await tell('remove', () => fs.rm(file));
}

async function openFile(flags, fact) {
  const handle = await fs.open(place, flags);
  try {
    if (flags === 'r') await handle.read(Buffer.alloc(1), 0, 1, 0);
    return fact;
  } finally {
    await handle.close();
  }
}

async function measure() {
  const { bavail, blocks, bsize } = await fs.statfs(place);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

(async () => {
  const { kind } = (await tell('find', find)) ?? {};
  if (kind === 'directory') {
    await tell('read', readDirectory);
    await writeDirectory();
  } else if (kind === 'file') {
    await tell('read', () => openFile('r', { canRead: true }));
    await tell('write', () => openFile('r+', { canWrite: true }));
  } else return;
  await tell('measure', measure);
})();
`;
