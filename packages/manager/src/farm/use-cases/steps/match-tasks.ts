import { authoredTasks } from '../../../db/authored-tasks.js';
import type { AuthoredTaskRow } from '../../../db/authored-tasks.js';
import { chunks } from '../../../db/chunks.js';
import { canonicalJson } from '../../../job-types/etag.js';
import type { Farm } from '../../farm.js';
import type { Json } from '../../ports.js';
import type { Job } from '../../records.js';
import { FrameIndex, frameTask } from '../../rules/rendered-frames.js';
import { matchTasks } from '../../rules/task-matches.js';
import type { TaskMatches } from '../../rules/task-matches.js';
import { read } from '../../transaction.js';
import { inPieces } from './in-pieces.js';
import type { KnownTask, NewAuthoredTask } from './replace-tasks.js';

/** Others get their turn after so many tasks. */
const TASKS_PER_BREATH = 200;

/** Finds out which stored tasks of a job are which of those that its job type makes now. */
export async function matchStoredTasks(
  farm: Farm,
  job: Job,
  now: readonly NewAuthoredTask[],
): Promise<TaskMatches<KnownTask, NewAuthoredTask>> {
  const stored = await storedTasks(farm, job);
  const isOurs = job.scriptDigest !== undefined;
  const known = isOurs ? stored.map((task) => ({ ...task, isRewritten: false })) : await reread(farm, stored, now);
  const matches = await inPieces(matchTasks(known, now), () => farm.db.breathe());
  return await withFrames(farm, matches);
}

/** Finds out which frames of new tasks belong to tasks that are removed: the same images, cut into other tasks. */
async function withFrames(
  farm: Farm,
  matches: TaskMatches<KnownTask, NewAuthoredTask>,
): Promise<TaskMatches<KnownTask, NewAuthoredTask>> {
  if (matches.removed.length === 0) return matches;
  const index = new FrameIndex<KnownTask>();
  const frameTasks = new Set<KnownTask>();
  for (const some of chunks(matches.removed, TASKS_PER_BREATH)) {
    for (const task of some) {
      const rendered = frameTask(task);
      if (rendered === undefined) continue;
      frameTasks.add(task);
      index.add(rendered, task);
    }
    await farm.db.breathe();
  }
  const tasks: TaskMatches<KnownTask, NewAuthoredTask>['tasks'][number][] = [];
  for (const some of chunks(matches.tasks, TASKS_PER_BREATH)) {
    for (const task of some) {
      const rendered = task.before === undefined && frameTasks.size > 0 ? frameTask(task.now) : undefined;
      const frames = rendered && index.find(rendered);
      tasks.push(frames === undefined ? task : { ...task, frames });
    }
    await farm.db.breathe();
  }
  return { ...matches, tasks, frameTasks };
}

/** Read in pieces, between which others are served; nobody but an edit gives a job other tasks, and that is noticed later. */
async function storedTasks(farm: Farm, job: Job): Promise<readonly AuthoredTaskRow[]> {
  const all: AuthoredTaskRow[] = [];
  for (;;) {
    const piece = await read(farm, (reader) => authoredTasks(reader, job.id, all.at(-1)?.indexInJob ?? 0));
    if (piece.length === 0) return all;
    all.push(...piece);
    await farm.db.breathe();
  }
}

/** Commands that another program stored are compared by what they mean: they may be written differently. */
async function reread(
  farm: Farm,
  stored: readonly AuthoredTaskRow[],
  now: readonly NewAuthoredTask[],
): Promise<KnownTask[]> {
  const texts = new Map<string, string>();
  for (const some of chunks(now, TASKS_PER_BREATH)) {
    for (const { commands } of some) texts.set(meaningOf(commands), commands);
    await farm.db.breathe();
  }
  const known: KnownTask[] = [];
  for (const some of chunks(stored, TASKS_PER_BREATH)) {
    for (const task of some) {
      const commands = texts.get(meaningOf(task.commands)) ?? task.commands;
      known.push({ ...task, commands, isRewritten: commands !== task.commands });
    }
    await farm.db.breathe();
  }
  return known;
}

const meaningOf = (commands: string) => canonicalJson(JSON.parse(commands) as Json);
