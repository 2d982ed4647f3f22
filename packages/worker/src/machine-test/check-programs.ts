import { describeFfmpegTrouble } from '../announce-programs.js';
import { NO_BLENDER_VERSION, versionNotTold } from '../texts/command-console.js';
import * as texts from '../texts/machine-test.js';
import type { TestBench } from './bench.js';
import { takesTasks } from './findings.js';
import type { CheckName, Finding, NeededFor } from './findings.js';
import type { TestedWorker } from './machine-test.js';

/** What is started when a job does not name another one. */
const DEFAULT_EXE = 'blender';

/** Looks for the Blender that the farm's variables name, else for the machine's own; `exe` is set when it works. */
export async function checkBlender(
  worker: TestedWorker,
  bench: TestBench,
  signal: AbortSignal,
): Promise<{ readonly finding: Finding; readonly exe?: string }> {
  const exe = await namedBlender(worker, signal);
  const found = await bench.findBlender(exe);
  switch (found.kind) {
    case 'found':
      return {
        exe,
        finding: { check: 'blender', outcome: 'passed', text: texts.programFound(found.path, found.version) },
      };
    case 'missing':
      return { finding: unusable('blender', worker, texts.blenderMissing(exe)) };
    case 'trouble':
      return { finding: unusable('blender', worker, versionNotTold(found.path, found.trouble, NO_BLENDER_VERSION)) };
  }
}

/** The value of the variable `blender` (contract 05 §8). */
async function namedBlender({ manager, platform }: TestedWorker, signal: AbortSignal): Promise<string> {
  if (!manager || 'problem' in manager) return DEFAULT_EXE;
  const asked = await manager.farm.variable('blender', platform, signal);
  return (asked.kind === 'told' && asked.value.trim()) || DEFAULT_EXE;
}

export async function checkFfmpeg(worker: TestedWorker, bench: TestBench): Promise<{ readonly finding: Finding }> {
  const found = await bench.findFfmpeg();
  switch (found.kind) {
    case 'found':
      return { finding: { check: 'ffmpeg', outcome: 'passed', text: texts.programFound(found.path, found.version) } };
    case 'missing':
      return { finding: unusable('ffmpeg', worker, texts.FFMPEG_MISSING) };
    case 'trouble':
      return { finding: unusable('ffmpeg', worker, describeFfmpegTrouble(found)) };
  }
}

/** A program that does not work is no fault of a Worker that needs none. */
function unusable(check: CheckName & NeededFor, { taskTypes }: TestedWorker, text: string): Finding {
  return takesTasks(check, taskTypes)
    ? { check, outcome: 'failed', text }
    : { check, outcome: 'skipped', text: texts.notNeeded(check, text) };
}
