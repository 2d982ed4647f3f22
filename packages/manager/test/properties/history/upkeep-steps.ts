import { applySleepSchedules } from '../../../src/farm/use-cases/upkeep/apply-sleep-schedules.js';
import { checkTimeouts } from '../../../src/farm/use-cases/upkeep/check-timeouts.js';
import { failStrandedTasks } from '../../../src/farm/use-cases/upkeep/fail-stranded-tasks.js';
import { processDeletions } from '../../../src/farm/use-cases/upkeep/process-deletions.js';
import { removeLostWorkers } from '../../../src/farm/use-cases/upkeep/remove-lost-workers.js';
import { repairStuckJobs } from '../../../src/farm/use-cases/upkeep/repair-stuck-jobs.js';
import { anyOf, endedWithJob, FAILED_IN_SOME_WAY, from, nothing, when } from './deed.js';
import type { StepTable } from './steps.js';
import { NO_DISK } from './world.js';

/** Tasks that somebody failed fail for good when nobody is left for them. */
const failedForGood = anyOf(from('queued', 'soft-failed').to('failed'), endedWithJob);

/** What the Manager does by itself, and time. */
export const upkeepSteps: StepTable = {
  async processDeletions(world, a) {
    const works = world.farm.storage.removeJob;
    if (a % 3 === 0) world.farm.storage.removeJob = () => Promise.reject(new Error(NO_DISK));
    await processDeletions(world.farm);
    world.farm.storage.removeJob = works;
    return { text: `jobs are removed${a % 3 === 0 ? ' in vain' : ''}`, permits: nothing, removesJobs: true };
  },

  async checkTimeouts(world) {
    await checkTimeouts(world.farm);
    const permits = anyOf(
      from('active').to(...FAILED_IN_SOME_WAY),
      from('failed').to('queued', 'paused'),
      from('queued', 'soft-failed', 'paused').to('failed'),
      endedWithJob,
    );
    return { text: 'time-outs are checked', permits };
  },

  async applySchedules(world) {
    await applySleepSchedules(world.farm);
    return { text: 'sleep schedules are followed', permits: nothing };
  },

  async removeLostWorkers(world) {
    await removeLostWorkers(world.farm);
    return { text: 'Workers that were lost for long are removed', permits: failedForGood };
  },

  async failStranded(world) {
    await failStrandedTasks(world.farm);
    return { text: 'tasks that no Worker is left for are looked for', permits: failedForGood };
  },

  async restart(world) {
    await repairStuckJobs(world.farm);
    const permits = when(({ job }) => job.status === 'pause-requested', from('queued', 'soft-failed').to('paused'));
    return { text: 'the Manager starts anew', permits };
  },

  async passTime(world, a, b) {
    const minutes = b % 40 === 0 ? 25 * 60 : a % 12;
    await world.farm.clock.advance(minutes * 60_000 + (a % 1000));
    return { text: `${minutes} min pass`, permits: nothing };
  },
};
