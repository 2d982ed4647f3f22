import { readStorageFindings } from '@flamenco/common';
import type { Farm } from '../../farm/farm.js';
import {
  answerStorageQuestion,
  fetchStorageCheck,
  nextStorageQuestion,
  startStorageCheck,
} from '../../farm/use-cases/storage/check-storage.js';
import { wallTime } from '../../texts/listing.js';
import { pathRemark } from '../../texts/storage-doctor.js';
import type { Handlers } from '../context.js';
import { toPathAtManager, toStorageCheck } from '../wire-storage.js';

type StorageOperations = Pick<
  Handlers,
  'diagnosePath' | 'startStorageCheck' | 'fetchStorageCheck' | 'nextStorageQuestion' | 'answerStorageQuestion'
>;

/** How paths look from everywhere on the farm (an addition). */
export function storageOperations(farm: Farm): StorageOperations {
  const time = (moment: Date) => wallTime(farm.clock.localParts(moment));
  return {
    diagnosePath: async ({ body: { path, platform, worker_platform } }) => {
      const trace = farm.variables.tracePath(path, platform, worker_platform);
      return {
        status: 200,
        body: {
          ...{ path, platform: trace.platform, stored: trace.stored },
          ...(trace.variable !== undefined && { variable: trace.variable }),
          seen: trace.seen.map(({ isGood, ...it }) => ({ ...it, is_good: isGood })),
          manager: toPathAtManager(await farm.lookAt(trace.atManager)),
          remarks: trace.remarks.map(pathRemark),
        },
      };
    },

    startStorageCheck: async ({ body: { path, platform, workers, tag } }) => {
      const view = await startStorageCheck(farm, { path, platform, workerUuids: workers, tagUuid: tag });
      return { status: 202, body: toStorageCheck(view, time) };
    },

    fetchStorageCheck: async ({ path }) => ({
      status: 200,
      body: toStorageCheck(await fetchStorageCheck(farm, path.check_id), time),
    }),

    nextStorageQuestion: (_, { worker }) => {
      const question = nextStorageQuestion(farm, worker.id);
      return question ? { status: 200, body: question } : { status: 204 };
    },

    answerStorageQuestion: ({ path, body }, { worker }) => {
      answerStorageQuestion(farm, worker.id, path.check_id, readStorageFindings(body));
      return { status: 204 };
    },
  };
}
