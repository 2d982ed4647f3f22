import type { StorageProbe } from '@flamenco/common';
import { expect, it } from '@jest/globals';
import { scheduleTask } from '../../../src/farm/use-cases/tasks/schedule-task.js';
import { deleteWorker } from '../../../src/farm/use-cases/workers/delete-worker.js';
import {
  answerStorageQuestion,
  fetchStorageCheck,
  nextStorageQuestion,
  startStorageCheck,
} from '../../../src/farm/use-cases/storage/check-storage.js';
import type { StorageCheckRequest, StorageCheckView } from '../../../src/farm/use-cases/storage/check-storage.js';
import type { TestWorker } from '../../support/make-farm.js';
import { forEachFarm, refusalOf } from '../../support/story.js';
import { introduce, put } from '../workers/worker-story.js';

const HOUR_MS = 60 * 60_000;
const TAG = '2b5d9a51-3f0c-4c3d-8a53-6d3a51d1b7aa';

const found = (path: string, canWrite = true): StorageProbe => ({
  ...{ path, kind: 'directory', canRead: true, canWrite, isEmpty: false, tookMs: 3, troubles: [] },
});

forEachFarm((story) => {
  /** Workers that can be asked. */
  async function able<const Names extends readonly string[]>(...names: Names) {
    const workers = await story.workers(...names);
    for (const worker of workers as readonly TestWorker[]) {
      await introduce(story.farm, worker, { canCheckStorage: true });
      await put(story.farm, worker, { status: 'awake', statusRequest: null });
    }
    return workers;
  }
  const start = (request: Partial<StorageCheckRequest> = {}) =>
    startStorageCheck(story.farm, { path: '/media/film', ...request });
  const states = ({ workers }: StorageCheckView) => workers.map(({ worker, state }) => `${worker?.name} ${state}`);
  const look = async (id: string) => states(await fetchStorageCheck(story.farm, id));
  /** The Worker takes the next question and answers it. */
  function answer(worker: TestWorker, canWrite = true): string | undefined {
    const question = nextStorageQuestion(story.farm, worker.id);
    if (question) answerStorageQuestion(story.farm, worker.id, question.id, found(question.path, canWrite));
    return question?.path;
  }

  it('everybody is asked, and the answers come one by one', async () => {
    const { farm } = story;
    const [nora, hugo] = await able('nora', 'hugo');
    expect(farm.storageChecks.isAsked(nora.id)).toBe(false);
    const started = await start();
    const { id } = started.check;
    expect([states(started), started.isComplete]).toEqual([['nora waiting', 'hugo waiting'], false]);
    expect([nora, hugo].map((it) => farm.storageChecks.isAsked(it.id))).toEqual([true, true]);
    expect(nextStorageQuestion(farm, hugo.id)).toEqual({ id, path: '/media/film' });
    expect([await look(id), farm.storageChecks.isAsked(hugo.id)]).toEqual([['nora waiting', 'hugo checking'], false]);
    answerStorageQuestion(farm, hugo.id, id, found('/media/film', false));
    expect(await look(id)).toEqual(['nora waiting', 'hugo answered']);
    expect(answer(nora)).toBe('/media/film');
    const ended = await fetchStorageCheck(farm, id);
    expect([states(ended), ended.isComplete]).toEqual([['nora answered', 'hugo answered'], true]);
    expect(ended.workers.map(({ question }) => question.answer?.probe.canWrite)).toEqual([true, false]);
    expect([nora, hugo].map((it) => answer(it))).toEqual([undefined, undefined]);
  });

  it('a Worker that waits for work is answered at once, so that it hears of the question', async () => {
    const { farm } = story;
    const [nora] = await able('nora');
    const waits = () => scheduleTask(farm, { workerId: nora.id, waitMs: 60_000, signal: undefined });
    const waiting = waits();
    while (farm.waiters.size === 0) await new Promise((resolve) => setImmediate(resolve));
    await start();
    expect(await waiting).toEqual({ outcome: 'nothing' });
    expect(await waits()).toEqual({ outcome: 'nothing' });
    // Work comes first.
    await story.job({ tasks: [{ name: 'frame' }] });
    expect(await waits()).toMatchObject({ outcome: 'assigned' });
  });

  it('a Worker of another version is not asked, nor kept from waiting', async () => {
    const { farm } = story;
    const [original] = await story.workers('original');
    await introduce(farm, original, { softwareVersion: '3.9' });
    const { check, isComplete } = await start();
    expect([await look(check.id), isComplete]).toEqual([['original cannot-answer'], true]);
    expect([farm.storageChecks.isAsked(original.id), answer(original)]).toEqual([false, undefined]);
    const refused = await refusalOf(
      Promise.resolve().then(() => answerStorageQuestion(farm, original.id, check.id, found('/'))),
    );
    expect(refused).toEqual({ kind: 'not-found', tag: 'unknown-storage-check', id: check.id });
  });

  it('what keeps a Worker from answering is told, and it answers when it is back', async () => {
    const [nora, hugo, inge, paul] = await able('nora', 'hugo', 'inge', 'paul');
    await put(story.farm, nora, { status: 'offline' });
    await put(story.farm, hugo, { status: 'error', statusBeforeError: 'awake' });
    await put(story.farm, inge, { status: 'asleep' });
    const { check, isComplete } = await start();
    await deleteWorker(story.farm, paul.uuid);
    expect(isComplete).toBe(false);
    expect(await look(check.id)).toEqual(['nora offline', 'hugo lost', 'inge waiting', 'paul deleted']);
    answer(inge);
    expect((await fetchStorageCheck(story.farm, check.id)).isComplete).toBe(true);
    answer(nora);
    expect(await look(check.id)).toEqual(['nora answered', 'hugo lost', 'inge answered', 'paul deleted']);
  });

  it('a Worker that took the question and says nothing is asked again', async () => {
    const { farm } = story;
    const [nora] = await able('nora');
    const { check } = await start();
    nextStorageQuestion(farm, nora.id);
    await farm.clock.advance(59_999);
    expect([await look(check.id), farm.storageChecks.isAsked(nora.id)]).toEqual([['nora checking'], false]);
    await farm.clock.advance(1);
    const late = await fetchStorageCheck(farm, check.id);
    expect([states(late), late.isComplete, farm.storageChecks.isAsked(nora.id)]).toEqual([
      ['nora overdue'],
      true,
      true,
    ]);
    expect(answer(nora)).toBe('/media/film');
    expect(await look(check.id)).toEqual(['nora answered']);
  });

  it('only those are asked who are meant', async () => {
    const { farm } = story;
    const [nora, hugo, inge] = await able('nora', 'hugo', 'inge');
    await story.tag(TAG, 'gpu', nora, inge);
    expect(states(await start({ tagUuid: TAG }))).toEqual(['nora waiting', 'inge waiting']);
    expect(states(await start({ workerUuids: [hugo.uuid] }))).toEqual(['hugo waiting']);
    expect(states(await start({ tagUuid: TAG, workerUuids: [hugo.uuid, inge.uuid] }))).toEqual(['inge waiting']);
    const nobody = await start({ tagUuid: TAG, workerUuids: [hugo.uuid] });
    expect([states(nobody), nobody.isComplete]).toEqual([[], true]);
    await deleteWorker(farm, hugo.uuid);
    expect(await refusalOf(start({ workerUuids: [nora.uuid, hugo.uuid] }))).toMatchObject({ subject: 'worker' });
    expect(await refusalOf(start({ workerUuids: ['nora'] }))).toMatchObject({ kind: 'invalid', tag: 'not-a-uuid' });
    expect(await refusalOf(start({ tagUuid: hugo.uuid }))).toMatchObject({ kind: 'not-found', subject: 'tag' });
    expect(await refusalOf(start({ tagUuid: 'gpu' }))).toMatchObject({ kind: 'invalid', subject: 'tag' });
  });

  it('questions are answered one after the other, and forgotten after an hour', async () => {
    const { farm } = story;
    const [nora] = await able('nora');
    const first = await start({ path: '/one' });
    await farm.clock.advance(HOUR_MS / 2);
    const second = await start({ path: '/two' });
    expect([answer(nora), farm.storageChecks.isAsked(nora.id)]).toEqual(['/one', true]);
    await farm.clock.advance(HOUR_MS / 2);
    expect(await refusalOf(look(first.check.id))).toMatchObject({ kind: 'not-found', id: first.check.id });
    expect(await look(second.check.id)).toEqual(['nora waiting']);
    await farm.clock.advance(HOUR_MS / 2);
    expect([answer(nora), farm.storageChecks.isAsked(nora.id)]).toEqual([undefined, false]);
  });

  it('of many checks the latest twenty are kept, and a Worker is asked for no other', async () => {
    const [nora] = await able('nora');
    const all: string[] = [];
    for (let count = 0; count < 22; count += 1) all.push((await start({ path: `/${count}` })).check.id);
    expect(await refusalOf(look(all[1] ?? ''))).toMatchObject({ kind: 'not-found' });
    expect(await look(all[2] ?? '')).toEqual(['nora waiting']);
    const asked: (string | undefined)[] = [];
    while (story.farm.storageChecks.isAsked(nora.id)) asked.push(answer(nora));
    expect(asked).toEqual(all.slice(2).map((_, at) => `/${at + 2}`));
  });

  it('the Manager looks for itself, without anybody waiting for it', async () => {
    const { check } = await start({ path: '/proc' });
    expect(check.atManager).toBeUndefined();
    while (!check.atManager) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(check.atManager).toMatchObject({ path: '/proc', kind: 'directory', canRead: true, canWrite: false });
  });
});
