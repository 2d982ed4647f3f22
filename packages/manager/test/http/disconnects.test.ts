import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Database } from '../../src/db/database.js';
import type { StoredJob } from '../support/builders.js';
import { FarmServer } from './support/farm-server.js';
import type { Identity } from './support/farm-server.js';

const CANCELED = { status: 'canceled', reason: 'a mistake' };
const PAUSED = { status: 'pause-requested', reason: 'a mistake' };
const COMPLETED = { taskStatus: 'completed', activity: 'Completed' };

let server: FarmServer;
let node7: Identity;
let job: StoredJob;
let door: Door | undefined;

/** Holds works up in front of the database. */
class Door {
  readonly reached = new Signal();
  readonly opened = new Signal();
  readonly left = new Signal();
}

class Signal {
  give = (): void => undefined;
  readonly given = new Promise<void>((resolve) => (this.give = resolve));
}

function behindDoor(database: Database): Database {
  return {
    dialect: database.dialect,
    read: (work) => database.read(work),
    transact: async (work) => {
      const passing = door;
      passing?.reached.give();
      await passing?.opened.given;
      try {
        return await database.transact(work);
      } finally {
        passing?.left.give();
      }
    },
    tryWriting: () => database.tryWriting(),
    breathe: () => database.breathe(),
    close: () => database.close(),
  };
}

beforeEach(async () => {
  door = undefined;
  server = await FarmServer.start({ ports: ({ db }) => ({ db: behindDoor(db) }) });
  node7 = await server.worker();
  job = await server.farm.storeJob({ tasks: [{ name: 'frame 1' }, { name: 'frame 2' }] });
  await server.post('/worker/task', undefined, { as: node7 });
});
afterEach(() => server.stop());

it.each<[string, (ids: { job: string; task: string }) => [string, string, object], object]>([
  ['cancels a job', (id) => ['POST', `/jobs/${id.job}/setstatus`, CANCELED], { status: 'canceled' }],
  ['pauses a job', (id) => ['POST', `/jobs/${id.job}/setstatus`, PAUSED], { status: 'pause-requested' }],
  ['changes a priority', (id) => ['POST', `/jobs/${id.job}/setpriority`, { priority: 7 }], { priority: 7 }],
  ['cancels a task', (id) => ['POST', `/tasks/${id.task}/setstatus`, CANCELED], { task_counts: { canceled: 1 } }],
  ['completes a task', (id) => ['POST', `/worker/task/${id.task}`, COMPLETED], { task_counts: { completed: 1 } }],
  ['deletes a job', (id) => ['DELETE', `/jobs/${id.job}`, {}], { delete_requested_at: expect.any(String) }],
])(
  'what is asked for takes place whole, also if who asked is gone by then: a client that %s (02 §1.6, D2.1)',
  async (...row) => {
    const [, request, expected] = row;
    const [method, path, body] = request({ job: job.uuid, task: job.tasks['frame 1'] ?? '' });
    door = new Door();
    const { reached, opened, left } = door;
    const leaving = new AbortController();
    const asking = server.ask(method, path, { body, as: node7, signal: leaving.signal });
    await reached.given;
    leaving.abort();
    await expect(asking).rejects.toThrow(/abort/);
    // The server has heard of that when it answers the next one.
    await server.get('/version');
    opened.give();
    await left.given;
    door = undefined;
    expect((await server.get(`/jobs/${job.uuid}`)).body).toMatchObject(expected);
  },
);
