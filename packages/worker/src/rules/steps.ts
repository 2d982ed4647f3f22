/** Steps of one task so far (contract 07 §13.2). */
export interface StepCount {
  /** Steps of the whole task, counted from 0 at each start. */
  readonly completed: number;
  /** Steps of the present command. */
  readonly inCommand: number;
  /** The most that the present command may add. */
  readonly limit: number;
}

/** The count at the start of a task. */
export const NO_STEPS: StepCount = { completed: 0, inCommand: 0, limit: 0 };

/** The count at the start of a command. One without announced steps is worth exactly one, at its end. */
export function beginCommand(count: StepCount, announcedSteps: number): StepCount {
  return { completed: count.completed, inCommand: 0, limit: Math.max(1, Math.trunc(announcedSteps) || 0) };
}

/** The count after `steps` more, which is the same one when the command has used up its share. */
export function addSteps(count: StepCount, steps = 1): StepCount {
  const added = Math.max(0, Math.min(Math.trunc(steps), count.limit - count.inCommand));
  return added === 0 ? count : { ...count, completed: count.completed + added, inCommand: count.inCommand + added };
}

/** The count after the present command succeeded: a command without announced steps gets its one now. */
export function endCommand(count: StepCount, announcedSteps: number): StepCount {
  return announcedSteps > 0 ? count : addSteps(count);
}
