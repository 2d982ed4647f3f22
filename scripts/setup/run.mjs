import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { killTree, signalGroup, startGroup } from './process-tree.mjs';

/** How long a program may take to end when it is told to, in milliseconds. */
const END_LIMIT_MS = 5_000;

/**
 * How a program ran.
 * @typedef {object} RunResult
 * @property {number} code exit code; 1 if a signal ended it, 127 if it could not be started
 * @property {string} output what it wrote to both outputs, if it was captured; else empty, or why it could not be started
 */

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {AbortSignal} [signal] ends the program and all that it started
 * @property {'show' | 'capture'} [output] where the output goes; default: to the terminal
 * @property {boolean} [asksUser] whether it may ask something, such as a password; only the terminal's own group can
 */

/**
 * Runs a program to its end. Rejects only when `signal` is aborted, once the program has ended.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export async function run(command, args, options = {}) {
  const { cwd, env, signal, output = 'show', asksUser = false } = options;
  signal?.throwIfAborted();
  const pipe = output === 'capture' ? 'pipe' : 'inherit';
  const start = asksUser ? spawn : startGroup;
  const child = start(command, args, { cwd, env, stdio: [asksUser ? 'inherit' : 'ignore', pipe, pipe] });
  const written = collect(child);
  const forget = asksUser ? passOn(child, signal) : endOnAbort(child, signal);
  const code = await ended(child, written);
  forget();
  signal?.throwIfAborted();
  return { code, output: written.join('') };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {string[]} filled while the program runs
 */
function collect(child) {
  /** @type {string[]} */
  const written = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => written.push(text));
  }
  return written;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string[]} written
 * @returns {Promise<number>}
 */
async function ended(child, written) {
  try {
    const [code] = await once(child, 'close');
    return typeof code === 'number' ? code : 1;
  } catch (error) {
    written.push(String(error));
    return 127;
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {AbortSignal | undefined} signal
 */
function endOnAbort(child, signal) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const end = () => {
    signalGroup(child, 'SIGTERM');
    timer = setTimeout(() => killTree(child), END_LIMIT_MS);
  };
  signal?.addEventListener('abort', end, { once: true });
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  };
}

/**
 * For a program in our own group, which the terminal's Ctrl+C reaches as well.
 * @param {import('node:child_process').ChildProcess} child
 * @param {AbortSignal | undefined} signal
 */
function passOn(child, signal) {
  const end = () => child.kill('SIGTERM');
  signal?.addEventListener('abort', end, { once: true });
  return () => signal?.removeEventListener('abort', end);
}
