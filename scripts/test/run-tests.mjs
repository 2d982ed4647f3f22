import process from 'node:process';
import { ensurePrograms } from '../setup/install-programs.mjs';
import { untilInterrupted } from '../setup/interrupts.mjs';
import { ensurePackages } from '../setup/node-modules.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { readOptions } from './options.mjs';
import { chooseParts, PARTS } from './parts.mjs';
import { runPart } from './run-part.mjs';
import { add, exitCode, FAILED_AS_A_WHOLE } from './sum.mjs';
import * as texts from './texts.mjs';

/**
 * Runs what CI runs, or the parts that are named; its last line is the sum.
 * @param {string} root of the repository
 * @param {readonly string[]} args names of parts, `--soak`, `--yes`
 * @returns {Promise<number>} exit code: 0 all passed, 1 something failed, 2 wrong usage, 130 interrupted
 */
export async function runTests(root, args) {
  const { names, soak, agreed, isCi } = readOptions(args, process.env);
  const chosen = chooseParts(names);
  if ('unknown' in chosen) {
    console.error(
      texts.unknownPart(
        chosen.unknown,
        PARTS.map(({ name }) => name),
      ),
    );
    return 2;
  }
  const env = soak ? { ...process.env, SOAK: '1' } : process.env;
  return untilInterrupted(async (signal) => {
    const isReady = await prepare(root, chosen.parts, agreed, signal);
    return report(isReady ? await runAll(root, chosen.parts, env, signal) : [FAILED_AS_A_WHOLE], isCi);
  });
}

/**
 * @param {string} root
 * @param {readonly import('./parts.mjs').Part[]} parts
 * @param {boolean} agreed
 * @param {AbortSignal} signal
 */
async function prepare(root, parts, agreed, signal) {
  try {
    if (parts.some(({ needsPrograms }) => needsPrograms)) await ensurePrograms({ agreed, signal });
    await ensurePackages(root, signal);
    return true;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    return false;
  }
}

/**
 * @param {string} root
 * @param {readonly import('./parts.mjs').Part[]} parts
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal} signal
 */
async function runAll(root, parts, env, signal) {
  const sums = [];
  const lines = [];
  for (const part of parts) {
    console.log(texts.partBegins(part.name));
    const startedAt = Date.now();
    const sum = await runPart(root, part, env, signal);
    sums.push(sum);
    lines.push(texts.partEnded(part.name, sum, Date.now() - startedAt));
  }
  console.log(['', ...lines].join('\n'));
  return sums;
}

/**
 * @param {readonly import('./sum.mjs').Sum[]} sums
 * @param {boolean} isCi
 */
function report(sums, isCi) {
  const sum = add(sums);
  if (isCi && sum.skipped > 0) console.log(texts.skippedInCi(sum.skipped));
  console.log(texts.total(sum));
  return exitCode(sum, isCi);
}
