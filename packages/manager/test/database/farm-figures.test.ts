import { expect, it } from '@jest/globals';
import { farmFigures } from '../../src/farm/use-cases/upkeep/farm-figures.js';
import { forEachFarm } from '../support/story.js';

forEachFarm((story) => {
  it('an empty farm has no tasks', async () => {
    const { jobs, runnable, tasks, workers } = await farmFigures(story.farm);
    expect([jobs, runnable, workers]).toEqual([{}, {}, {}]);
    expect(tasks).toEqual({ active: 0, canceled: 0, completed: 0, failed: 0, paused: 0, queued: 0, 'soft-failed': 0 });
  });

  it('the figures of a farm follow from the counters of its jobs', async () => {
    const [nora] = await story.workers('nora', 'otto');
    const film = await story.job({ tasks: [{ name: 'one' }, { name: 'two' }, { name: 'three', after: ['two'] }] });
    await story.setJob(await story.job({ tasks: [{ name: 'later' }] }), 'paused');
    await story.fetch(nora);
    await story.complete(nora, film, 'one');
    expect(await farmFigures(story.farm)).toEqual({
      jobs: { active: 1, paused: 1 },
      tasks: { active: 0, canceled: 0, completed: 1, failed: 0, paused: 1, queued: 2, 'soft-failed': 0 },
      workers: { awake: 2 },
      runnable: { blender: 1 },
    });
  });
});
