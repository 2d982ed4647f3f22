import process from 'node:process';
import { askYesNo } from './ask.mjs';
import { findProgram } from './find-program.mjs';
import { installCommands, managersOf, PROGRAMS } from './package-managers.mjs';
import { run } from './run.mjs';
import { SetupError } from './setup-error.mjs';
import * as texts from './texts.mjs';

/**
 * @typedef {import('./package-managers.mjs').ProgramName} ProgramName
 * @typedef {import('./package-managers.mjs').CommandLine} CommandLine
 * @typedef {Record<ProgramName, string>} Programs where each one is, absolute
 */

/**
 * Finds Blender and FFmpeg, and installs them if they are missing and the user agrees.
 * @param {object} options
 * @param {boolean} options.agreed whether the question has been answered with yes beforehand
 * @param {AbortSignal} options.signal
 * @returns {Promise<Programs>} rejects with a SetupError that says what to install
 */
export async function ensurePrograms({ agreed, signal }) {
  const missing = missingPrograms();
  if (missing.length > 0) await install(missing, agreed, signal);
  const found = PROGRAMS.map((name) => /** @type {const} */ ([name, find(name)]));
  const absent = found.flatMap(([name, file]) => (file === undefined ? [name] : []));
  if (absent.length > 0) throw new SetupError(texts.stillMissing(absent));
  return /** @type {Programs} */ (Object.fromEntries(found));
}

/**
 * @param {readonly ProgramName[]} missing
 * @param {boolean} agreed
 * @param {AbortSignal} signal
 */
async function install(missing, agreed, signal) {
  const manager = managersOf(process.platform).find((name) => find(name));
  if (!manager) throw new SetupError(texts.noPackageManager(missing));
  const isRoot = process.getuid?.() === 0;
  const commands = installCommands(missing, manager, !isRoot);
  const canInstall = isRoot || commands.every(([command]) => command !== 'sudo') || find('sudo');
  if (!canInstall) throw new SetupError(texts.notAllowedToInstall(missing, commands));
  await agree(missing, commands, agreed, signal);
  for (const command of commands) await execute(missing, command, commands, signal);
}

/**
 * @param {readonly ProgramName[]} missing
 * @param {CommandLine[]} commands
 * @param {boolean} agreed
 * @param {AbortSignal} signal
 */
async function agree(missing, commands, agreed, signal) {
  console.log(texts.willInstall(missing, commands));
  const answer = agreed ? 'yes' : await askYesNo(texts.MAY_INSTALL, signal);
  if (answer === 'nobody there') throw new SetupError(texts.nobodyAnswers(missing, commands));
  if (answer === 'no') throw new SetupError(texts.declined(missing, commands));
}

/**
 * @param {readonly ProgramName[]} missing
 * @param {CommandLine} line
 * @param {CommandLine[]} commands
 * @param {AbortSignal} signal
 */
async function execute(missing, [command, ...args], commands, signal) {
  const { code, output } = await run(command, args, { signal, asksUser: true });
  // A source that cannot be reached fails an update; the package may be known all the same.
  if (code !== 0 && args.at(-1) !== 'update')
    throw new SetupError(texts.installFailed(missing, commands, code, output));
}

/** What is not on this machine. */
function missingPrograms() {
  return PROGRAMS.filter((name) => !find(name));
}

/** @param {string} name */
function find(name) {
  return findProgram(name, { platform: process.platform, env: process.env });
}
