import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { probeStorage, systemClock } from '@flamenco/common';
import { FakeClock } from '@flamenco/common/testing';
import { pino } from 'pino';
import type { ManagerConfig } from '../../src/config/snapshot.js';
import { defaultConfig } from '../../src/config/snapshot.js';
import { ConfigService } from '../../src/config/service.js';
import { tracePath } from '../../src/config/trace-path.js';
import { collapseSettings, expandCommands, sharedStorageFor, variablesFor } from '../../src/config/variables.js';
import type { Farm } from '../../src/farm/farm.js';
import { FarmStatusCell } from '../../src/farm/farm-status-cell.js';
import { transact } from '../../src/farm/transaction.js';
import type { Job, Task, Worker } from '../../src/farm/records.js';
import { RecentSubmissions } from '../../src/farm/recent-submissions.js';
import { StorageChecks } from '../../src/farm/storage-checks.js';
import { Waiters } from '../../src/farm/waiters.js';
import { createJobTypes, scriptFolders } from '../../src/job-types/index.js';
import { findJob } from '../../src/db/jobs.js';
import { findTaskByUuid } from '../../src/db/tasks.js';
import { findWorkerById } from '../../src/db/workers.js';
import { scheduleTask } from '../../src/farm/use-cases/tasks/schedule-task.js';
import { takeTaskUpdate } from '../../src/farm/use-cases/tasks/take-task-update.js';
import { storeJob, storeWorker } from './builders.js';
import type { JobPlan, StoredJob } from './builders.js';
import { checkInvariants } from './check-invariants.js';
import type { DatabaseKind } from './databases.js';
import { RecordedEvents, RecordedTaskLogs } from './recorder.js';
import { silentMeter } from './silent-meter.js';

/** A Worker of a test farm. */
export interface TestWorker {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
}

/** A farm on a real database, with time that moves by hand and everything else written down. */
export class TestFarm implements Farm {
  readonly logger;
  readonly consoleLines: Readonly<Record<string, unknown>>[] = [];
  readonly taskLogs = new RecordedTaskLogs();
  readonly events = new RecordedEvents();
  readonly meter = silentMeter;
  readonly waiters = new Waiters();
  readonly status = new FarmStatusCell();
  readonly config: ConfigService;
  readonly jobTypes: Farm['jobTypes'];
  readonly variables: Farm['variables'];
  /** Images that were offered, by the UUID of the job. */
  readonly offeredImages: (readonly [string, Buffer])[] = [];
  readonly jobsWithImages = new Set<string>();
  readonly removedFromStorage: string[] = [];
  readonly forgottenCredentials: string[] = [];

  constructor(
    readonly db: Farm['db'],
    readonly clock: FakeClock,
    readonly config_: Partial<ManagerConfig>,
    folders: Awaited<ReturnType<typeof scriptFolders>>,
    private readonly closeDatabase: () => Promise<void>,
    /** Where scripts of this farm can be changed; '' if it was made without any. */
    readonly scriptsFolder = '',
  ) {
    this.logger = pino({ level: 'trace', base: null }, { write: (line) => this.consoleLines.push(JSON.parse(line)) });
    this.config = new ConfigService({ ...testConfig(), ...config_ });
    this.jobTypes = createJobTypes({ folders, log: this.logger, now: () => clock.now(), timeZone: 'UTC' });
    const current = () => this.config.current();
    this.storageChecks = new StorageChecks(clock);
    this.variables = {
      expandCommands: (commands, platform) => expandCommands(commands, current(), 'workers', platform),
      collapse: (settings, metadata, platform) => collapseSettings(settings, metadata, current(), platform),
      visibleTo: (audience, platform) => variablesFor(current(), audience, platform),
      sharedStorage: (audience, platform) => sharedStorageFor(current(), audience, platform),
      tracePath: (text, platform, more) => tracePath(current(), text, platform, more),
    };
  }

  readonly images = {
    offer: (jobUuid: string, image: Buffer) => this.offeredImages.push([jobUuid, image]) > 0,
    info: (jobUuid: string) =>
      this.jobsWithImages.has(jobUuid) ? { base: `/job-files/${jobUuid}`, suffixes: ['last-rendered.jpg'] } : undefined,
    forgetJob: () => undefined,
  };

