/** Tasks of one type that a Worker completed in a job. */
export interface Completed {
  readonly workerId: number;
  readonly tasks: number;
  readonly totalMs: number;
}

/** A task that a Worker has at the moment. */
export interface Running {
  readonly workerId: number;
  readonly startedAt: Date;
  readonly stepsCompleted: number;
  readonly stepsTotal: number;
}

/** What is left of the tasks of one type, and how long those that are done took. */
export interface Progress {
  /** Queued, soft-failed, active or paused, so with those that run. */
  readonly unfinished: number;
  readonly completed: readonly Completed[];
  readonly running: readonly Running[];
}

/** How long a job will still take, and what that rests on. */
export interface Estimate {
  readonly msLeft: number;
  readonly basis: {
    readonly completedTasks: number;
    /** Of running tasks, for types of which no task is completed yet. */
    readonly runningSteps: number;
    /** How many Workers these are of. */
    readonly workers: number;
    /** How many Workers run tasks of the job now. */
    readonly runningWorkers: number;
    readonly tasksLeft: number;
    /** Those of them that are of types of which nothing is known; they are left out. */
    readonly tasksUnknown: number;
  };
}

/** What is known of the tasks of a type. */
interface Known {
  readonly averageMs: number;
  readonly completedTasks: number;
  readonly runningSteps: number;
  readonly workerIds: readonly number[];
}

/**
 * Estimates how long a job that is under way will still take, if as many Workers go on with it as now (one, between
 * two tasks). The average duration of a type's completed tasks stands for all of them; before the first is completed,
 * the steps that running ones have behind them tell. The work that is left is shared by the Workers, but no job ends
 * before the task that has the longest way to go. Undefined when nothing is known, or nothing is left.
 */
export function estimateJob(types: readonly Progress[], now: Date): Estimate | undefined {
  const known = types.flatMap((type) => {
    const basis = basisOf(type, now);
    return basis && type.unfinished > 0 ? [{ type, basis }] : [];
  });
  if (known.length === 0) return undefined;
  const running = known.flatMap(({ type, basis }) => type.running.map((task) => runningMsLeft(task, basis, now)));
  const waiting = known.map(({ type, basis }) => Math.max(0, type.unfinished - type.running.length) * basis.averageMs);
  const runningWorkers = distinct(types.flatMap((type) => type.running.map(({ workerId }) => workerId)));
  const msLeft = Math.max((sum(running) + sum(waiting)) / Math.max(1, runningWorkers), ...running);
  const tasksLeft = sum(types.map(({ unfinished }) => unfinished));
  return {
    msLeft,
    basis: {
      completedTasks: sum(known.map(({ basis }) => basis.completedTasks)),
      runningSteps: sum(known.map(({ basis }) => basis.runningSteps)),
      workers: distinct(known.flatMap(({ basis }) => basis.workerIds)),
      runningWorkers,
      tasksLeft,
      tasksUnknown: tasksLeft - sum(known.map(({ type }) => type.unfinished)),
    },
  };
}

function basisOf({ completed, running }: Progress, now: Date): Known | undefined {
  const tasks = sum(completed.map((worker) => worker.tasks));
  if (tasks > 0) {
    return {
      averageMs: sum(completed.map(({ totalMs }) => totalMs)) / tasks,
      completedTasks: tasks,
      runningSteps: 0,
      workerIds: completed.map(({ workerId }) => workerId),
    };
  }
  const telling = running.filter(({ stepsCompleted, stepsTotal }) => stepsCompleted > 0 && stepsTotal > 0);
  if (telling.length === 0) return undefined;
  return {
    averageMs: sum(telling.map((task) => expectedMs(task, now))) / telling.length,
    completedTasks: 0,
    runningSteps: sum(telling.map(({ stepsCompleted }) => stepsCompleted)),
    workerIds: telling.map(({ workerId }) => workerId),
  };
}

/** How long the whole of a running task takes if its other steps take as long as those that it has behind it. */
function expectedMs(task: Running, now: Date): number {
  return (elapsedMs(task, now) * task.stepsTotal) / task.stepsCompleted;
}

/** By its own steps where it has any, else by the average of its type. */
function runningMsLeft(task: Running, { averageMs }: Known, now: Date): number {
  const whole = task.stepsCompleted > 0 ? expectedMs(task, now) : averageMs;
  return Math.max(0, whole - elapsedMs(task, now));
}

function elapsedMs({ startedAt }: Running, now: Date): number {
  return Math.max(0, now.getTime() - startedAt.getTime());
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const distinct = (ids: readonly number[]) => new Set(ids).size;
