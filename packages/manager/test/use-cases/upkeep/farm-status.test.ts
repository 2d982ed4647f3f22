import { expect, it } from '@jest/globals';
import { refreshFarmStatus } from '../../../src/farm/use-cases/upkeep/refresh-farm-status.js';
import { deleteWorker } from '../../../src/farm/use-cases/workers/delete-worker.js';
import { forEachFarm } from '../../support/story.js';
import { put } from '../workers/worker-story.js';

forEachFarm((story) => {
  const refreshed = async () => {
    await refreshFarmStatus(story.farm);
    return story.farm.status.current;
  };

  it('the farm is starting until somebody looks (03 §10)', async () => {
    expect(story.farm.status.current).toBe('starting');
    expect(await refreshed()).toBe('inoperative');
  });

  it('the farm tells what it is doing (03 §10)', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    expect(await refreshed()).toBe('idle');
    const job = await story.job({ tasks: [{ name: 'frame' }] });
    expect(await refreshed()).toBe('waiting');
    await story.fetch(nora);
    expect(await refreshed()).toBe('active');
    await story.complete(nora, job, 'frame');
    await put(farm, nora, { status: 'asleep' });
    expect(await refreshed()).toBe('asleep');
    await put(farm, nora, { status: 'error' });
    expect(await refreshed()).toBe('inoperative');
  });

  it('everybody hears of a new status, and of nothing else (03 §10)', async () => {
    const { farm } = story;
    await refreshed();
    await refreshed();
    await story.workers('nora');
    await refreshed();
    await refreshed();
    expect(farm.events.of('farmStatus')).toEqual([{ status: 'inoperative' }, { status: 'idle' }]);
    expect(farm.events.all.map(({ topic }) => topic)).toEqual(['/status', '/status']);
  });

  it('deleted Workers do not count (03 §10)', async () => {
    const [nora] = await story.workers('nora');
    await deleteWorker(story.farm, nora.uuid);
    expect(await refreshed()).toBe('inoperative');
  });
});
