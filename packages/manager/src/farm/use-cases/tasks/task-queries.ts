import { findTaskDetails } from '../../../db/task-lists.js';
import { findTaskByUuid } from '../../../db/tasks.js';
import { checkUuid, unknown } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type { TaskLogKey } from '../../ports.js';
import type { TaskDetails } from '../../records.js';
import { read } from '../../transaction.js';

export async function fetchTask(farm: Farm, uuid: string): Promise<TaskDetails> {
  checkUuid('task', uuid);
  const task = await read(farm, (reader) => findTaskDetails(reader, uuid));
  if (!task) throw unknown('task', uuid);
  return task;
}

/** Where a task's log is found, and how large it is. */
export interface TaskLogInfo {
  readonly jobUuid: string;
  /** Path on this Manager. */
  readonly url: string;
  readonly sizeBytes: number;
}

/** Undefined: there is no log yet (contract 02 §8.3). */
export async function taskLogInfo(farm: Farm, uuid: string): Promise<TaskLogInfo | undefined> {
  const key = await logKey(farm, uuid);
  const info = await farm.taskLogs.info(key);
  return info && { jobUuid: key.jobUuid, ...info };
}

/** The end of a task's log (contract 02 §8.2). */
export async function taskLogTail(farm: Farm, uuid: string): Promise<string | undefined> {
  return await farm.taskLogs.tail(await logKey(farm, uuid));
}

async function logKey(farm: Farm, uuid: string): Promise<TaskLogKey> {
  checkUuid('task', uuid);
  const task = await read(farm, (reader) => findTaskByUuid(reader, uuid));
  if (!task) throw unknown('task', uuid);
  return { jobUuid: task.jobUuid, taskUuid: uuid };
}
