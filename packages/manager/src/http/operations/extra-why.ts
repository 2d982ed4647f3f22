import type { Farm } from '../../farm/farm.js';
import { explainJob } from '../../farm/use-cases/explain/explain-job.js';
import { explainTask } from '../../farm/use-cases/explain/explain-task.js';
import { explainWorker } from '../../farm/use-cases/explain/explain-worker.js';
import { wallTime } from '../../texts/listing.js';
import type { Handlers } from '../context.js';
import { toExplanation } from '../wire-explanations.js';

type WhyOperations = Pick<Handlers, 'explainTask' | 'explainJob' | 'explainWorker'>;

/** Why nothing happens, and what would change that (an addition). */
export function extraWhyOperations(farm: Farm): WhyOperations {
  const time = (moment: Date) => wallTime(farm.clock.localParts(moment));
  return {
    explainTask: async ({ path }) => ({
      status: 200,
      body: toExplanation('task', await explainTask(farm, path.task_id), time),
    }),

    explainJob: async ({ path }) => ({
      status: 200,
      body: toExplanation('job', await explainJob(farm, path.job_id), time),
    }),

    explainWorker: async ({ path }) => ({
      status: 200,
      body: toExplanation('worker', await explainWorker(farm, path.worker_id), time),
    }),
  };
}
