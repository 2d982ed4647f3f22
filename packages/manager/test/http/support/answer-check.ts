import { OPERATIONS } from '@flamenco/api';
import type { OperationDescription } from '@flamenco/api';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { matchRoute } from '../../../src/http/route-table.js';
import { DESCRIPTION, describedOperation, isDescribed } from './described-statuses.js';

/** What came back, as far as the API description speaks of it. */
export interface ReceivedAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
}

const ajv = new Ajv({
  strict: false,
  allErrors: true,
  formats: {
    'date-time': fullFormats['date-time'],
    int32: fullFormats.int32,
    int64: fullFormats.int64,
    'HH:MM': /^([01]\d|2[0-3]):[0-5]\d$|^$/,
    // A path on this Manager.
    url: /^\/job-files\//,
  },
});
ajv.addSchema(DESCRIPTION, 'api');
const compiled = new Map<string, ValidateFunction>();

/**
 * What about an answer is not what the API description promises, a sentence each. Every refusal has the one shape of
 * errors (D1.1); `null` occurs nowhere, as the original add-on's client fails on it (D10.1).
 */
export function problemsOf(method: string, path: string, answer: ReceivedAnswer): string[] {
  const match = matchRoute(method, path);
  if (match.kind !== 'operation') return [`${method} ${path} is no operation`];
  const { status, contentType, text } = answer;
  const operation: OperationDescription = OPERATIONS[match.id];
  const pointer = `/paths/${escaped(operation.path)}/${method.toLowerCase()}/responses/${status}`;
  if (!isDescribed(match.id, status)) {
    return [`status ${status} is not described for ${match.id}: openapi/flamenco-manager.yaml has to name it`];
  }
  const described = describedOperation(match.id).responses[String(status)];
  if (status >= 400 && status !== 423) return errorProblems(answer);
  if (!described) return [`an answer of ${match.id} with status ${status} is not described`];
  if (!described.content) return text === '' && contentType === null ? [] : [`${match.id} has a body with ${status}`];
  const [described_type = ''] = Object.keys(described.content);
  if (described_type === 'text/plain') return contentType === 'text/plain; charset=UTF-8' ? [] : ['not plain text'];
  const schema = `api#${pointer}/content/${escaped(described_type)}/schema`;
  return [...jsonProblems(schema, answer), ...nullsIn(JSON.parse(text))];
}

const escaped = (key: string) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));

function errorProblems(answer: ReceivedAnswer): string[] {
  const problems = jsonProblems('api#/components/schemas/Error', answer);
  if (problems.length > 0) return problems;
  const { code, message } = JSON.parse(answer.text) as { code: number; message: string };
  return [
    ...(code === answer.status ? [] : [`code ${code} with status ${answer.status}`]),
    ...(/\S/.test(message) ? [] : ['no message']),
  ];
}

function jsonProblems(schema: string, { contentType, text }: ReceivedAnswer): string[] {
  if (contentType !== 'application/json') return [`content type ${contentType}`];
  if (!text.endsWith('\n')) return ['no newline at the end'];
  const check = compiled.get(schema) ?? ajv.compile({ $ref: schema });
  compiled.set(schema, check);
  if (check(JSON.parse(text))) return [];
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Parameters of commands are passed on as the job type wrote them. */
const MAY_HOLD_NULL = new Set(['parameters', 'settings']);

function nullsIn(value: unknown, pointer = ''): string[] {
  if (value === null) return [`${pointer} is null`];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    MAY_HOLD_NULL.has(key) ? [] : nullsIn(inner, `${pointer}/${key}`),
  );
}
