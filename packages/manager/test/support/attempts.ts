import { listAttempts } from '../../src/db/history.js';
import { findTaskByUuid } from '../../src/db/tasks.js';
import type { Reader } from '../../src/db/transaction.js';
import type { TaskAttempt } from '../../src/farm/records.js';

/** Every attempt at a task, oldest first. */
export async function attemptsOfTask(reader: Reader, taskUuid: string): Promise<TaskAttempt[]> {
  const task = await findTaskByUuid(reader, taskUuid);
  return task ? await listAttempts(reader, { of: { taskId: task.id } }) : [];
}
