import type { Clock, StorageProbe } from '@flamenco/common';
import type { Logger } from 'pino';
import type { Database } from '../db/database.js';
import type { FarmStatusCell } from './farm-status-cell.js';
import type {
  EventSink,
  FarmMeter,
  JobStorage,
  JobTypes,
  LastRenderedImages,
  LiveConfig,
  TaskLogs,
  Variables,
} from './ports.js';
import type { RecentSubmissions } from './recent-submissions.js';
import type { StorageChecks } from './storage-checks.js';
import type { Waiters } from './waiters.js';

/** What a use case gets besides its input: ports, without behaviour of its own. */
export interface Farm {
  readonly db: Database;
  readonly clock: Clock;
  readonly config: LiveConfig;
  readonly logger: Logger;
  readonly taskLogs: TaskLogs;
  readonly images: LastRenderedImages;
  readonly storage: JobStorage;
  readonly events: EventSink;
  readonly meter: FarmMeter;
  readonly waiters: Waiters;
  readonly status: FarmStatusCell;
  readonly jobTypes: JobTypes;
  readonly variables: Variables;
  readonly recentSubmissions: RecentSubmissions;
  readonly storageChecks: StorageChecks;
  /** What the Manager itself finds at a path. Never rejects. */
  readonly lookAt: (path: string) => Promise<StorageProbe>;
  /** A job waits to be deleted. */
  readonly wakeDeletions: () => void;
  /** A Worker's credentials are not good any more. */
  readonly forgetCredentials: (workerUuid: string) => void;
}
