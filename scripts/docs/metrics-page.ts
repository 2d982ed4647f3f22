import { METRICS } from '../../packages/manager/src/monitoring/metric-table.js';
import type { MetricDescription, MetricName } from '../../packages/manager/src/monitoring/metric-table.js';
import { metricTexts } from '../../packages/manager/src/texts/metrics.js';
import { code, GENERATED, table } from './markdown.js';

/** The reference page of the metrics, from their table. */
export function metricsPage(): string {
  const rows = Object.entries<MetricDescription>(METRICS).map(([name, { type, labels }]) => [
    code(name),
    type,
    labels.map(code).join(', '),
    metricTexts[name as MetricName],
  ]);
  return [
    GENERATED,
    '# Metrics of the Manager',
    '',
    'What `/metrics` shows, in the text form of Prometheus; [monitoring](../user/monitoring.md) says what to do with it. Times',
    'are in seconds. Figures of the process (`process_…`, `nodejs_…`) come along under the names that every Node.js program has.',
    '',
    table(['Metric', 'Type', 'Labels', 'Meaning'], rows),
    '## Buckets of the histograms',
    '',
    table(['Metric', 'Upper bounds in seconds'], bucketRows()),
  ].join('\n');
}

function bucketRows(): string[][] {
  return Object.entries<MetricDescription>(METRICS)
    .filter(([, { buckets }]) => buckets !== undefined)
    .map(([name, { buckets = [] }]) => [code(name), buckets.join(', ')]);
}
