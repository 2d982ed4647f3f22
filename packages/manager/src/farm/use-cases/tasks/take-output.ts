import { jobLastRenderedTopic, TOPICS } from '@flamenco/api';
import { lockJobByUuid } from '../../../db/jobs.js';
import { setLastRendered } from '../../../db/last-rendered.js';
import { findTaskByUuid } from '../../../db/tasks.js';
import { markSeen } from '../../../db/workers.js';
import { FarmError, unknown } from '../../errors.js';
import type { Farm } from '../../farm.js';
import { isImage } from '../../rules/image-kind.js';
import { mayTakeOutput } from '../../rules/task-report.js';
import { transact } from '../../transaction.js';

/** A Worker sends an image of what its task made (contract 01 §4.9, D2.3). It is made smaller in the background. */
export async function takeOutput(farm: Farm, workerId: number, taskUuid: string, image: Uint8Array): Promise<void> {
  if (!isImage(image)) throw new FarmError('invalid', { tag: 'unsupported-image' });
  const task = await transact(farm, async (tx) => {
    await markSeen(tx, { id: workerId });
    return await findTaskByUuid(tx, taskUuid);
  });
  if (!task) throw unknown('task', taskUuid);
  if (!mayTakeOutput(task, { id: workerId })) {
    throw new FarmError('conflict', { tag: 'task-of-other-worker', task: taskUuid });
  }
  if (!farm.images.offer(task.jobUuid, image)) throw new FarmError('busy', { tag: 'image-queue-full' });
}

/** The images of a job are on disk: it is the one with the newest image now (contract 02 §10.3). */
export async function imagesStored(farm: Farm, jobUuid: string): Promise<void> {
  const thumbnail = farm.images.info(jobUuid);
  if (!thumbnail) return;
  await transact(farm, async (tx) => {
    const job = await lockJobByUuid(tx, jobUuid);
    if (!job) return;
    await setLastRendered(tx, job.id);
    const payload = { job_id: jobUuid, thumbnail };
    tx.emit({ topic: jobLastRenderedTopic(jobUuid), kind: 'lastRendered', payload });
    tx.emit({ topic: TOPICS.lastRendered, kind: 'lastRendered', payload });
  });
}
