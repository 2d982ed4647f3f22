import type { TaskStates } from '../../../db/authored-tasks.js';
import type { Edge, TaskPlace } from '../../../db/changed-tasks.js';
import { settingsChangeTexts as texts } from '../../../texts/settings-change.js';
import { FarmError } from '../../errors.js';
import { planSettingsChange } from '../../rules/settings-change.js';
import type { PlannedTask, SettingsChangePlan } from '../../rules/settings-change.js';
import type { TaskMatches } from '../../rules/task-matches.js';
import { inPieces } from './in-pieces.js';
import type { KnownTask, NewAuthoredTask, Stage } from './replace-tasks.js';

/**
 * What an edit of settings is going to write, found out before its transaction, in which nobody else can write; it holds as
 * long as the tasks are in the states that it was made from.
 */

export type Planned = PlannedTask<KnownTask, NewAuthoredTask>;
export type Plan = SettingsChangePlan<KnownTask, NewAuthoredTask>;
export type Matches = TaskMatches<KnownTask, NewAuthoredTask>;

export interface Replacement {
  readonly plan: Plan;
  readonly states: TaskStates;
  readonly places: readonly TaskPlace[];
  readonly commands: readonly NewCommands[];
  readonly steps: readonly { readonly id: number; readonly steps: number }[];
  /** Undefined while the numbers of the new tasks are not known. */
  readonly edges: EdgeChanges | undefined;
  readonly stage: Stage | undefined;
}

/** A known task whose commands are to be written. */
export type NewCommands = NewAuthoredTask & { readonly id: number };

export interface EdgeChanges {
  readonly gone: readonly Edge[];
  readonly added: readonly Edge[];
}

/** Others get their turn in between. @throws FarmError when the job has other tasks by now */
export async function prepareReplacement(
  matches: Matches,
  states: TaskStates,
  stage: Stage | undefined,
  breathe: () => Promise<void>,
): Promise<Replacement> {
  const plan = await planFor(matches, states, breathe);
  await breathe();
  const places = placesToTake(plan.tasks);
  const commands = newCommands(plan.tasks);
  const steps = stepsToSet(plan.tasks);
  await breathe();
  const edges = stage && edgeChanges(plan.tasks.filter(isKnown), numbersOf(plan.tasks, stage.ids));
  await breathe();
  return { plan, states, places, commands, steps, edges, stage };
}

/** @throws FarmError when the job has other tasks by now */
export async function planFor(matches: Matches, { statuses }: TaskStates, breathe: () => Promise<void>): Promise<Plan> {
  const known = [...matches.tasks.flatMap(({ before }) => before ?? []), ...matches.removed];
  if (known.length !== statuses.size || known.some(({ id }) => !statuses.has(id))) throw changedMeanwhile();
  return await inPieces(planSettingsChange(matches, statuses), breathe);
}

export function changedMeanwhile(): FarmError {
  return new FarmError('conflict', { tag: 'bad-submission', problems: [texts.changedMeanwhile] });
}

const isKnown = ({ before }: { readonly before: unknown }) => before !== undefined;

/** The known tasks that get other commands, or the same ones as this program writes them. */
export function newCommands(tasks: Matches['tasks']): NewCommands[] {
  return tasks.flatMap(({ before, now }) =>
    before && (before.commands !== now.commands || before.isRewritten) ? [{ ...now, id: before.id }] : [],
  );
}

function stepsToSet(tasks: readonly Planned[]): Replacement['steps'] {
  return tasks.flatMap(({ before, now }) =>
    before && before.stepsTotal !== now.stepsTotal ? [{ id: before.id, steps: now.stepsTotal }] : [],
  );
}

function placesToTake(tasks: readonly Planned[]): TaskPlace[] {
  return tasks.flatMap(({ before, now }, position) => {
    if (!before) return [];
    const { priority, pauseJobAfter = false } = now;
    const place = { id: before.id, index: position + 1, priority, pauseJobAfter };
    const isSame =
      before.indexInJob === place.index && before.priority === priority && before.pauseJobAfter === pauseJobAfter;
    return isSame ? [] : [place];
  });
}

/** The tasks that are new, each with its place. */
export function newTasks<Now, Before>(tasks: readonly { readonly now: Now; readonly before: Before | undefined }[]) {
  return tasks
    .map((task, position) => ({ ...task, index: position + 1 }))
    .flatMap(({ before, now, index }) => (before === undefined ? [{ ...now, index }] : []));
}

/** The numbers of all tasks by UUID. */
export function numbersOf(tasks: readonly Planned[], added: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  return new Map(tasks.map(({ before, now }) => [now.uuid, before?.id ?? added.get(now.uuid) ?? 0]));
}

/** Which dependencies of these tasks go and come; those on removed tasks are gone with them. */
export function edgeChanges(tasks: readonly Planned[], ids: ReadonlyMap<string, number>): EdgeChanges {
  const staying = new Set(ids.values());
  const gone: Edge[] = [];
  const added: Edge[] = [];
  for (const { before, now } of tasks) {
    if (now.dependencies.length === 0 && (before?.dependencies.length ?? 0) === 0) continue; // most of them
    const id = ids.get(now.uuid) ?? 0;
    const wanted = new Set(now.dependencies.map((uuid) => ids.get(uuid) ?? 0));
    const had = new Set(before?.dependencies);
    for (const dependency of had) if (!wanted.has(dependency) && staying.has(dependency)) gone.push([id, dependency]);
    for (const dependency of wanted) if (!had.has(dependency)) added.push([id, dependency]);
  }
  return { gone, added };
}
