import { statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { run } from './run.mjs';
import { SetupError } from './setup-error.mjs';
import * as texts from './texts.mjs';

/**
 * Whether `npm ci` has something to do: packages were never installed, not to the end, or before the lock file changed.
 * @param {string} root
 */
export function needsPackages(root) {
  // npm writes this file last.
  const installed = modifiedAt(path.join(root, 'node_modules', '.package-lock.json'));
  const wanted = modifiedAt(path.join(root, 'package-lock.json'));
  return installed === undefined || (wanted !== undefined && installed < wanted);
}

/**
 * Installs the npm packages if that is needed.
 * @param {string} root
 * @param {AbortSignal} signal
 */
export async function ensurePackages(root, signal) {
  if (!needsPackages(root)) return;
  console.log(texts.INSTALLING_PACKAGES);
  await npm(root, ['ci'], signal);
}

/**
 * Builds Manager and Worker.
 * @param {string} root
 * @param {AbortSignal} signal
 */
export async function build(root, signal) {
  console.log(texts.BUILDING);
  await npm(root, ['run', '--silent', 'build'], signal);
}

/**
 * @param {string} root
 * @param {string[]} args
 * @param {AbortSignal} signal
 */
async function npm(root, args, signal) {
  const [command, ...before] = npmCommand(process.env);
  const { code } = await run(command, [...before, ...args], { cwd: root, signal });
  if (code !== 0)
    throw new SetupError(texts.stepFailed(`npm ${args.filter((arg) => arg !== '--silent').join(' ')}`, code));
}

/**
 * How npm is called. Inside `npm run` its own program is known, which works on Windows too, where `npm` is a script.
 * @param {NodeJS.ProcessEnv} env
 * @returns {[command: string, ...args: string[]]}
 */
export function npmCommand(env) {
  return env.npm_execpath?.endsWith('npm-cli.js') ? [process.execPath, env.npm_execpath] : ['npm'];
}

/**
 * @param {string} file
 * @returns {number | undefined} milliseconds; undefined if there is no such file
 */
function modifiedAt(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
