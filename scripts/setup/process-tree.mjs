import { spawn, spawnSync } from 'node:child_process';

/** Whether processes have groups that one signal reaches; Windows has none. */
const HAS_GROUPS = process.platform !== 'win32';

/**
 * Starts a program as the leader of a process group of its own: Ctrl+C in the terminal then reaches only us, and we end
 * what we started in the right order.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function startGroup(command, args, options) {
  return spawn(command, args, { ...options, detached: HAS_GROUPS, windowsHide: true });
}

/**
 * Sends a signal to the leader of a group and all that runs in it; one that has ended is no error.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  if (HAS_GROUPS) sendQuietly(-child.pid, signal);
  else spawnSync('taskkill', ['/T', '/F', '/PID', String(child.pid)], { stdio: 'ignore' });
}

/**
 * Kills a program with all its descendants, also those that made groups of their own, as a Worker does for Blender.
 * @param {import('node:child_process').ChildProcess} child
 */
export function killTree(child) {
  if (child.pid === undefined) return;
  const descendants = HAS_GROUPS ? descendantsOf(child.pid, processTable()) : [];
  signalGroup(child, 'SIGKILL');
  for (const pid of descendants) sendQuietly(pid, 'SIGKILL');
}

/**
 * Pure: the processes below one, from lines of `<pid> <parent>`.
 * @param {number} ancestor
 * @param {string} table
 * @returns {number[]}
 */
export function descendantsOf(ancestor, table) {
  const found = new Set([ancestor]);
  const rows = table.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  // A parent may stand after its child, as numbers are used again.
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const [pid, parent] of rows) if (pid && parent && found.has(parent)) found.add(pid);
  }
  found.delete(ancestor);
  return [...found];
}

/** All processes, or nothing where `ps` is missing. */
function processTable() {
  return spawnSync('ps', ['-A', '-o', 'pid=', '-o', 'ppid='], { encoding: 'utf8' }).stdout ?? '';
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function sendQuietly(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile, which is what we want.
  }
}
