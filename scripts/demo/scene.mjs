import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from '../setup/run.mjs';
import { DemoError } from './demo-error.mjs';
import * as texts from './texts.mjs';

/** What scene.py and its parts make; the same numbers stand there. */
export const SCENE = { name: 'Demo', frames: 24, width: 320, height: 180, framesPerSecond: 24 };

/** Exit code of Blender when the script has failed; without it, that would be no failure. */
const SCRIPT_FAILED = '9';

/**
 * Has Blender build the scene and save it.
 * @param {object} options
 * @param {string} options.root of the repository
 * @param {string} options.blender
 * @param {string} options.blendFile
 * @param {NodeJS.ProcessEnv} options.env
 * @param {AbortSignal} options.signal
 */
export async function createScene({ root, blender, blendFile, env, signal }) {
  const script = path.join(root, 'scripts', 'demo', 'scene.py');
  const args = ['-b', '--factory-startup', '--python-exit-code', SCRIPT_FAILED, '--python', script, '--', blendFile];
  const { code, output } = await run(blender, args, { env, signal, output: 'capture' });
  if (code !== 0 || !existsSync(blendFile))
    throw new DemoError(texts.sceneFailed(code), texts.logTail('Blender', output));
}
