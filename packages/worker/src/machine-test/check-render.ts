import { join } from 'node:path';
import { errorText } from '@flamenco/common';
import * as texts from '../texts/machine-test.js';
import type { TestBench } from './bench.js';
import { EXE_ARGS, FRAME, RENDER_FRAME } from './blender-scripts.js';
import type { Finding } from './findings.js';
import { limitedTrial } from './limited-trial.js';

/** Renders one frame in the way of a task, and decodes it. */
export async function checkRender(exe: string, bench: TestBench, signal: AbortSignal): Promise<Finding> {
  const failed = (text: string): Finding => ({ check: 'render', outcome: 'failed', text });
  const file = join(bench.directory, 'frame.png');
  const args = ['--python-exit-code', '9', '--python-expr', RENDER_FRAME, '--', file];
  const startedAt = bench.clock.now().getTime();
  const trial = await limitedTrial(bench, 'blender-render', { exe, exeArgs: EXE_ARGS, args }, signal);
  if (trial.failure !== undefined) return failed(texts.notRendered(trial.failure, trial.output));
  const seconds = (bench.clock.now().getTime() - startedAt) / 1000;
  try {
    const { width, height } = await decode(file);
    if (width !== FRAME.width || height !== FRAME.height) return failed(texts.frameWrong(width, height));
    return { check: 'render', outcome: 'passed', text: texts.rendered(seconds) };
  } catch (error) {
    return failed(texts.frameUnreadable(errorText(error)));
  }
}

/** Reads all pixels: a header alone proves little. */
async function decode(file: string): Promise<{ readonly width: number; readonly height: number }> {
  const { default: sharp } = await import('sharp');
  const { info } = await sharp(file, { failOn: 'error' }).raw().toBuffer({ resolveWithObject: true });
  return info;
}