  readonly storage = {
    removeJob: (jobUuid: string) => {
      this.removedFromStorage.push(jobUuid);
      return Promise.resolve();
    },
  };

  readonly recentSubmissions = new RecentSubmissions();
  readonly storageChecks: StorageChecks;
  readonly lookAt = (place: string) => probeStorage(place, { clock: systemClock, limitMs: 10_000 });
  wakenDeletions = 0;
  readonly wakeDeletions = () => void (this.wakenDeletions += 1);
  readonly forgetCredentials = (uuid: string) => void this.forgottenCredentials.push(uuid);

  /** A job straight into the database, queued. */
  storeJob(plan: JobPlan): Promise<StoredJob> {
    return transact(this, async (tx) => {
      const stored = await storeJob(tx, plan);
      tx.wake({ kind: 'work', typeKeys: new Set(plan.tasks.map(({ type = 'blender' }) => type.toLowerCase())) });
      return stored;
    });
  }

  /** A Worker straight into the database, awake unless told otherwise. */
  storeWorker(name: string, plan?: Parameters<typeof storeWorker>[2]): Promise<TestWorker> {
    return this.db.transact((tx) => storeWorker(tx, name, plan));
  }

  async job(uuid: string): Promise<Job> {
    return (await this.db.read((reader) => findJob(reader, uuid)))!;
  }

  async task(uuid = ''): Promise<Task> {
    return (await this.db.read((reader) => findTaskByUuid(reader, uuid)))!;
  }

  /** Statuses of the tasks of a job, by their names. */
  async statuses({ tasks }: StoredJob): Promise<Record<string, string>> {
    const entries = Object.entries(tasks).map(async ([name, uuid]) => [name, (await this.task(uuid)).status] as const);
    return Object.fromEntries(await Promise.all(entries));
  }

  async worker({ id }: { readonly id: number }): Promise<Worker> {
    return (await this.db.read((reader) => findWorkerById(reader, id)))!;
  }

  /** The Worker asks for a task; gives its name, or what it was told instead. */
  async fetch(worker: TestWorker): Promise<string> {
    const found = await scheduleTask(this, { workerId: worker.id, waitMs: 0, signal: undefined });
    if (found.outcome === 'assigned') return found.assigned.task.name;
    return found.outcome === 'nothing' ? '(nothing)' : `(${found.status})`;
  }

  /** The Worker reports about a task. */
  report(worker: TestWorker, taskUuid = '', update: Parameters<typeof takeTaskUpdate>[3] = {}): Promise<void> {
    return takeTaskUpdate(this, worker.id, taskUuid, update);
  }

  /** Everything that must be true of a farm at any time; every story ends with it. */
  async close(): Promise<void> {
    try {
      await checkInvariants(this.db);
    } finally {
      await this.jobTypes.stop();
      await this.closeDatabase();
    }
  }
}

function testConfig(): ManagerConfig {
  const host = {
    platform: 'linux',
    workingDirectory: '/farm',
    programFile: '/farm/flamenco-manager',
    env: {},
    exists: () => false,
  };
  return { ...defaultConfig(host), isFirstRun: false };
}

/**
 * Makes a farm on a fresh database of this kind.
 *
 * @param config overrides the defaults
 * @param scripts job types besides the built-in ones: source texts by file name
 */
export async function makeFarm(
  kind: DatabaseKind,
  config: Partial<ManagerConfig> = {},
  clock = new FakeClock(),
  scripts: Readonly<Record<string, string>> = {},
): Promise<TestFarm> {
  const { database, close } = await kind.open(clock);
  const named = await writtenScripts(scripts);
  const places = { programFile: '/nowhere/flamenco-manager', workingDirectory: '/nowhere' };
  const folders = await scriptFolders({ ...places, ...(named !== undefined && { named }) });
  const closeAll = async () => {
    await close();
    if (named !== undefined) await rm(named, { recursive: true });
  };
  return new TestFarm(database, clock, config, folders, closeAll, named);
}

/** A folder with these files; undefined for none. */
async function writtenScripts(scripts: Readonly<Record<string, string>>): Promise<string | undefined> {
  const files = Object.entries(scripts);
  if (files.length === 0) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'flamenco-scripts-'));
  for (const [name, source] of files) await writeFile(join(folder, name), source);
  return folder;
}
