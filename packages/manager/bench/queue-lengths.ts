import path from 'node:path';
import { combine, figuresOf } from './figures.js';
import type { Figures, Measurement } from './figures.js';
import { completedTasks, growFarm, plantFarm } from './grown-farm.js';
import { measure } from './load.js';
import { startManager } from './manager-process.js';
import type { RunningServer } from './running-server.js';
import { usageOf } from './server-process.js';
import { connectManager, emptyQueues } from './targets.js';
import type { ManagerTarget } from './targets.js';
import { megabytes, table } from './table.js';

/** The farms take turns, this many each. */
const TURNS = 5;
const WARM_UP_SECONDS = 5;
/** Shorter queues than this are worked off and filled again; they would be empty in no time. */
const SHORT_QUEUE = 20_000;

/** What is known of one farm. */
export interface LengthFigures {
  readonly queued: number;
  /** From the start of the process to the first answer. */
  readonly readyAfterMs: number;
  readonly memoryAtStart: number;
  readonly peakMemory: number;
  readonly figures: Figures;
}

/**
 * Does it matter how many tasks a farm has (docs/performance.md)? One Manager per length, with as many completed tasks as
 * queued ones; their Workers work in turns.
 */
export async function measureQueueLengths(
  directory: string,
  { lengths, workers, seconds }: { lengths: readonly number[]; workers: number; seconds: number },
): Promise<readonly LengthFigures[]> {
  const planted = path.join(directory, 'planted');
  await plantFarm(planted);
  const farms: GrownFarm[] = [];
  try {
    for (const queued of lengths)
      farms.push(await GrownFarm.start(planted, path.join(directory, String(queued)), queued));
    for (const farm of farms) await farm.connect(workers);
    for (let turn = 0; turn < TURNS; turn += 1) for (const farm of farms) await farm.work(seconds / TURNS);
    const figures: LengthFigures[] = [];
    for (const farm of farms) figures.push(await farm.conclude());
    return figures;
  } finally {
    for (const farm of farms) await farm.stop();
  }
}

class GrownFarm {
  #target: ManagerTarget | undefined;
  #warmUp: Measurement | undefined;
  readonly #measured: Measurement[] = [];

  private constructor(
    private readonly about: { readonly directory: string; readonly queued: number; readonly completedBefore: number },
    private readonly server: RunningServer,
    private readonly atStart: { readonly readyAfterMs: number; readonly memoryAtStart: number },
  ) {}

  static async start(planted: string, directory: string, queued: number): Promise<GrownFarm> {
    await growFarm(planted, directory, queued);
    const startedAt = performance.now();
    const server = await startManager({ directory });
    const readyAfterMs = performance.now() - startedAt;
    const memoryAtStart = (await usageOf(server.pid))?.memoryBytes ?? Number.NaN;
    const about = { directory, queued, completedBefore: completedTasks(directory) };
    return new GrownFarm(about, server, { readyAfterMs, memoryAtStart });
  }

  async connect(workers: number): Promise<void> {
    this.#target = await connectManager(this.server, workers);
    this.#warmUp = await this.#workOnce(WARM_UP_SECONDS);
  }

  async work(seconds: number): Promise<void> {
    this.#measured.push(await this.#workOnce(seconds));
  }

  async conclude(): Promise<LengthFigures> {
    const measured = combine(this.#measured);
    const cycles = measured.cycles + (this.#warmUp?.cycles ?? 0);
    const known = completedTasks(this.about.directory) - this.about.completedBefore;
    if (known !== cycles) throw new Error(`a Manager knows of ${known} completed tasks, not of ${cycles}`);
    const peakMemory = (await usageOf(this.server.pid))?.peakMemoryBytes ?? Number.NaN;
    return { queued: this.about.queued, ...this.atStart, peakMemory, figures: figuresOf(measured) };
  }

  async stop(): Promise<void> {
    await this.server.stop();
  }

  async #workOnce(seconds: number): Promise<Measurement> {
    const target = this.#target;
    if (!target) throw new Error('nobody works on this farm yet');
    const { queued } = this.about;
    if (queued < SHORT_QUEUE) return await emptyQueues(target, queued, seconds);
    const measured = await measure(target, seconds);
    await target.farm.queue(measured.cycles);
    return measured;
  }
}

/** The figures as text, the first length being what the others are compared with. Pure. */
export function queueLengthsText(all: readonly LengthFigures[]): string {
  const [first] = all;
  const rows = all.map(({ queued, readyAfterMs, memoryAtStart, peakMemory, figures }) => [
    `${queued} queued, ${queued} completed`,
    figures.cyclesPerSecond.toFixed(0),
    figures.cpuMsPerCycle?.toFixed(3) ?? '?',
    ratio(figures.cpuMsPerCycle, first?.figures.cpuMsPerCycle),
    figures.latencyOfStep.ask.p50.toFixed(2),
    ratio(figures.latencyOfStep.ask.p50, first?.figures.latencyOfStep.ask.p50),
    figures.latencyOfStep.completed.p50.toFixed(2),
    ratio(figures.latencyOfStep.completed.p50, first?.figures.latencyOfStep.completed.p50),
    figures.latency.p99.toFixed(1),
    (readyAfterMs / 1000).toFixed(2),
    megabytes(memoryAtStart),
    megabytes(peakMemory),
  ]);
  return table([
    [
      '',
      'cycles/s',
      'CPU ms/cycle',
      ':1st',
      'ask p50',
      ':1st',
      'completed p50',
      ':1st',
      'p99',
      'ready s',
      'MB at start',
      'MB peak',
    ],
    ...rows,
  ]);
}

const ratio = (value: number | undefined, base: number | undefined) =>
  value === undefined || base === undefined ? '?' : (value / base).toFixed(2);
