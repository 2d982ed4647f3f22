import { expect, it } from '@jest/globals';
import { removeLostWorkers } from '../../../src/farm/use-cases/upkeep/remove-lost-workers.js';
import { listWorkers } from '../../../src/farm/use-cases/workers/worker-queries.js';
import { pollState } from '../../../src/farm/use-cases/workers/poll-state.js';
import { meanwhile } from '../../support/meanwhile.js';
import { forEachFarm } from '../../support/story.js';
import { consoleOf, lastEventOf, put } from '../workers/worker-story.js';

const DAY = 24 * 3_600_000;

forEachFarm(
  (story) => {
    const names = async () => (await listWorkers(story.farm)).map(({ name }) => name);

    it('a Worker that was not seen for long is taken off the farm like a deleted one; what it did stays', async () => {
      const { farm } = story;
      const job = await story.job({ tasks: [{ name: 'frame' }] });
      const [nora] = await story.workers('nora');
      await story.render(nora, job);
      await put(farm, nora, { status: 'offline' });
      await farm.clock.advance(7 * DAY - 1);
      await removeLostWorkers(farm);
      expect(await names()).toEqual(['nora']);
      await farm.clock.advance(1);
      await removeLostWorkers(farm);
      expect(await names()).toEqual([]);
      expect(await farm.worker(nora)).toMatchObject({ name: 'nora', deletedAt: farm.clock.now() });
      expect(lastEventOf(farm, nora)).toMatchObject({ deleted_at: farm.clock.now().toISOString() });
      expect(farm.forgottenCredentials).toEqual([nora.uuid]);
      expect(consoleOf(farm, 40)).toEqual(['worker was not seen for a long time, removing it from the farm']);
      expect((await story.task(job, 'frame')).worker).toMatchObject({ uuid: nora.uuid });
    });

    it('one in error too, and one that registered and never signed on', async () => {
      const { farm } = story;
      const [nora, hugo] = await story.workers('nora', 'hugo');
      await put(farm, nora, { status: 'error' });
      await put(farm, hugo, { status: 'offline' });
      await farm.clock.advance(7 * DAY);
      await removeLostWorkers(farm);
      expect(await names()).toEqual([]);
    });

    it.each(['awake', 'asleep', 'testing', 'starting'] as const)('one that is %s stays', async (status) => {
      const [nora] = await story.workers('nora');
      await put(story.farm, nora, { status });
      await story.farm.clock.advance(70 * DAY);
      await removeLostWorkers(story.farm);
      expect(await names()).toEqual(['nora']);
    });

    it('one that has a task stays until others have it', async () => {
      const { farm } = story;
      await story.job({ tasks: [{ name: 'frame' }] });
      const [nora] = await story.workers('nora');
      await story.fetch(nora);
      await put(farm, nora, { status: 'error' });
      await farm.clock.advance(7 * DAY);
      await removeLostWorkers(farm);
      expect(await names()).toEqual(['nora']);
    });

    it('one that comes back while Workers are being removed stays', async () => {
      const { farm } = story;
      const [nora] = await story.workers('nora');
      await put(farm, nora, { status: 'offline' });
      await farm.clock.advance(7 * DAY);
      await meanwhile(farm, removeLostWorkers, () => pollState(farm, nora.id));
      expect(await names()).toEqual(['nora']);
    });

    it('follows the configuration as it is at the moment', async () => {
      const { farm } = story;
      const [nora] = await story.workers('nora');
      await put(farm, nora, { status: 'offline' });
      await farm.clock.advance(7 * DAY);
      farm.config.replace({ ...farm.config.current(), workerRemovalAfterMs: 0 });
      await removeLostWorkers(farm);
      expect(await names()).toEqual(['nora']);
    });
  },
  { workerRemovalAfterMs: 7 * DAY },
);
