import type { Reader } from '../../../db/transaction.js';
import { findWorkerById } from '../../../db/workers.js';
import type { Task, Worker } from '../../records.js';

/** The Worker that had a task last; undefined for a deleted one, whom events do not name (contract 08 §2). */
export async function lastWorkerOf(reader: Reader, { workerId }: Task): Promise<Worker | undefined> {
  const worker = workerId === undefined ? undefined : await findWorkerById(reader, workerId);
  return worker?.deletedAt ? undefined : worker;
}
