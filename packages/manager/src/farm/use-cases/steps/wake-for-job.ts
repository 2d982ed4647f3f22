import { runnableTypes } from '../../../db/runnable.js';
import type { FarmTx } from '../../transaction.js';

/** Tells the idle Workers that can do something of a job, now that there may be more for them. */
export async function wakeForJob(tx: FarmTx, jobId: number): Promise<void> {
  const typeKeys = await runnableTypes(tx, jobId);
  if (typeKeys.length > 0) tx.wake({ kind: 'work', typeKeys: new Set(typeKeys) });
}
