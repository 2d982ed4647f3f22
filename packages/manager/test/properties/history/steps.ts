import fc from 'fast-check';
import type { Deed } from './deed.js';
import { jobSteps } from './job-steps.js';
import { taskSteps } from './task-steps.js';
import { upkeepSteps } from './upkeep-steps.js';
import { workerSteps } from './worker-steps.js';
import type { World } from './world.js';

/** Something that can happen; the numbers say to whom and how. Undefined when there is nobody to whom it could. */
type Happening = (world: World, a: number, b: number, c: number) => Promise<Deed | undefined>;
export type StepTable = Readonly<Record<string, Happening>>;

const HAPPENINGS: StepTable = { ...taskSteps, ...workerSteps, ...jobSteps, ...upkeepSteps };

/** How often each happens, compared with the others; 1 unless it stands here. */
const WEIGHTS: Readonly<Record<string, number>> = {
  ...{ fetch: 24, complete: 8, fail: 10, progress: 5, reportLate: 3, giveBack: 2, signOn: 5, changeState: 2 },
  ...{ submit: 5, setJobStatus: 5, setTaskStatus: 6, processDeletions: 2, checkTimeouts: 2, passTime: 3, unblock: 3 },
  ...{ editSettings: 3, removeLostWorkers: 2, askMayRun: 3, requestStatus: 2, requestDeletion: 2, withdrawDeletion: 3 },
};

export const KINDS: readonly string[] = Object.keys(HAPPENINGS);

/** One step of a history. */
export interface Step {
  readonly kind: string;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

const number = fc.nat({ max: 9_999 });

export const anyStep: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(...KINDS.map((kind) => ({ weight: WEIGHTS[kind] ?? 1, arbitrary: fc.constant(kind) }))),
  a: number,
  b: number,
  c: number,
});

/** Lets it happen, and looks at what came of it. Gives whether anything happened. */
export async function perform(world: World, { kind, a, b, c }: Step): Promise<boolean> {
  const deed = await HAPPENINGS[kind]?.(world, a, b, c);
  if (deed) await world.judge(deed);
  return deed !== undefined;
}
