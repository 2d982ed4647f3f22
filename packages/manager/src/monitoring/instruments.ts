import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import { metricTexts } from '../texts/metrics.js';
import { METRICS } from './metric-table.js';
import type { MetricDescription, MetricName } from './metric-table.js';

type NamesOf<Type extends MetricDescription['type']> = {
  [Name in MetricName]: (typeof METRICS)[Name]['type'] extends Type ? Name : never;
}[MetricName];

/** Makes the gauge of this name, as the table describes it. */
export function gauge(registry: Registry, name: NamesOf<'gauge'>): Gauge {
  return new Gauge(settings(registry, name));
}

/** Makes the counter of this name. */
export function counter(registry: Registry, name: NamesOf<'counter'>): Counter {
  return new Counter(settings(registry, name));
}

/** Makes the histogram of this name. */
export function histogram(registry: Registry, name: NamesOf<'histogram'>): Histogram {
  return new Histogram({ ...settings(registry, name), buckets: [...METRICS[name].buckets] });
}

function settings(registry: Registry, name: MetricName) {
  return { name, help: metricTexts[name], labelNames: [...METRICS[name].labels], registers: [registry] };
}

/** A child of a metric by its label, made once: looking it up anew would cost more than counting. */
export class Children<Child> {
  readonly #known = new Map<string | number, Child>();

  constructor(private readonly make: (label: string) => Child) {}

  of(label: string | number): Child {
    let child = this.#known.get(label);
    if (child === undefined) {
      child = this.make(String(label));
      this.#known.set(label, child);
    }
    return child;
  }
}
