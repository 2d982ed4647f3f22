import { STEPS } from './figures.js';
import type { Figures, LatencyFigures } from './figures.js';
import { megabytes, table } from './table.js';

/** Memory of a server after its measurement, in bytes. */
export interface Memory {
  readonly atEnd: number;
  readonly peak: number;
}

/** Everything that one run of the bench found out. */
export interface Report {
  readonly machine: string;
  readonly workers: number;
  readonly tasksQueued: number;
  readonly shortQueue: number;
  readonly bare: Figures;
  readonly longQueue: Figures;
  readonly shortQueueFigures: Figures;
  readonly managerMemory: Memory | undefined;
  readonly ratios: Ratios;
}

/** What the figures say when they are compared. */
export interface Ratios {
  /** Cycles per second of the Manager as a share of those of the bare server. */
  readonly shareOfBare: number;
  /** The same from the CPU time that a cycle costs; undefined where the system does not tell. */
  readonly shareOfBareByCpu: number | undefined;
  /** Cost of a cycle with the long queue in relation to the short one: 1 means that the queue does not matter. */
  readonly costOfLongQueue: number | undefined;
  /** The same for the time that asking for a task takes. */
  readonly askOfLongQueue: number;
}

/** Compares the figures. Pure. */
export function ratiosOf(bare: Figures, longQueue: Figures, shortQueue: Figures): Ratios {
  return {
    shareOfBare: longQueue.cyclesPerSecond / bare.cyclesPerSecond,
    shareOfBareByCpu: quotient(bare.cpuMsPerCycle, longQueue.cpuMsPerCycle),
    costOfLongQueue: quotient(longQueue.cpuMsPerCycle, shortQueue.cpuMsPerCycle),
    askOfLongQueue: longQueue.latencyOfStep.ask.p50 / shortQueue.latencyOfStep.ask.p50,
  };
}

function quotient(above: number | undefined, below: number | undefined): number | undefined {
  return above === undefined || below === undefined ? undefined : above / below;
}

const UNTOLD = '?';
const HEADINGS = ['', 'cycles/s', 'requests/s', 'p50 ms', 'p99 ms', 'CPU ms/cycle', 'CPU', 'CPU of load'];

/** The report as text for a terminal. Pure. */
export function reportText(report: Report): string {
  const { bare, longQueue, shortQueueFigures, shortQueue, tasksQueued, ratios, managerMemory } = report;
  const servers = [
    HEADINGS,
    serverRow(`Manager, ${tasksQueued} tasks queued`, longQueue),
    serverRow(`Manager, ${shortQueue} tasks queued`, shortQueueFigures),
    serverRow('bare server', bare),
  ];
  const steps = [
    ['request to the Manager', 'p50 ms', 'p99 ms'],
    ...STEPS.map((step) => [step, ...latencyCells(longQueue.latencyOfStep[step])]),
  ];
  const memory = managerMemory
    ? `${megabytes(managerMemory.atEnd)} at the end, ${megabytes(managerMemory.peak)} at most`
    : UNTOLD;
  return [
    `Task cycles: ${report.workers} Workers, ${report.machine}`,
    table(servers),
    table(steps),
    `Memory of the Manager: ${memory}`,
    `Share of bare: ${percent(ratios.shareOfBare)} of its cycles per second, ${percent(ratios.shareOfBareByCpu)} by CPU time per cycle`,
    `Long queue compared with short: ${times(ratios.costOfLongQueue)} the CPU time per cycle, ${times(ratios.askOfLongQueue)} the time of asking`,
    '',
  ].join('\n\n');
}

function serverRow(name: string, figures: Figures): string[] {
  return [
    name,
    figures.cyclesPerSecond.toFixed(0),
    (figures.cyclesPerSecond * STEPS.length).toFixed(0),
    ...latencyCells(figures.latency),
    figures.cpuMsPerCycle?.toFixed(3) ?? UNTOLD,
    percent(figures.serverCpuShare),
    percent(figures.loadCpuShare),
  ];
}

const latencyCells = ({ p50, p99 }: LatencyFigures) => [p50.toFixed(2), p99.toFixed(2)];
const percent = (share: number | undefined) => (share === undefined ? UNTOLD : `${(share * 100).toFixed(0)} %`);
const times = (ratio: number | undefined) => (ratio === undefined ? UNTOLD : `${ratio.toFixed(2)} times`);
