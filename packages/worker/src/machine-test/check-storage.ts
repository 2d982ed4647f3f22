import { describeStorage, isUsableStorage, probeStorage } from '@flamenco/common';
import type { Clock } from '@flamenco/common';
import type { FarmQuestions } from '../manager/farm-questions.js';
import * as texts from '../texts/machine-test.js';
import type { Finding } from './findings.js';

/** A server that is gone keeps whoever looks at its files waiting for ever; in milliseconds. */
export const STORAGE_LIMIT_MS = 15_000;

/** Whether the shared storage is where the Manager says, and can be read and written by this user. */
export async function checkStorage(
  farm: FarmQuestions,
  platform: string,
  clock: Clock,
  signal: AbortSignal,
): Promise<Finding> {
  const finding = (outcome: Finding['outcome'], text: string): Finding => ({ check: 'storage', outcome, text });
  const asked = await farm.storageLocation(platform, signal);
  if (asked.kind !== 'told') return finding('warning', texts.STORAGE_NOT_TOLD);
  const location = asked.value;
  if (location === '') return finding('warning', texts.NO_STORAGE);
  const probe = await probeStorage(location, { clock, signal, limitMs: STORAGE_LIMIT_MS });
  return isUsableStorage(probe)
    ? finding('passed', texts.storageUsable(location))
    : finding('failed', texts.storageUnusable(location, describeStorage('this Worker', probe)));
}
