import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { Operation, ScriptedAnswer } from './support/fake-manager.js';
import {
  CONFLICT,
  DECLARED_AS_JSON,
  HOPELESS,
  NOT_THERE,
  PASSING_TROUBLE,
  UNKNOWN_WORKER,
} from './support/odd-answers.js';
import type { NamedAnswer } from './support/odd-answers.js';
import { command, QUICK, useFarm } from './support/with-worker.js';

const { SEED = '47', SOAK } = process.env;
const PLANS = SOAK ? 400 : 24;
jest.setTimeout(60_000);

/** Done by the Manager, but the answer gets lost. */
const LOST: NamedAnswer = ['a lost answer', 'lost'];
const ANYWHERE = [...PASSING_TROUBLE, LOST];

/** What may come instead of the ordinary answer without costing a Worker its identity or a task its end. */
const ANSWERS: Readonly<Partial<Record<Operation, readonly NamedAnswer[]>>> = {
  register: [...PASSING_TROUBLE, ...HOPELESS, ...NOT_THERE, ...UNKNOWN_WORKER, CONFLICT, LOST],
  'sign-on': [...ANYWHERE, ...HOPELESS, ...NOT_THERE, CONFLICT],
  'state-changed': [...ANYWHERE, ...HOPELESS, ...NOT_THERE, ...UNKNOWN_WORKER, CONFLICT],
  task: [...ANYWHERE, ...HOPELESS, ...NOT_THERE, ...UNKNOWN_WORKER, CONFLICT],
  state: [...ANYWHERE, ...HOPELESS, ...NOT_THERE, ...UNKNOWN_WORKER, CONFLICT, DECLARED_AS_JSON],
  'may-i-run': [...ANYWHERE, ...HOPELESS, ...NOT_THERE, ...UNKNOWN_WORKER, CONFLICT, DECLARED_AS_JSON],
  update: [...ANYWHERE, ...UNKNOWN_WORKER],
};
const OPERATIONS = Object.keys(ANSWERS) as (keyof typeof ANSWERS)[];

/** Somebody asks for a status when so many requests have come. */
const wish = fc.record({
  at: fc.integer({ min: 4, max: 40 }),
  status: fc.constantFrom('asleep', 'awake', 'testing', 'hibernating'),
  lazy: fc.boolean(),
});

/** An answer out of the ordinary, after so many ordinary ones to the same operation. */
const surprise = fc.constantFrom(...OPERATIONS).chain((operation) =>
  fc.record({
    operation: fc.constant(operation),
    after: fc.nat(3),
    answer: fc.constantFrom(...(ANSWERS[operation] ?? [])),
  }),
);

const plan = fc.record({
  isOurs: fc.boolean(),
  surprises: fc.array(surprise, { minLength: 3, maxLength: 12 }),
  wishes: fc.array(wish, { maxLength: 4 }),
});

/** The updates of a task, each once, in their order. */
const COURSE = ['Started', 'hello', 'Progress', 'Completed'];
const nameOf = ({ activity, log }: Record<string, unknown>) => String(log ?? activity);

/** What is left when each repetition of an update by the same one is taken out. */
function withoutRepetitions(names: readonly string[]): string[] {
  return names.filter((name, at) => name !== names[at - 1]);
}

const plans = fc.sample(plan, { numRuns: PLANS, seed: Number(SEED) });

describe('whatever a Manager answers, in whatever order (D6.2, D6.3)', () => {
  const farm = useFarm();

  it.each(plans.map((one, at) => [at, one] as const))(
    `every task is done to its end, and told in its order (SEED=${SEED}, plan %d)`,
    async (_at, { isOurs, surprises, wishes }) => {
      const manager = farm.manager();
      if (isOurs) manager.extras = ['task-wait', 'task-give-back', 'frame-times', 'status-reason'];
      const tasks = [1, 2, 3].map(() => manager.addTask(command('chat')));
      for (const operation of OPERATIONS) {
        const answers: (ScriptedAnswer | undefined)[] = surprises
          .filter((one) => one.operation === operation)
          .flatMap(({ after, answer }) => [...Array<undefined>(after).fill(undefined), answer[1]]);
        manager.rule(operation, () => {
          for (const { at, status, lazy } of wishes)
            if (at === manager.requests.length) manager.requestStatus(status, lazy);
          return answers.shift();
        });
      }
      let finished = 0;
      const worker = farm.start({
        pace: { ...QUICK, timeLimits: { requestMs: 500, uploadMs: 500, afterWaitMs: 500 } },
        commands: {
          chat: async (listener, signal) => {
            listener.log('hello');
            await manager.untilReceived('may-i-run', manager.received('may-i-run').length + 1);
            if (!signal.aborted) finished += 1;
          },
        },
      });
      await manager.until(() => manager.requests.length > 45);
      manager.requestStatus('awake');
      await manager.until(() => tasks.every(({ status }) => status === 'completed'));
      expect(await worker.stop()).toBe(0);
      expect(finished).toBeGreaterThanOrEqual(tasks.length);
      for (const { uuid } of tasks) {
        const told = withoutRepetitions(manager.updates(uuid).map(nameOf));
        // A run that a status request has ended is told as far as it came.
        expect(told.slice(-COURSE.length)).toEqual(COURSE);
        expect(told.filter((name) => name === 'Completed')).toHaveLength(1);
      }
      expect(worker.lines.filter(({ level }) => level >= 60)).toEqual([]);
    },
  );
});
