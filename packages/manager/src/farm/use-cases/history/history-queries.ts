import { countFrameTimes, listFrameTimes } from '../../../db/frame-times.js';
import { countAttempts, countStatuses, listAttempts, listStatuses } from '../../../db/history.js';
import { findJob } from '../../../db/jobs.js';
import { findTaskByUuid } from '../../../db/tasks.js';
import type { Reader } from '../../../db/transaction.js';
import { findWorkerIds } from '../../../db/workers.js';
import { checkUuid, unknown } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type {
  AttemptFilter,
  AttemptOrder,
  FrameTime,
  FrameTimeOrder,
  ListPage,
  StatusPeriodOrder,
  TaskAttempt,
  WorkerStatusPeriod,
} from '../../records.js';
import { read } from '../../transaction.js';
import { filterSubjects } from '../steps/filter-subjects.js';

/** Whose history it is. */
export type Subject<Kind extends 'task' | 'job' | 'worker'> = { readonly kind: Kind; readonly uuid: string };

/** One page of a history. */
export interface HistoryPage<Item> {
  readonly items: readonly Item[];
  /** How many there are on all pages. */
  readonly total: number;
}

/** The attempts at a task, at all tasks of a job, or of a Worker, which may be deleted (D8.2). */
export async function attemptsOf(
  farm: Farm,
  subject: Subject<'task' | 'job' | 'worker'>,
  { outcomes, page }: { readonly outcomes: AttemptFilter['outcomes']; readonly page: ListPage<AttemptOrder> },
): Promise<HistoryPage<TaskAttempt>> {
  checkUuid(subject.kind, subject.uuid);
  return await read(farm, async (reader) => {
    const filter = { of: subjectOf(subject.kind, await idOf(reader, subject)), outcomes };
    return { items: await listAttempts(reader, filter, page), total: await countAttempts(reader, filter) };
  });
}

/** The statuses that a Worker had, which may be deleted (D8.2). */
export async function statusesOf(
  farm: Farm,
  workerUuid: string,
  page: ListPage<StatusPeriodOrder>,
): Promise<HistoryPage<WorkerStatusPeriod>> {
  checkUuid('worker', workerUuid);
  return await read(farm, async (reader) => {
    const id = await idOf(reader, { kind: 'worker', uuid: workerUuid });
    return { items: await listStatuses(reader, id, page), total: await countStatuses(reader, id) };
  });
}

/** How long the frames of a task or a job took (D8.2). */
export async function frameTimesOf(
  farm: Farm,
  subject: Subject<'task' | 'job'>,
  { workerUuid, page }: { readonly workerUuid: string | undefined; readonly page: ListPage<FrameTimeOrder> },
): Promise<HistoryPage<FrameTime>> {
  checkUuid(subject.kind, subject.uuid);
  return await read(farm, async (reader) => {
    const id = await idOf(reader, subject);
    const { workerId } = await filterSubjects(reader, { workerUuid });
    const filter = { of: subject.kind === 'task' ? { taskId: id } : { jobId: id }, workerId };
    return { items: await listFrameTimes(reader, filter, page), total: await countFrameTimes(reader, filter) };
  });
}

function subjectOf(kind: 'task' | 'job' | 'worker', id: number): AttemptFilter['of'] {
  switch (kind) {
    case 'task':
      return { taskId: id };
    case 'job':
      return { jobId: id };
    case 'worker':
      return { workerId: id };
  }
}

async function idOf(reader: Reader, { kind, uuid }: Subject<'task' | 'job' | 'worker'>): Promise<number> {
  const id = await findId(reader, kind, uuid);
  if (id === undefined) throw unknown(kind, uuid);
  return id;
}

async function findId(reader: Reader, kind: 'task' | 'job' | 'worker', uuid: string): Promise<number | undefined> {
  switch (kind) {
    case 'task':
      return (await findTaskByUuid(reader, uuid))?.id;
    case 'job':
      return (await findJob(reader, uuid))?.id;
    case 'worker':
      return (await findWorkerIds(reader, [uuid])).get(uuid);
  }
}
