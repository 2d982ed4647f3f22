import { findHostFacts } from '../../../db/host-facts.js';
import { findSleepSchedule } from '../../../db/sleep-schedules.js';
import { tagsOfWorker } from '../../../db/tags.js';
import { taskShownForWorker } from '../../../db/task-lists.js';
import type { Reader } from '../../../db/transaction.js';
import * as stored from '../../../db/worker-lists.js';
import { findCredentials, findWorker } from '../../../db/workers.js';
import { checkUuid, unknown } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type {
  ListPage,
  SleepSchedule,
  Worker,
  WorkerCredentials,
  WorkerDetails,
  WorkerFilter,
  WorkerOrder,
} from '../../records.js';
import { read } from '../../transaction.js';
import { filterSubjects } from '../steps/filter-subjects.js';
import type { Asked } from '../steps/filter-subjects.js';

/** The Workers that are wanted, all but the deleted ones unless told otherwise (contract 01 §5.1). */
export async function listWorkers(
  farm: Farm,
  filter: Asked<WorkerFilter> = {},
  page: ListPage<WorkerOrder> = {},
): Promise<readonly Worker[]> {
  return await read(farm, async (reader) => {
    const { tagId } = await filterSubjects(reader, filter);
    return await stored.listWorkers(reader, { ...filter, tagId }, page);
  });
}

/** How many of them there are on all pages. */
export async function countWorkers(farm: Farm, filter: Asked<WorkerFilter>): Promise<number> {
  return await read(farm, async (reader) => {
    const { tagId } = await filterSubjects(reader, filter);
    return await stored.countWorkers(reader, { ...filter, tagId });
  });
}

/** A Worker with its tags, and the task that it has or had last (contract 01 §5.2). */
export async function fetchWorker(farm: Farm, uuid: string): Promise<WorkerDetails> {
  return await read(farm, async (reader) => {
    const worker = await knownWorker(reader, uuid);
    const task = await taskShownForWorker(reader, worker.id);
    const hostFacts = await findHostFacts(reader, worker.id);
    return { ...worker, hostFacts, task, tags: await tagsOfWorker(reader, worker.id) };
  });
}

/** What is stored of a Worker's credentials; undefined for a deleted Worker as for one that never was. */
export async function credentialsOf(farm: Farm, uuid: string): Promise<WorkerCredentials | undefined> {
  return await read(farm, (reader) => findCredentials(reader, uuid));
}

/** The sleep schedule of a Worker, undefined when it has none (contract 01 §5.6). */
export async function fetchSleepSchedule(farm: Farm, workerUuid: string): Promise<SleepSchedule | undefined> {
  return await read(farm, async (reader) => {
    const { id } = await knownWorker(reader, workerUuid);
    return await findSleepSchedule(reader, id);
  });
}

async function knownWorker(reader: Reader, uuid: string): Promise<Worker> {
  checkUuid('worker', uuid);
  const worker = await findWorker(reader, uuid);
  if (!worker) throw unknown('worker', uuid);
  return worker;
}
