import * as texts from '../texts/machine-test.js';
import type { TestBench } from './bench.js';
import { EXE_ARGS, LIST_DEVICES, readDevices } from './blender-scripts.js';
import type { Finding } from './findings.js';
import { limitedTrial } from './limited-trial.js';

/** Which GPUs Blender could render with. A machine without any renders with its processor. */
export async function checkGpus(exe: string, bench: TestBench, signal: AbortSignal): Promise<Finding> {
  const args = ['--python-exit-code', '9', '--python-expr', LIST_DEVICES];
  const trial = await limitedTrial(bench, 'blender-render', { exe, exeArgs: EXE_ARGS, args }, signal);
  const devices = readDevices(trial.output);
  if (!devices) return { check: 'gpu', outcome: 'warning', text: texts.devicesNotTold(trial.failure) };
  return { check: 'gpu', outcome: 'passed', text: texts.devicesFound(devices) };
}
