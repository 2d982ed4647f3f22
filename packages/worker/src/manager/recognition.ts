import type { Credentials } from '../config/credentials.js';
import { refusesCredentials } from '../rules/sign-on.js';
import type { ManagerClient } from './client.js';

/** Whether a Manager knows a Worker. */
export type Recognition =
  { readonly kind: 'known' | 'refused' } | { readonly kind: 'unclear'; readonly reason: string };

/** No task has it. */
const NO_TASK = '00000000-0000-0000-0000-000000000000';

/**
 * Asks whether the Manager knows these credentials, without changing anything there: an empty report about a task that
 * does not exist is refused only after the credentials were looked at. It is the one question of a Worker that does not
 * count as a sign of life, which could bring a Worker back that the Manager has given up (contract 07 §22, 00 D2.12).
 */
export async function recognise(client: ManagerClient, who: Credentials, signal: AbortSignal): Promise<Recognition> {
  const answer = await client.taskUpdate(who, NO_TASK, {}, signal);
  if (answer.kind === 'no-answer') return { kind: 'unclear', reason: answer.reason };
  if (refusesCredentials(answer)) return { kind: 'refused' };
  // A proxy's 404 has no JSON.
  if ([400, 404, 409].includes(answer.status) && answer.body !== undefined) return { kind: 'known' };
  return { kind: 'unclear', reason: `HTTP ${answer.status}` };
}
