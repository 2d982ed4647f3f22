/** The part of a task that the Worker works with (contract 07 §12.2). */
export interface Task {
  readonly uuid: string;
  readonly job: string;
  readonly taskType: string;
  readonly commands: readonly TaskCommand[];
}

/** One command of a task. */
export interface TaskCommand {
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly totalStepCount: number;
}

/** Reads the body of an assignment; undefined when it is none. Only what is used has to be there. Pure. */
export function readTask(body: unknown): Task | undefined {
  if (!isRecord(body)) return undefined;
  const { uuid, job, task_type: taskType, commands } = body;
  if (typeof uuid !== 'string' || uuid === '') return undefined;
  const read = Array.isArray(commands) ? commands.map(readCommand) : commands === undefined ? [] : undefined;
  if (!read || !read.every((command) => command !== undefined)) return undefined;
  return { uuid, job: textOr(job), taskType: textOr(taskType), commands: read };
}

function readCommand(command: unknown): TaskCommand | undefined {
  if (!isRecord(command)) return undefined;
  const { name, parameters, total_step_count: steps } = command;
  if (typeof name !== 'string') return undefined;
  if (parameters !== undefined && parameters !== null && !isRecord(parameters)) return undefined;
  return { name, parameters: parameters ?? {}, totalStepCount: typeof steps === 'number' ? steps : 0 };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOr(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
