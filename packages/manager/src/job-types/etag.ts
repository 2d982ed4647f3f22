import { createHash } from 'node:crypto';
import type { Json } from './job-type.js';

/** What an etag is computed from: a job type as it is served, without its etag. */
export interface JobTypeToHash {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  /** Null when the script has none: that is hashed, whatever is served then (contract 04 §6). */
  readonly settings: readonly object[] | null;
}

/** The etag of a job type: equal to the original's for an equal `JOB_TYPE` (contract 04 §6, D3.6). Pure. */
export function jobTypeEtag(jobType: JobTypeToHash): string {
  return createHash('sha1')
    .update(canonicalJson({ ...jobType, etag: '' } as unknown as Json))
    .digest('hex');
}

/** Compact JSON with sorted keys, escaped and with numbers written as the original does. Pure. */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return canonicalString(value);
  if (Object.is(value, -0)) return '-0';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([key, member]) => `${canonicalString(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** These five are safe inside HTML only in escaped form, which the original's encoder always uses. */
function canonicalString(value: string): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
