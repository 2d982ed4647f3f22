import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { npmCommand } from '../setup/node-modules.mjs';
import { run } from '../setup/run.mjs';
import { FAILED_AS_A_WHOLE, NOTHING, sumOfReport } from './sum.mjs';

/**
 * Runs a part; its output goes to the terminal.
 * @param {string} root of the repository
 * @param {import('./parts.mjs').Part} part
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal} signal
 * @returns {Promise<import('./sum.mjs').Sum>}
 */
export async function runPart(root, part, env, signal) {
  return part.kind === 'jest'
    ? runProject(root, part.name, env, signal)
    : runScript(root, part.script ?? part.name, env, signal);
}

/**
 * @param {string} root
 * @param {string} script
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal} signal
 */
async function runScript(root, script, env, signal) {
  const [npm, ...before] = npmCommand(env);
  const { code } = await run(npm, [...before, 'run', '--silent', script], { cwd: root, env, signal });
  return code === 0 ? NOTHING : FAILED_AS_A_WHOLE;
}

/**
 * @param {string} root
 * @param {string} project
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal} signal
 */
async function runProject(root, project, env, signal) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'flamenco-test-'));
  try {
    const file = path.join(folder, 'report.json');
    const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
    // What a failed test left waiting must not keep CI waiting.
    const leave = process.env.CI === 'true' ? ['--forceExit'] : [];
    const args = [jest, '--selectProjects', project, ...leave, '--json', '--outputFile', file];
    const { code } = await run(process.execPath, args, { cwd: root, env: withModules(env), signal });
    return sumOfReport(await readReport(file), code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Jest runs ES modules only with this flag of Node; its own processes need it too.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
function withModules(env) {
  return { ...env, NODE_OPTIONS: [env.NODE_OPTIONS, '--experimental-vm-modules'].filter(Boolean).join(' ') };
}

/**
 * @param {string} file
 * @returns {Promise<import('./sum.mjs').JestReport | undefined>} undefined if jest did not get as far as writing it
 */
async function readReport(file) {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}
