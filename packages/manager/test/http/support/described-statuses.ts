import { readFileSync } from 'node:fs';
import { OPERATIONS } from '@flamenco/api';
import type { OperationId } from '@flamenco/api';

interface DescribedAnswer {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

interface DescribedOperation {
  readonly responses: Readonly<Record<string, DescribedAnswer>>;
  readonly 'x-refusals'?: readonly number[];
  readonly 'x-never'?: readonly number[];
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
}

const FILE = new URL('../../../src/http/generated/openapi3.json', import.meta.url);

/** The API description, as the Manager serves it. */
export const DESCRIPTION = JSON.parse(readFileSync(FILE, 'utf8')) as Description;

/** What the description says of an operation. */
export function describedOperation(id: OperationId): DescribedOperation {
  const { path, method } = OPERATIONS[id];
  const found = DESCRIPTION.paths[path]?.[method.toLowerCase()];
  if (!found) throw new Error(`${id} is not described`);
  return found;
}

/** What every operation may be answered with, tested once for all (layers.test.ts, busy.test.ts). */
const OF_ALL: readonly number[] = [405, 413, 500, 503];

/** Whether the description lets an operation answer with a status. */
export function isDescribed(id: OperationId, status: number): boolean {
  const { responses, 'x-refusals': refusals = [], 'x-never': never = [] } = describedOperation(id);
  if (never.includes(status)) return false;
  return String(status) in responses || refusals.includes(status) || OF_ALL.includes(status);
}
