import { execFileSync } from 'node:child_process';

/** One figure of a scrape. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Everything of a scrape. */
export interface Scraped {
  readonly types: Readonly<Record<string, string>>;
  readonly samples: readonly Sample[];
}

const PARSE = `
import json, sys
from prometheus_client.parser import text_string_to_metric_families as parse
types, samples = {}, []
for family in parse(sys.stdin.read()):
    types[family.name] = family.type
    samples += [{"name": s.name, "labels": s.labels, "value": str(s.value)} for s in family.samples]
print(json.dumps({"types": types, "samples": samples}))
`;

/** Reads a scrape with the parser of Prometheus' own client for Python. Throws when it is not well-formed. */
export function parseMetrics(text: string): Scraped {
  const output = execFileSync('/usr/bin/python3', ['-c', PARSE], { input: text, encoding: 'utf8' });
  const { types, samples } = JSON.parse(output) as {
    types: Scraped['types'];
    samples: (Omit<Sample, 'value'> & { value: string })[];
  };
  return { types, samples: samples.map((sample) => ({ ...sample, value: Number(sample.value) })) };
}

/** Whether Debian's package python3-prometheus-client is installed. */
export function canParseMetrics(): boolean {
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import prometheus_client.parser'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The value of the series with exactly these labels; undefined if there is none. */
export function valueOf({ samples }: Scraped, name: string, labels: Readonly<Record<string, string>> = {}) {
  const wanted = JSON.stringify(sorted(labels));
  return samples.find((sample) => sample.name === name && JSON.stringify(sorted(sample.labels)) === wanted)?.value;
}

const sorted = (labels: Readonly<Record<string, string>>) => Object.entries(labels).sort();
