import type { WorkerDetails } from './records.js';
import type { Reader } from './transaction.js';

/** What a Worker told about its machine when it last signed on: for its page only, so that no other question reads it. */
export async function findHostFacts({ q }: Reader, workerId: number): Promise<WorkerDetails['hostFacts']> {
  const row = await q.selectFrom('workers').select('host_facts').where('id', '=', workerId).executeTakeFirst();
  return row?.host_facts ? (JSON.parse(row.host_facts) as WorkerDetails['hostFacts']) : undefined;
}
