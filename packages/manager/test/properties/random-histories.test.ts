import { randomInt } from 'node:crypto';
import { afterAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { forEachDatabase, SQLITE_FILE, stopSharedDatabases } from '../support/databases.js';
import { bringToAnEnd } from './history/ending.js';
import { anyStep, KINDS, perform } from './history/steps.js';
import type { Step } from './history/steps.js';
import { LastingClock, World } from './history/world.js';

/** How many steps are made on each database: SQLite is the faster one. */
const STEPS = { sqlite: 5_000, others: 1_200 };
/** On each database, with `npm run soak`. */
const SOAK_STEPS = 50_000;
const LONGEST_HISTORY = 100;
const HISTORIES_PER_SEED = 10;
/** After that the shortest history that was found to fail is good enough. */
const LONGEST_SEARCH_MS = 90_000;

/** Every history begins with some Workers and a job. */
const PRELUDE: readonly Step[] = [
  { kind: 'join', a: 0, b: 0, c: 0 },
  { kind: 'join', a: 1, b: 0, c: 0 },
  { kind: 'join', a: 2, b: 0, c: 0 },
  { kind: 'submit', a: 1, b: 1, c: 7 },
];

const { SEED, SOAK } = process.env;

afterAll(stopSharedDatabases);

forEachDatabase((kind) => {
  const isSqlite = kind.name === SQLITE_FILE.name;
  const few = isSqlite ? STEPS.sqlite : STEPS.others;
  const wanted = SOAK ? SOAK_STEPS : few;

  it('whatever happens, in whatever order, the farm stays sound and comes to an end', async () => {
    const clock = new LastingClock();
    const open = await kind.open(clock);
    const happened = new Map<string, number>();
    const count = (what: string) => happened.set(what, (happened.get(what) ?? 0) + 1);
    try {
      for (let steps = 0, seed = firstSeed(); steps < wanted; seed += 1) {
        await holdsFor(seed, async (history) => {
          const world = await World.begin(open, clock, !isSqlite);
          for (const step of [...PRELUDE, ...history]) {
            steps += 1;
            if (await perform(world, step)) count(step.kind);
          }
          await bringToAnEnd(world);
        });
        if (SEED !== undefined) return;
      }
      // Elsewhere there are too few steps for the rare ones.
      if (isSqlite) expect([...happened.keys()].sort()).toEqual([...KINDS].sort());
    } finally {
      await open.close();
    }
  }, 3_600_000);
});

function firstSeed(): number {
  return SEED === undefined ? randomInt(1_000_000) : Number(SEED);
}

/**
 * Tries nothing any more when it failed so long ago. fast-check's own time limit would leave a history on its way, in the
 * database of the next one.
 */
function searchedWithin(limitMs: number, live: (history: readonly Step[]) => Promise<void>): typeof live {
  let giveUpAt = Infinity;
  return async (history) => {
    if (performance.now() >= giveUpAt) return;
    try {
      await live(history);
    } catch (error) {
      giveUpAt = Math.min(giveUpAt, performance.now() + limitMs);
      throw error;
    }
  };
}

async function holdsFor(seed: number, live: (history: readonly Step[]) => Promise<void>): Promise<void> {
  const histories = fc.array(anyStep, { minLength: 1, maxLength: LONGEST_HISTORY, size: 'max' });
  const property = fc.asyncProperty(histories, searchedWithin(LONGEST_SEARCH_MS, live));
  try {
    await fc.assert(property, { seed, numRuns: HISTORIES_PER_SEED, unbiased: true });
  } catch (error) {
    const again = `SEED=${seed} NODE_OPTIONS=--experimental-vm-modules npx jest random-histories --selectProjects database`;
    throw new Error(`replay this with: ${again}\n\n${String(error instanceof Error ? error.message : error)}`, {
      cause: error,
    });
  }
}
