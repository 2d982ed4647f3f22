import fc from 'fast-check';

/** A point of the conversation between a Worker and its Manager: a request, by what it is about. */
export type Step = (typeof START_STEPS)[number] | (typeof TASK_STEPS)[number] | 'sign-off' | 'update' | 'other';

/** Said once, when a Worker starts. */
export const START_STEPS = ['register', 'sign-on', 'state-changed'] as const;

/** Said again and again while there is work; `long-poll` is a request for a task that waits at the Manager. */
export const TASK_STEPS = [
  'fetch',
  'long-poll',
  'started',
  'log',
  'steps',
  'completed',
  'may-i-run',
  'output',
] as const;

/** What a network may do to a request. */
export const TROUBLES = ['refuse', 'hang', 'lose-answer', 'cut-answer', 'bad-gateway'] as const;
export type Trouble = (typeof TROUBLES)[number];

/** Where the connection of one Worker begins to misbehave, how, and for how long. */
export interface CutPoint {
  readonly step: Step;
  readonly trouble: Trouble;
  /** How many such requests pass before. */
  readonly passing: number;
  readonly forMs: number;
  /** Where an answer is cut, as a part of its length. */
  readonly cut: number;
}

/** Longer than the 30 s after which a Worker gives up a request that nobody answers (contract 00 D6.3). */
const UNTIL_GIVEN_UP_MS = 31_000;

/** How often a connection hangs for that long, one out of so many. */
const PATIENT_ONES = 12;

/**
 * Points for so many Workers, the first of each at its start. Every step and every trouble is among them.
 *
 * @param isPatient whether some requests hang until the Worker gives them up
 */
export function planOf(seed: number, workers: number, pointsEach: number, isPatient: boolean): readonly CutPoint[][] {
  const total = workers * pointsEach;
  const starting = repeated(START_STEPS, workers);
  const working = repeated(TASK_STEPS, total - workers);
  const all = fc.record({
    starting: shuffled(starting),
    working: shuffled(working),
    troubles: shuffled(repeated(TROUBLES, total)),
    chances: fc.array(chanceOf(isPatient), { minLength: total, maxLength: total }),
  });
  const [drawn] = fc.sample(all, { seed, numRuns: 1, unbiased: true });
  if (!drawn) throw new Error('nothing was drawn');
  const steps: Step[] = [...drawn.starting, ...drawn.working];
  const points = steps.map((step, at) => pointOf(step, drawn.troubles[at] ?? 'refuse', drawn.chances[at]));
  return Array.from({ length: workers }, (_, worker) => points.filter((_point, at) => at % workers === worker));
}

/** A Worker waits for so long, and no longer, for the answer to its last word (contract 07 §9.4). */
const LAST_WORD_MS = 3_000;

/** The last word of so many Workers, each spoiled in another way as far as there are ways. */
export function lastWords(workers: number): readonly CutPoint[] {
  return repeated(TROUBLES, workers).map((trouble) => ({
    ...{ step: 'sign-off', trouble, passing: 0, cut: 0.5 },
    forMs: trouble === 'hang' ? LAST_WORD_MS + 500 : 500,
  }));
}

interface Chance {
  readonly passing: number;
  readonly forMs: number;
  readonly cut: number;
  readonly patient: boolean;
}

function chanceOf(isPatient: boolean): fc.Arbitrary<Chance> {
  return fc.record({
    passing: fc.integer({ min: 0, max: 2 }),
    forMs: fc.integer({ min: 50, max: 1_200 }),
    cut: fc.integer({ min: 0, max: 99 }).map((percent) => percent / 100),
    patient: isPatient ? fc.integer({ min: 1, max: PATIENT_ONES }).map((one) => one === 1) : fc.constant(false),
  });
}

function pointOf(step: Step, trouble: Trouble, chance: Chance | undefined): CutPoint {
  const { passing = 0, forMs = 500, cut = 0.5, patient = false } = chance ?? {};
  // A Worker starts once, and asks seldom whether it may go on.
  const isRare = step === 'may-i-run' || START_STEPS.some((start) => start === step);
  const waitMs = patient && trouble === 'hang' ? UNTIL_GIVEN_UP_MS : forMs;
  return { step, trouble, passing: isRare ? 0 : passing, forMs: waitMs, cut };
}

/** So many of them, each as often as any other, give or take one. */
function repeated<Name>(names: readonly Name[], count: number): Name[] {
  return Array.from({ length: count }, (_, at) => names[at % names.length] as Name);
}

function shuffled<Name>(names: readonly Name[]): fc.Arbitrary<Name[]> {
  return fc.shuffledSubarray([...names], { minLength: names.length, maxLength: names.length });
}
