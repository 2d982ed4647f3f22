import { Registry } from 'prom-client';
import type { Gauge } from 'prom-client';
import type { FarmEvent } from '../farm/events.js';
import type { FarmMeter } from '../farm/ports.js';
import type { FarmFigures } from '../farm/records.js';
import type { RequestMeter } from '../http/request-meter.js';
import { Children, counter, gauge, histogram } from './instruments.js';
import { processMetrics } from './process-metrics.js';

/** What is asked for at a scrape, and costs requests nothing. */
export interface ScrapeSources {
  /** Counts by status. May reject; the scrape goes on without them. */
  readonly figures: () => Promise<FarmFigures>;
  readonly workersWaiting: () => number;
}

const SECOND_MS = 1000;

/** Everything that the Manager counts and times, in the form of Prometheus (docs/user/monitoring.md). */
export class FarmMetrics implements FarmMeter, RequestMeter {
  readonly #registry = new Registry();
  readonly #jobs = gauge(this.#registry, 'flamenco_jobs');
  readonly #tasks = gauge(this.#registry, 'flamenco_tasks');
  readonly #runnable = gauge(this.#registry, 'flamenco_tasks_runnable');
  readonly #workers = gauge(this.#registry, 'flamenco_workers');
  readonly #waiting = gauge(this.#registry, 'flamenco_workers_waiting');
  readonly #jobChanges = labelled(counter(this.#registry, 'flamenco_job_changes_total'));
  readonly #taskChanges = labelled(counter(this.#registry, 'flamenco_task_changes_total'));
  readonly #requests = counter(this.#registry, 'flamenco_http_requests_total');
  readonly #answers = new Children((operation) => new Children((code) => this.#requests.labels(operation, code)));
  readonly #latencies = labelled(histogram(this.#registry, 'flamenco_http_request_duration_seconds'));
  readonly #scheduling = histogram(this.#registry, 'flamenco_scheduling_duration_seconds');
  readonly #queueWaits = histogram(this.#registry, 'flamenco_task_queue_wait_seconds');
  readonly #transactions = labelled(histogram(this.#registry, 'flamenco_database_transaction_duration_seconds'));
  readonly #busy = counter(this.#registry, 'flamenco_database_busy_total');
  readonly #eventLag = histogram(this.#registry, 'flamenco_event_lag_seconds');
  readonly #failures = counter(this.#registry, 'flamenco_scrape_failures_total');

  /** @param version of the Manager */
  constructor(
    version: string,
    private readonly sources: ScrapeSources,
  ) {
    gauge(this.#registry, 'flamenco_info').labels(version).set(1);
  }

  now(): number {
    return performance.now();
  }

  looked(sinceMs: number): void {
    this.#scheduling.observe(secondsSince(sinceMs));
  }

  assigned(queueWaitMs: number): void {
    this.#queueWaits.observe(Math.max(0, queueWaitMs) / SECOND_MS);
  }

  transacted(kind: 'read' | 'write', sinceMs: number): void {
    this.#transactions.of(kind).observe(secondsSince(sinceMs));
  }

  databaseBusy(): void {
    this.#busy.inc();
  }

  delivered(lagMs: number): void {
    this.#eventLag.observe(Math.max(0, lagMs) / SECOND_MS);
  }

  answered(operation: string, code: number | 'none', durationMs: number | undefined): void {
    this.#answers.of(operation).of(code).inc();
    if (durationMs !== undefined) this.#latencies.of(operation).observe(durationMs / SECOND_MS);
  }

  /** Counts what the events tell; listens to all of them. */
  hear(event: FarmEvent): void {
    if (event.kind !== 'job' && event.kind !== 'task') return;
    const { payload } = event;
    if (!('previous_status' in payload) || payload.previous_status === payload.status) return;
    (event.kind === 'job' ? this.#jobChanges : this.#taskChanges).of(payload.status).inc();
  }

  /** The answer to a scrape: the farm's metrics, then the process's. */
  async scrape(): Promise<{ readonly contentType: string; readonly text: string }> {
    this.#waiting.set(this.sources.workersWaiting());
    await this.#takeFigures();
    const parts = [await this.#registry.metrics(), await processMetrics().metrics()];
    return { contentType: this.#registry.contentType, text: parts.join('\n') };
  }

  /** Without figures there are no series: old ones would look as if all was well. */
  async #takeFigures(): Promise<void> {
    const figures = await this.sources.figures().catch(() => undefined);
    if (!figures) this.#failures.inc();
    setAll(this.#jobs, figures?.jobs);
    setAll(this.#tasks, figures?.tasks);
    setAll(this.#runnable, figures?.runnable);
    setAll(this.#workers, figures?.workers);
  }
}

/** Exactly these series, and none of former scrapes. */
function setAll(metric: Gauge, counts: Readonly<Record<string, number>> = {}): void {
  metric.reset();
  for (const [label, count] of Object.entries(counts)) metric.labels(label).set(count);
}

/** The children of a metric with one label. */
function labelled<Child>(metric: { labels(label: string): Child }): Children<Child> {
  return new Children((label) => metric.labels(label));
}

const secondsSince = (sinceMs: number) => (performance.now() - sinceMs) / SECOND_MS;
