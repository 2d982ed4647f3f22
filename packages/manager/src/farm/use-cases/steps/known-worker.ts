import { lockWorker, lockWorkerByUuid, markSeen } from '../../../db/workers.js';
import { checkUuid, unknown } from '../../errors.js';
import type { Worker } from '../../records.js';
import type { FarmTx } from '../../transaction.js';

/** The Worker that calls, as it was before, and notes that it was seen. Refused when it was deleted since its authentication. */
export async function callingWorker(tx: FarmTx, workerId: number): Promise<Worker> {
  const worker = await lockWorker(tx, workerId);
  if (!worker || worker.deletedAt) throw unknown('worker', worker?.uuid ?? String(workerId));
  await markSeen(tx, worker);
  return worker;
}

/** The Worker that a user names; refused when there is none, or it is deleted (contract 01 §5). */
export async function namedWorker(tx: FarmTx, uuid: string): Promise<Worker> {
  checkUuid('worker', uuid);
  const worker = await lockWorkerByUuid(tx, uuid);
  if (!worker) throw unknown('worker', uuid);
  return worker;
}
