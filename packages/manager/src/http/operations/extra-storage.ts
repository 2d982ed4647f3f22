import type { Farm } from '../../farm/farm.js';
import { pathRemark } from '../../texts/storage-doctor.js';
import type { Handlers } from '../context.js';
import type { SetUp } from './setup.js';

/** How paths look from everywhere on the farm (an addition). */
export function storageOperations(farm: Farm, { lookAt }: Pick<SetUp, 'lookAt'>): Pick<Handlers, 'diagnosePath'> {
  return {
    diagnosePath: async ({ body: { path, platform, worker_platform } }) => {
      const trace = farm.variables.tracePath(path, platform, worker_platform);
      return {
        status: 200,
        body: {
          ...{ path, platform: trace.platform, stored: trace.stored },
          ...(trace.variable !== undefined && { variable: trace.variable }),
          seen: trace.seen.map(({ isGood, ...it }) => ({ ...it, is_good: isGood })),
          manager: await lookAt(trace.atManager),
          remarks: trace.remarks.map(pathRemark),
        },
      };
    },
  };
}
