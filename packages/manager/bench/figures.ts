/** Arithmetic on what a bench measured. All pure. */

/** What happens once or more in every task cycle, in its order. */
export const STEPS = ['ask', 'active', 'log', 'completed'] as const;

/** A request of a task cycle: ask for a task, report it active, send a piece of log, report it completed. */
export type Step = (typeof STEPS)[number];

/** How long each request took, in milliseconds, in the order in which the answers came. */
export type Latencies = Readonly<Record<Step, readonly number[]>>;

/** What was measured of one server while the load was on it. */
export interface Measurement {
  readonly cycles: number;
  readonly seconds: number;
  readonly latencies: Latencies;
  /** CPU time of the server; undefined where the system does not tell. */
  readonly serverCpuMs: number | undefined;
  /** CPU time of the load generator. */
  readonly loadCpuMs: number;
}

/** Two values that half, or a hundredth, of all requests exceed; in milliseconds. */
export interface LatencyFigures {
  readonly p50: number;
  readonly p99: number;
}

/** What a measurement says. */
export interface Figures {
  readonly cycles: number;
  readonly seconds: number;
  readonly cyclesPerSecond: number;
  /** Of all requests, and of each kind. */
  readonly latency: LatencyFigures;
  readonly latencyOfStep: Readonly<Record<Step, LatencyFigures>>;
  /** CPU time of the server per cycle in milliseconds: hardly disturbed by others who use the machine. */
  readonly cpuMsPerCycle: number | undefined;
  /** Share of one CPU that the server, and the load generator, used while it was measured. */
  readonly serverCpuShare: number | undefined;
  readonly loadCpuShare: number;
}

/** Several measurements of the same server as one. */
export function combine(measurements: readonly Measurement[]): Measurement {
  const sum = (value: (measurement: Measurement) => number) => measurements.reduce((all, one) => all + value(one), 0);
  const cpuTimes = measurements.map(({ serverCpuMs }) => serverCpuMs).filter((ms) => ms !== undefined);
  return {
    cycles: sum(({ cycles }) => cycles),
    seconds: sum(({ seconds }) => seconds),
    latencies: perStep((step) => measurements.flatMap(({ latencies }) => latencies[step])),
    serverCpuMs: cpuTimes.length === measurements.length ? cpuTimes.reduce((all, ms) => all + ms, 0) : undefined,
    loadCpuMs: sum(({ loadCpuMs }) => loadCpuMs),
  };
}

export function figuresOf({ cycles, seconds, latencies, serverCpuMs, loadCpuMs }: Measurement): Figures {
  return {
    cycles,
    seconds,
    cyclesPerSecond: cycles / seconds,
    latency: latencyFigures(STEPS.flatMap((step) => latencies[step])),
    latencyOfStep: perStep((step) => latencyFigures(latencies[step])),
    cpuMsPerCycle: serverCpuMs === undefined ? undefined : serverCpuMs / cycles,
    serverCpuShare: serverCpuMs === undefined ? undefined : serverCpuMs / (seconds * 1000),
    loadCpuShare: loadCpuMs / (seconds * 1000),
  };
}

/** One value per step. */
export function perStep<Value>(value: (step: Step) => Value): Record<Step, Value> {
  return { ask: value('ask'), active: value('active'), log: value('log'), completed: value('completed') };
}

function latencyFigures(values: readonly number[]): LatencyFigures {
  const sorted = Float64Array.from(values).sort();
  return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
}

/**
 * The smallest value that is not exceeded by this share of all values; NaN if there are none.
 *
 * @param sorted in ascending order
 * @param share from 0 to 1
 */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
