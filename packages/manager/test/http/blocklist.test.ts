import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { block } from '../../src/db/blocklist.js';
import { FarmServer } from './support/farm-server.js';
import { UNKNOWN } from './support/submissions.js';

let server: FarmServer;
let jobId: string;
let blocked: { readonly id: number; readonly uuid: string };

beforeEach(async () => {
  server = await FarmServer.start();
  const { farm } = server;
  const job = await farm.storeJob({ tasks: [{ name: 'render' }] });
  jobId = job.uuid;
  blocked = await farm.storeWorker('nora');
  const other = await farm.storeWorker('hugo');
  await farm.db.transact(async (tx) => {
    await block(tx, job.id, blocked.id, 'blender');
    await block(tx, job.id, other.id, 'Blender');
  });
});
afterEach(() => server.stop());

const list = async (id = jobId) => (await server.get(`/jobs/${id}/blocklist`)).body;
const remove = (body?: unknown, id = jobId) => server.ask('DELETE', `/jobs/${id}/blocklist`, { body });

describe('fetchJobBlocklist (contract 02 §7.1)', () => {
  it('lists the entries by the names of the Workers', async () => {
    expect(await list()).toEqual([
      { worker_id: expect.any(String), task_type: 'Blender', worker_name: 'hugo' },
      { worker_id: blocked.uuid, task_type: 'blender', worker_name: 'nora' },
    ]);
  });

  it('is empty for a job that does not exist, as with the original', async () => {
    expect(await list(UNKNOWN)).toEqual([]);
  });
});

describe('removeJobBlocklist (contract 02 §7.2)', () => {
  it('takes entries off as the web app got them; what is not there is fine', async () => {
    const entry = { worker_id: blocked.uuid, task_type: 'blender', worker_name: 'nora' };
    for (let times = 0; times < 2; times++) expect((await remove([entry])).status).toBe(204);
    expect(await list()).toMatchObject([{ worker_name: 'hugo' }]);
    expect((await remove([{ worker_id: UNKNOWN, task_type: 'blender' }])).status).toBe(204);
    expect((await remove([entry], UNKNOWN)).status).toBe(204);
  });

  it('needs entries, and whole ones', async () => {
    expect(await server.refusal(remove([]))).toEqual([400, 'empty list of blocklist entries given']);
    expect(await server.refusal(remove())).toEqual([400, 'empty list of blocklist entries given']);
    expect(await server.refusal(remove([{ worker_id: blocked.uuid }]))).toEqual([
      400,
      expect.stringMatching(/Error at "\/0\/task_type": property "task_type" is missing$/),
    ]);
  });
});
