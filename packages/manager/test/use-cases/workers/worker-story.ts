import type { WorkerStatus } from '@flamenco/api';
import type { Introduction } from '../../../src/db/workers.js';
import type { StatusRequest } from '../../../src/farm/records.js';
import { changeStatus } from '../../../src/db/workers.js';
import type { StatusChange } from '../../../src/db/workers.js';
import { signOn } from '../../../src/farm/use-cases/workers/sign-on.js';
import type { TestFarm, TestWorker } from '../../support/make-farm.js';

/** A Worker signs on as itself, or with something changed; gives what it is told to be. */
export function introduce(
  farm: TestFarm,
  { id, name }: TestWorker,
  changed: Partial<Introduction> = {},
): Promise<WorkerStatus> {
  return signOn(farm, id, {
    name,
    address: '10.0.0.7',
    softwareVersion: '4.0.0',
    taskTypes: ['blender', 'ffmpeg'],
    canRestart: false,
    canTest: false,
    canCheckStorage: false,
    ...changed,
  });
}

/** Puts a Worker into a state by hand; null leaves nothing. */
export function put(farm: TestFarm, worker: TestWorker, state: StatusChange): Promise<void> {
  return farm.db.transact((tx) => changeStatus(tx, worker.id, state));
}

/** Status and request of a Worker, such as `offline` or `offline, asked for awake` or `awake, asked for asleep lazily`. */
export async function stateOf(farm: TestFarm, worker: TestWorker): Promise<string> {
  const { status, statusRequest } = await farm.worker(worker);
  return statusRequest ? `${status}, asked for ${wordsFor(statusRequest)}` : status;
}

function wordsFor({ status, isLazy }: StatusRequest): string {
  return isLazy ? `${status} lazily` : status;
}

/** The statuses of a Worker's history, oldest first, with the reason if there is one. */
export async function historyOf(farm: TestFarm, { id }: TestWorker): Promise<string[]> {
  const rows = await farm.db.read((reader) =>
    reader.q
      .selectFrom('worker_status_history')
      .select(['status', 'reason'])
      .where('worker_id', '=', id)
      .orderBy('id')
      .execute(),
  );
  return rows.map(({ status, reason }) => (reason === '' ? status : `${status}: ${reason}`));
}

/** What was told about a Worker, oldest first. */
export function eventsOf(farm: TestFarm, { uuid }: { readonly uuid: string }) {
  return farm.events.of('worker').filter(({ id }) => id === uuid);
}

/** The last of it. */
export function lastEventOf(farm: TestFarm, worker: { readonly uuid: string }) {
  return eventsOf(farm, worker).at(-1);
}

/** Messages on the Manager's console from this level on: 30 is info, 40 is warn, 50 is error. */
export function consoleOf(farm: TestFarm, level: number): unknown[] {
  return farm.consoleLines.filter((line) => Number(line['level']) >= level).map(({ msg }) => msg);
}
