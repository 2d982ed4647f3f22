import process from 'node:process';
import { ensurePrograms } from '../setup/install-programs.mjs';
import { INTERRUPTED, untilInterrupted } from '../setup/interrupts.mjs';
import { build, ensurePackages } from '../setup/node-modules.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { DemoError } from './demo-error.mjs';
import { Farm } from './farm.mjs';
import { readOptions } from './options.mjs';
import { createPlaces } from './places.mjs';
import { ProgressDisplay } from './progress-display.mjs';
import { showFarm } from './show-farm.mjs';
import * as texts from './texts.mjs';

/**
 * Everything from a fresh clone to a rendered video.
 * @param {string} root of the repository
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code: 0 well, 1 failed, 2 wrong usage, 130 interrupted
 */
export async function runDemo(root, args) {
  const read = readOptions(args, process.env);
  if ('unknown' in read) return complain(texts.unknownOption(read.unknown), 2);
  if (read.options.help) return announce(texts.USAGE, 0);
  /** @type {Farm[]} */
  const farms = [];
  const kill = () => farms.forEach((farm) => farm.kill());
  const code = await untilInterrupted((signal) => demo(root, read.options, farms, signal), kill);
  return code === INTERRUPTED ? announce(texts.STOPPED, code) : code;
}

/**
 * @param {string} root
 * @param {import('./options.mjs').DemoOptions} options
 * @param {Farm[]} farms gets the farm as soon as there is one, so that it can be killed
 * @param {AbortSignal} signal
 */
async function demo(root, options, farms, signal) {
  try {
    const programs = await ensurePrograms({ agreed: options.agreed, signal });
    await ensurePackages(root, signal);
    await build(root, signal);
    const farm = new Farm(root, createPlaces(root), programs);
    farms.push(farm);
    const screen = { say: console.log, display: new ProgressDisplay(process.stdout) };
    await showFarm(farm, options.keep, screen, signal);
    return 0;
  } catch (error) {
    signal.throwIfAborted();
    return complain(explanation(error), 1);
  }
}

/**
 * @param {unknown} error
 * @returns {string} what to tell the user; throws what we did not expect
 */
function explanation(error) {
  if (error instanceof SetupError) return error.message;
  if (error instanceof DemoError) return [error.log, texts.failed(error.message)].filter(Boolean).join('\n');
  throw error;
}

/**
 * @param {string} text
 * @param {number} code
 */
function announce(text, code) {
  console.log(text);
  return code;
}

/**
 * @param {string} text
 * @param {number} code
 */
function complain(text, code) {
  console.error(text);
  return code;
}
