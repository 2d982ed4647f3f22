import type { Credentials, StoredCredentials } from '../config/credentials.js';
import type { FarmQuestions } from '../manager/farm-questions.js';
import type { Recognition } from '../manager/recognition.js';
import * as texts from '../texts/machine-test.js';
import type { Finding } from './findings.js';

/** The Manager of the Worker that is tested. */
export interface TestedManager {
  readonly farm: FarmQuestions;
  /** What to look at when it does not answer. */
  readonly hint: string;
  /** The credentials, read anew. */
  readonly credentials: () => Promise<StoredCredentials>;
  /** Whether the Manager knows them. */
  readonly recognise: (who: Credentials, signal: AbortSignal) => Promise<Recognition>;
}

/** Whether the Manager answers, and as what. */
export async function checkManager(
  manager: TestedManager | { readonly problem: string } | undefined,
  signal: AbortSignal,
): Promise<Finding> {
  if (!manager) return { check: 'manager', outcome: 'failed', text: texts.NO_MANAGER };
  if ('problem' in manager) return { check: 'manager', outcome: 'failed', text: manager.problem };
  const { farm, hint } = manager;
  const asked = await farm.version(signal);
  if (asked.kind === 'told')
    return { check: 'manager', outcome: 'passed', text: texts.managerAnswers(farm.baseUrl, asked.value) };
  const text =
    asked.kind === 'no-answer'
      ? texts.managerSilent(farm.baseUrl, asked.reason, hint)
      : texts.managerStrange(farm.baseUrl, asked.status);
  return { check: 'manager', outcome: 'failed', text };
}

/** Whether the Manager knows this Worker. One without an identity gets one when it is started. */
export async function checkCredentials(
  { credentials, recognise }: TestedManager,
  signal: AbortSignal,
): Promise<Finding> {
  const finding = (outcome: Finding['outcome'], text: string): Finding => ({ check: 'credentials', outcome, text });
  const stored = await credentials().catch((error: unknown) => ({ outcome: 'unreadable', error }) as const);
  if (stored.outcome === 'unreadable') return finding('failed', texts.credentialsUnreadable(stored.error));
  if (stored.outcome === 'missing') return finding('passed', texts.NOT_REGISTERED_YET);
  if (stored.outcome === 'incomplete') return finding('warning', texts.CREDENTIALS_INCOMPLETE);
  const recognition = await recognise(stored.credentials, signal);
  switch (recognition.kind) {
    case 'known':
      return finding('passed', texts.workerKnown(stored.credentials.workerId));
    case 'refused':
      return finding('warning', texts.workerUnknown(stored.credentials.workerId));
    case 'unclear':
      return finding('failed', texts.recognitionUnclear(recognition.reason));
  }
}
