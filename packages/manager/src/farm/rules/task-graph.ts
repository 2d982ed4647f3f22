/** A task as a job type script wrote it. */
export interface GraphTask {
  readonly uuid: string;
  readonly name: string;
  /** UUIDs of the tasks that have to be completed first. */
  readonly dependencies: readonly string[];
}

/** Why the tasks of a job cannot all be run; texts name tasks by their names (D3.4). */
export type GraphProblem =
  | { readonly tag: 'empty' }
  /** Two tasks with one UUID. */
  | { readonly tag: 'duplicate-uuid'; readonly uuid: string; readonly names: readonly [string, string] }
  | { readonly tag: 'unknown-dependency'; readonly task: string; readonly dependency: string }
  /** A task names the same dependency more than once. */
  | { readonly tag: 'duplicate-dependency'; readonly task: string; readonly dependency: string }
  /** Each of these tasks waits for the next one, and the last for the first. */
  | { readonly tag: 'cycle'; readonly names: readonly string[] }
  /** So many more than the ones before. */
  | { readonly tag: 'more'; readonly count: number };

/** Somebody reads these; a script that is wrong in a loop is wrong 100,000 times. */
const MAX_TOLD = 20;

/** Everything that is wrong with the dependencies of a job's tasks (D3.4). Takes time in proportion to their number. */
export function checkTaskGraph(tasks: readonly GraphTask[]): GraphProblem[] {
  if (tasks.length === 0) return [{ tag: 'empty' }];
  const byUuid = new Map<string, GraphTask>();
  const problems: GraphProblem[] = [];
  for (const task of tasks) {
    const namesake = byUuid.get(task.uuid);
    if (namesake) problems.push({ tag: 'duplicate-uuid', uuid: task.uuid, names: [namesake.name, task.name] });
    else byUuid.set(task.uuid, task);
  }
  for (const task of tasks) for (const problem of problemsOfDependencies(task, byUuid)) problems.push(problem);
  const cycle = findCycle(byUuid);
  const rest = problems.length - MAX_TOLD;
  return [
    ...problems.slice(0, MAX_TOLD),
    ...(cycle ? [{ tag: 'cycle', names: cycle } as const] : []),
    ...(rest > 0 ? [{ tag: 'more', count: rest } as const] : []),
  ];
}

function problemsOfDependencies(task: GraphTask, byUuid: ReadonlyMap<string, GraphTask>): GraphProblem[] {
  if (task.dependencies.length === 0) return [];
  const seen = new Set<string>();
  const problems: GraphProblem[] = [];
  for (const uuid of task.dependencies) {
    const dependency = byUuid.get(uuid);
    if (!dependency) problems.push({ tag: 'unknown-dependency', task: task.name, dependency: uuid });
    else if (seen.has(uuid))
      problems.push({ tag: 'duplicate-dependency', task: task.name, dependency: dependency.name });
    seen.add(uuid);
  }
  return problems;
}

/** The names along one cycle; undefined when there is none. */
function findCycle(byUuid: ReadonlyMap<string, GraphTask>): string[] | undefined {
  const left = tasksThatNeverRun(byUuid);
  const [start] = left;
  return start === undefined ? undefined : walkIntoCycle(start, left, byUuid);
}

/** Takes away whatever can run, again and again; what is left lies on a cycle or waits for one. */
function tasksThatNeverRun(byUuid: ReadonlyMap<string, GraphTask>): ReadonlySet<string> {
  const waitingFor = new Map<string, number>();
  const dependents = new Map<string, string[]>();
  for (const { uuid, dependencies } of byUuid.values()) {
    if (dependencies.length === 0) continue; // most of a large job: they can run at once
    const known = new Set(dependencies.filter((dependency) => byUuid.has(dependency)));
    waitingFor.set(uuid, known.size);
    for (const dependency of known) append(dependents, dependency, uuid);
  }
  const runnable = [...byUuid.keys()].filter((uuid) => (waitingFor.get(uuid) ?? 0) === 0);
  for (let uuid = runnable.pop(); uuid !== undefined; uuid = runnable.pop()) {
    waitingFor.delete(uuid);
    for (const dependent of dependents.get(uuid) ?? []) {
      const open = (waitingFor.get(dependent) ?? 0) - 1;
      waitingFor.set(dependent, open);
      if (open === 0) runnable.push(dependent);
    }
  }
  return new Set(waitingFor.keys());
}

function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Goes from dependency to dependency, which among tasks that never run has no end, until a task comes again. */
function walkIntoCycle(start: string, neverRun: ReadonlySet<string>, byUuid: ReadonlyMap<string, GraphTask>): string[] {
  const positions = new Map<string, number>();
  const names: string[] = [];
  let task = byUuid.get(start);
  while (task && !positions.has(task.uuid)) {
    positions.set(task.uuid, names.length);
    names.push(task.name);
    const next = task.dependencies.find((uuid) => neverRun.has(uuid));
    task = next === undefined ? undefined : byUuid.get(next);
  }
  return names.slice(positions.get(task?.uuid ?? start));
}
