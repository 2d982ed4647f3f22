import { saveSleepSchedule as storeSleepSchedule } from '../../../db/sleep-schedules.js';
import { scheduleProblemText } from '../../../texts/farm-errors.js';
import { FarmError } from '../../errors.js';
import type { Farm } from '../../farm.js';
import { formatSchedule, parseSchedule } from '../../rules/sleep-schedule.js';
import type { Schedule, ScheduleText } from '../../rules/sleep-schedule.js';
import { transact } from '../../transaction.js';
import { followSchedule } from '../steps/follow-schedule.js';
import { namedWorker } from '../steps/known-worker.js';

/** Stores the one sleep schedule of a Worker, and follows it at once if it is active (contract 01 §5.7, D2.14). */
export async function saveSleepSchedule(farm: Farm, workerUuid: string, text: ScheduleText): Promise<void> {
  const schedule = readGiven(text);
  await transact(farm, async (tx) => {
    const worker = await namedWorker(tx, workerUuid);
    const nextCheckAt = schedule.isActive ? await followSchedule(farm, tx, worker, schedule) : undefined;
    await storeSleepSchedule(tx, { workerId: worker.id, ...formatSchedule(schedule), nextCheckAt });
  });
}

function readGiven(text: ScheduleText): Schedule {
  const parsed = parseSchedule(text);
  if (parsed.kind === 'schedule') return parsed.schedule;
  throw new FarmError('invalid', { tag: 'bad-schedule', problem: scheduleProblemText(parsed.problem) });
}
