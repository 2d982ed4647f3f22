import type { Farm } from '../../farm/farm.js';
import type { Settings } from '../../farm/ports.js';
import type { Handlers } from '../context.js';
import { blocklistOperations } from './blocklist.js';
import { configurationOperations } from './configuration.js';
import { storageOperations } from './extra-storage.js';
import { extraWhyOperations } from './extra-why.js';
import { historyOperations } from './extra-history.js';
import { extraJobTypeOperations } from './extra-job-types.js';
import { extraManagementOperations } from './extra-management.js';
import { jobTypeOperations } from './job-types.js';
import { jobOperations } from './jobs.js';
import { metaOperations } from './meta.js';
import type { About } from './meta.js';
import { setupOperations } from './setup.js';
import type { SetUp } from './setup.js';
import { shamanOperations } from './shaman.js';
import { taskOperations } from './tasks.js';
import { workerManagementOperations } from './worker-management.js';
import { workerTagOperations } from './worker-tags.js';
import { workerOperations } from './worker.js';

export type { About } from './meta.js';
export type { SetUp } from './setup.js';

/** What the operations work with. */
export interface OperationParts {
  readonly farm: Farm;
  readonly about: About;
  readonly settings: Settings;
  readonly setUp: SetUp;
}

/** Every operation of the API; one that is missing does not compile. */
export function createOperations({ farm, about, settings, setUp }: OperationParts): Handlers {
  return {
    ...metaOperations(farm, about),
    ...configurationOperations(farm, settings),
    ...setupOperations(setUp, settings),
    ...storageOperations(farm),
    ...workerOperations(farm),
    ...workerManagementOperations(farm),
    ...workerTagOperations(farm),
    ...jobTypeOperations(farm),
    ...extraJobTypeOperations(farm),
    ...jobOperations(farm),
    ...blocklistOperations(farm),
    ...extraManagementOperations(farm),
    ...taskOperations(farm),
    ...historyOperations(farm),
    ...shamanOperations(),
    ...extraWhyOperations(farm),
  };
}
