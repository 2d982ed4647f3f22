import type { Farm } from '../../farm/farm.js';
import { fetchJobType, listJobTypes } from '../../farm/use-cases/jobs/job-queries.js';
import type { Handlers } from '../context.js';

type JobTypeOperations = Pick<Handlers, 'getJobTypes' | 'getJobType'>;

/** What can be submitted (contract 02 §3). */
export function jobTypeOperations(farm: Farm): JobTypeOperations {
  return {
    getJobTypes: async () => ({ status: 200, body: { job_types: await listJobTypes(farm) } }),

    getJobType: async ({ path: { typeName } }) => ({ status: 200, body: await fetchJobType(farm, typeName) }),
  };
}
