import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorText } from '@flamenco/common';
import * as texts from '../texts/machine-test.js';
import type { TestBench } from './bench.js';
import { FRAME } from './blender-scripts.js';
import { takesTasks } from './findings.js';
import type { Finding } from './findings.js';
import { limitedTrial } from './limited-trial.js';
import type { TestedWorker } from './machine-test.js';

const FPS = 10;

/** Encodes as the built-in job types do. */
const ENCODING = ['-c:v', 'h264', '-crf', '20', '-pix_fmt', 'yuv420p', '-y'];

/** Makes a video of a few frames in the way of a task. */
export async function checkVideo({ taskTypes }: TestedWorker, bench: TestBench, signal: AbortSignal): Promise<Finding> {
  const finding = (outcome: Finding['outcome'], text: string): Finding => ({ check: 'video', outcome, text });
  if ((await bench.findFfmpeg()).kind !== 'found') return finding('skipped', texts.WITHOUT_FFMPEG);
  const failed = (text: string) =>
    takesTasks('ffmpeg', taskTypes) ? finding('failed', text) : finding('skipped', texts.notNeeded('ffmpeg', text));
  try {
    await writeFrames(bench.directory);
    const outputFile = join(bench.directory, 'video.mp4');
    const inputGlob = join(bench.directory, 'video-frame-*.png');
    const parameters = { exe: 'ffmpeg', fps: FPS, inputGlob, args: ENCODING, outputFile };
    const trial = await limitedTrial(bench, 'frames-to-video', parameters, signal);
    if (trial.failure !== undefined) return failed(texts.notEncoded(trial.failure, trial.output));
    return (await stat(outputFile)).size > 0 ? finding('passed', texts.ENCODED) : failed(texts.VIDEO_EMPTY);
  } catch (error) {
    return failed(texts.notEncoded(errorText(error), []));
  }
}

/** From grey to white. */
async function writeFrames(directory: string): Promise<void> {
  const { default: sharp } = await import('sharp');
  for (const number of [1, 2, 3, 4, 5]) {
    const background = { r: 50 * number, g: 50 * number, b: 50 * number };
    const image = sharp({ create: { ...FRAME, channels: 3, background } });
    await image.png().toFile(join(directory, `video-frame-${number}.png`));
  }
}
