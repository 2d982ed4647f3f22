import { FakeClock } from '@flamenco/common/testing';
import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Database } from '../../src/db/database.js';
import { moveBlocked } from '../../src/db/dependencies.js';
import { addFailure } from '../../src/db/failures.js';
import { block } from '../../src/db/blocklist.js';
import { changeJob } from '../../src/db/jobs.js';
import { moveRunnable } from '../../src/db/runnable.js';
import { findOwnActiveTask, findRunnableTask } from '../../src/db/scheduling.js';
import { insertTag, setTagsOfWorker } from '../../src/db/tags.js';
import { lockTaskByUuid, saveTaskState } from '../../src/db/tasks.js';
import { storeJob, storeWorker } from '../support/builders.js';
import type { JobPlan, StoredJob } from '../support/builders.js';
import { forEachDatabase, stopSharedDatabases } from '../support/databases.js';
import type { OpenDatabase } from '../support/databases.js';

const clock = new FakeClock();
let open: OpenDatabase;
let database: Database;
let nora: { readonly id: number };

const submit = (plan: JobPlan): Promise<StoredJob> => database.transact((tx) => storeJob(tx, plan));
const next = async (workerId = nora.id) => (await database.read((reader) => findRunnableTask(reader, workerId)))?.name;
const lock = async (uuid = '') => database.transact(async (tx) => (await lockTaskByUuid(tx, uuid))!);

afterAll(stopSharedDatabases);

forEachDatabase((kind) => {
  beforeEach(async () => {
    open = await kind.open(clock);
    database = open.database;
    nora = await database.transact((tx) => storeWorker(tx, 'nora'));
  });
  afterEach(() => open.close());

  it('has nothing in an empty farm', async () => {
    expect(await next()).toBeUndefined();
  });

  it('takes job priority, then the older job, then task priority, then the order of the script (D2.2)', async () => {
    const low = await submit({ priority: 10, tasks: [{ name: 'low' }] });
    await clock.advance(1);
    await submit({ priority: 50, tasks: [{ name: 'a' }, { name: 'b', priority: 90 }, { name: 'c', priority: 90 }] });
    await clock.advance(1);
    await submit({ priority: 50, tasks: [{ name: 'younger', priority: 100 }] });
    expect(await next()).toBe('b');
    await database.transact((tx) => changeJob(tx, low.id, { priority: 51 }));
    expect(await next()).toBe('low');
  });

  it('passes over types that the Worker lacks, in any letter case', async () => {
    await submit({ priority: 90, tasks: [{ name: 'simulate', type: 'houdini' }] });
    await submit({ priority: 10, tasks: [{ name: 'render', type: 'Blender' }] });
    expect(await next()).toBe('render');
    const other = await database.transact((tx) => storeWorker(tx, 'hugo', { taskTypes: ['HOUDINI'] }));
    expect(await next(other.id)).toBe('simulate');
    const idle = await database.transact((tx) => storeWorker(tx, 'ida', { taskTypes: [] }));
    expect(await next(idle.id)).toBeUndefined();
  });

  it('weighs tasks of several types of one job against each other', async () => {
    await submit({
      tasks: [
        { name: 'encode', type: 'ffmpeg' },
        { name: 'render', priority: 60 },
      ],
    });
    expect(await next()).toBe('render');
  });

  it('waits for dependencies', async () => {
    const { id, tasks } = await submit({ tasks: [{ name: 'video', after: ['render'] }, { name: 'render' }] });
    expect(await next()).toBe('render');
    await database.transact(async (tx) => {
      const render = (await lockTaskByUuid(tx, tasks['render'] ?? ''))!;
      await saveTaskState(tx, { ...render, status: 'completed' });
      await moveRunnable(tx, id, 'blender', -1);
      expect(await moveBlocked(tx, render.id, -1)).toMatchObject([{ blockedBy: 0, isSchedulable: true }]);
      await moveRunnable(tx, id, 'blender', 1);
    });
    expect(await next()).toBe('video');
  });

  it('keeps tagged jobs for tagged Workers', async () => {
    const tagId = await database.transact((tx) => insertTag(tx, { uuid: 'u', name: 'gpu', description: '' }));
    await submit({ tagId, tasks: [{ name: 'gpu only' }] });
    expect(await next()).toBeUndefined();
    await database.transact((tx) => setTagsOfWorker(tx, nora.id, [tagId]));
    expect(await next()).toBe('gpu only');
  });

  it('gives nothing of a blocked type, and no task that the Worker failed', async () => {
    const job = await submit({ tasks: [{ name: 'one' }, { name: 'two' }, { name: 'encode', type: 'ffmpeg' }] });
    const one = await lock(job.tasks['one']);
    await database.transact((tx) => addFailure(tx, one, nora.id));
    expect(await next()).toBe('two');
    await database.transact((tx) => block(tx, job.id, nora.id, 'blender'));
    expect(await next()).toBe('encode');
  });

  it('leaves jobs alone that are paused or to be deleted', async () => {
    const job = await submit({ tasks: [{ name: 'one' }] });
    await database.transact((tx) => changeJob(tx, job.id, { status: 'paused' }));
    expect(await next()).toBeUndefined();
    await database.transact((tx) => changeJob(tx, job.id, { status: 'queued', delete_requested_at: 1 }));
    expect(await next()).toBeUndefined();
  });

  it('looks beyond jobs in which the Worker failed everything', async () => {
    for (let index = 0; index < 20; index += 1) {
      const job = await submit({ priority: 90, tasks: [{ name: `broken ${index}` }] });
      const task = await lock(job.tasks[`broken ${index}`]);
      await database.transact((tx) => addFailure(tx, task, nora.id));
    }
    await submit({ priority: 10, tasks: [{ name: 'good' }] });
    expect(await next()).toBe('good');
  });

  it('finds the task that the Worker already has', async () => {
    const job = await submit({ tasks: [{ name: 'one' }] });
    const own = () => database.read((reader) => findOwnActiveTask(reader, nora.id));
    expect(await own()).toBeUndefined();
    const one = await lock(job.tasks['one']);
    await database.transact((tx) => saveTaskState(tx, { ...one, status: 'active', workerId: nora.id }));
    await database.transact((tx) => changeJob(tx, job.id, { status: 'active' }));
    expect(await own()).toMatchObject({ name: 'one', status: 'active', workerId: nora.id });
  });
});
