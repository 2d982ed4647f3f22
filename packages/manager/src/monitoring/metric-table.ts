import type { metricTexts } from '../texts/metrics.js';

/** Names of the Manager's own metrics. */
export type MetricName = keyof typeof metricTexts;

/** A metric as `/metrics` shows it, and as the reference page does. */
export interface MetricDescription {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly labels: readonly string[];
  /** Upper bounds of a histogram, in seconds. */
  readonly buckets?: readonly number[];
}

/** From half a millisecond, which is what a request costs, to the time limit of a client. */
const QUICK = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];

/** From "at once" to a long weekend. */
const LONG = [0.1, 1, 5, 15, 60, 300, 900, 3600, 4 * 3600, 12 * 3600, 24 * 3600, 72 * 3600];

/** The table of metrics. Times are seconds, as Prometheus asks. */
export const METRICS = {
  flamenco_info: { type: 'gauge', labels: ['version'] },
  flamenco_jobs: { type: 'gauge', labels: ['status'] },
  flamenco_tasks: { type: 'gauge', labels: ['status'] },
  flamenco_tasks_runnable: { type: 'gauge', labels: ['task_type'] },
  flamenco_workers: { type: 'gauge', labels: ['status'] },
  flamenco_workers_waiting: { type: 'gauge', labels: [] },
  flamenco_job_changes_total: { type: 'counter', labels: ['status'] },
  flamenco_task_changes_total: { type: 'counter', labels: ['status'] },
  flamenco_http_requests_total: { type: 'counter', labels: ['operation', 'code'] },
  flamenco_http_request_duration_seconds: { type: 'histogram', labels: ['operation'], buckets: QUICK },
  flamenco_scheduling_duration_seconds: { type: 'histogram', labels: [], buckets: QUICK },
  flamenco_task_queue_wait_seconds: { type: 'histogram', labels: [], buckets: LONG },
  flamenco_database_transaction_duration_seconds: { type: 'histogram', labels: ['kind'], buckets: QUICK },
  flamenco_database_busy_total: { type: 'counter', labels: [] },
  flamenco_event_lag_seconds: { type: 'histogram', labels: [], buckets: QUICK },
  flamenco_scrape_failures_total: { type: 'counter', labels: [] },
} as const satisfies Readonly<Record<MetricName, MetricDescription>>;
