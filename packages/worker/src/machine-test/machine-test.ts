import type { TestBench } from './bench.js';
import { checkConfiguration } from './check-configuration.js';
import { checkGpus } from './check-gpus.js';
import { checkCredentials, checkManager } from './check-manager.js';
import type { TestedManager } from './check-manager.js';
import { checkBlender, checkFfmpeg } from './check-programs.js';
import { checkRender } from './check-render.js';
import { checkStorage } from './check-storage.js';
import { checkVideo } from './check-video.js';
import type { CheckName, Finding } from './findings.js';
import * as texts from '../texts/machine-test.js';

/** The Worker that is tested. */
export interface TestedWorker {
  readonly configFile: string;
  readonly taskTypes: readonly string[];
  /** As the Manager calls it. */
  readonly platform: string;
  /** Undefined when none is known, else the problem when it cannot be spoken to. */
  readonly manager: TestedManager | { readonly problem: string } | undefined;
}

/** Who hears of each finding as soon as it is there. */
export type Tell = (finding: Finding) => void;

/**
 * Tests whether this machine can do the work of a Worker (contract 00 D6.10). Changes nothing: it takes no task, and
 * removes what it writes. Stops early when the signal is aborted.
 */
export async function testMachine(
  worker: TestedWorker,
  bench: TestBench,
  tell: Tell,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const note = (finding: Finding) => {
    if (signal.aborted) return finding;
    findings.push(finding);
    tell(finding);
    return finding;
  };
  note(await checkConfiguration(worker.configFile));
  await testFarm(worker, bench, note, signal);
  await testPrograms(worker, bench, note, signal);
  return findings;
}

async function testFarm(
  { manager, platform }: TestedWorker,
  { clock }: TestBench,
  note: (finding: Finding) => Finding,
  signal: AbortSignal,
): Promise<void> {
  const found = note(await checkManager(manager, signal));
  if (manager === undefined || 'problem' in manager || found.outcome === 'failed') {
    for (const check of ['credentials', 'storage'] as const) note(skipped(check, texts.WITHOUT_MANAGER));
    return;
  }
  note(await checkCredentials(manager, signal));
  note(await checkStorage(manager.farm, platform, clock, signal));
}

async function testPrograms(
  worker: TestedWorker,
  bench: TestBench,
  note: (finding: Finding) => Finding,
  signal: AbortSignal,
): Promise<void> {
  const blender = await checkBlender(worker, bench, signal);
  note(blender.finding);
  note((await checkFfmpeg(worker, bench)).finding);
  const { exe } = blender;
  note(exe === undefined ? skipped('gpu', texts.WITHOUT_BLENDER) : await checkGpus(exe, bench, signal));
  note(exe === undefined ? skipped('render', texts.WITHOUT_BLENDER) : await checkRender(exe, bench, signal));
  note(await checkVideo(worker, bench, signal));
}

function skipped(check: CheckName, text: string): Finding {
  return { check, outcome: 'skipped', text };
}
