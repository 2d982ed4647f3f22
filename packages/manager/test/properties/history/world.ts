import type { Clock } from '@flamenco/common';
import { FakeClock } from '@flamenco/common/testing';
import { sql } from 'kysely';
import { BROKEN_RULES, brokenInvariants } from '../../../src/db/invariants.js';
import { findTag } from '../../../src/db/tags.js';
import type { JobState, Task, Worker } from '../../../src/db/records.js';
import type { Reader } from '../../../src/db/transaction.js';
import type { Farm } from '../../../src/farm/farm.js';
import { createTag } from '../../../src/farm/use-cases/tags/create-tag.js';
import type { OpenDatabase } from '../../support/databases.js';
import { TestFarm } from '../../support/make-farm.js';
import type { Deed } from './deed.js';
import { pick } from './dice.js';
import { brokenLaws } from './laws.js';
import { PlannedJobTypes } from './planned-jobs.js';
import { EMPTY, takeSnapshot } from './snapshot.js';
import { Watcher } from './watcher.js';

/** A clock that stays when the time begins anew, so that one database serves many histories. */
export class LastingClock implements Clock {
  current = new FakeClock();

  now(): Date {
    return this.current.now();
  }

  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return this.current.wait(ms, signal);
  }

  localParts(date: Date): ReturnType<Clock['localParts']> {
    return this.current.localParts(date);
  }
}

class HistoryFarm extends TestFarm {
  override readonly jobTypes: Farm['jobTypes'] = new PlannedJobTypes();
}

export const TAGS = ['7c1f1f0e-0000-4000-8000-000000000001', '7c1f1f0e-0000-4000-8000-000000000002'] as const;

/** A farm, what is known about it, and how it came to that. */
export class World {
  readonly watcher = new Watcher();
  readonly story: string[] = [];
  snapshot = EMPTY;

  private constructor(
    readonly farm: TestFarm,
    private readonly asksPrepared: boolean,
  ) {}

  /** Begins anew on a database that may have been used before. */
  static async begin({ database }: OpenDatabase, clock: LastingClock, asksPrepared: boolean): Promise<World> {
    clock.current = new FakeClock();
    await database.transact(async (tx) => {
      for (const table of ['jobs', 'workers', 'worker_tags']) await sql.raw(`delete from ${table}`).execute(tx.q);
    });
    const config = { jobFailPercentage: 30, workerRemovalAfterMs: 3_600_000 };
    const farm = new HistoryFarm(database, clock.current, config, [], () => Promise.resolve());
    const world = new World(farm, asksPrepared);
    await world.makeTags();
    return world;
  }

  hasTag(uuid: string): Promise<boolean> {
    return this.farm.db.read(async (reader) => (await findTag(reader, uuid)) !== undefined);
  }

  /** Those of the tags that are not there. */
  async makeTags(): Promise<void> {
    for (const [number, uuid] of TAGS.entries())
      if (!(await this.hasTag(uuid))) await createTag(this.farm, { uuid, name: `tag ${number}`, description: '' });
  }

  job(number: number): JobState | undefined {
    return pick([...this.snapshot.jobs.values()], number);
  }

  task(number: number, filter: (task: Task) => boolean = () => true): Task | undefined {
    return pick([...this.snapshot.tasks.values()].filter(filter), number);
  }

  /** One that is not deleted. */
  worker(number: number, filter: (worker: Worker) => boolean = () => true): Worker | undefined {
    return pick(
      [...this.snapshot.workers.values()].filter((it) => !it.deletedAt && filter(it)),
      number,
    );
  }

  workerOf({ workerId }: Task): Worker {
    const worker = this.snapshot.workers.get(workerId ?? 0);
    if (!worker) throw new Error('the task has no worker');
    return worker;
  }

  /** Looks at what a deed made of the farm; fails with the whole story when something is not as it must be. */
  async judge(deed: Deed): Promise<void> {
    this.story.push(deed.text);
    const { farm } = this;
    const { after, broken } = await farm.db.read(async (reader) => ({
      after: await takeSnapshot(reader),
      broken: await this.#brokenRules(reader),
    }));
    this.watcher.see(farm.events.all, after);
    farm.events.clear();
    const wrong = [...broken, ...brokenLaws(this.snapshot, after, deed), ...this.watcher.wrongAbout(after)];
    wrong.push(...this.#complaints());
    this.snapshot = after;
    if (wrong.length > 0) this.fail(wrong);
  }

  fail(wrong: readonly string[]): never {
    throw new Error(`${wrong.join('\n')}\n\nafter\n${this.story.slice(-40).join('\n')}`);
  }

  /** All rules in one question; PostgreSQL keeps its plan, which takes longer to make than to use. */
  async #brokenRules(reader: Reader): Promise<string[]> {
    if (this.asksPrepared) await prepareRules(reader);
    const question = this.asksPrepared ? 'execute broken_rules' : BROKEN_RULES;
    const { rows } = await sql.raw(question).execute(reader.q);
    if (rows.length === 0) return [];
    return (await brokenInvariants(reader)).map((rule) => JSON.stringify(rule));
  }

  /** Errors on the console, apart from those that the history itself provoked. */
  #complaints(): string[] {
    const lines = this.farm.consoleLines
      .splice(0)
      .filter(({ level, error }) => Number(level) >= 50 && error !== NO_DISK);
    return lines.map((line) => `on the console: ${JSON.stringify(line)}`);
  }
}

/** Each connection to a server has its own. */
async function prepareRules({ q }: Reader): Promise<void> {
  const known = await sql`select 1 from pg_prepared_statements where name = 'broken_rules'`.execute(q);
  if (known.rows.length === 0) await sql.raw(`prepare broken_rules as ${BROKEN_RULES}`).execute(q);
}

/** Why deletions fail in histories. */
export const NO_DISK = 'the disk is full';
