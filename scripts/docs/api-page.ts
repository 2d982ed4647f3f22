import { answeredStatuses, placedOperations } from '../api/description.js';
import type { Description } from '../api/description.js';
import { code, GENERATED, table } from './markdown.js';

/** The reference page of the API, from its description. */
export function apiPage(description: Description): string {
  const operations = placedOperations(description);
  const tags = [...new Set(operations.map(({ operation }) => operation.tags[0] ?? ''))];
  return [
    GENERATED,
    '# HTTP API of the Manager',
    '',
    'Written in full in [openapi/flamenco-manager.yaml](../../openapi/flamenco-manager.yaml), which the Manager also serves at',
    '`/api/v3/openapi3.json`. Every error has the body `{"code": STATUS, "message": "…"}`. Operations marked with 🔑 need the',
    'credentials of a Worker (HTTP Basic). Any operation may also be answered 405 (wrong method), 413 (body too large), 500',
    '(trouble on the Manager) and 503 (busy, try again after `Retry-After` seconds).',
    '',
    ...tags.flatMap((tag) => [
      `## ${tag}`,
      '',
      operationsTable(operations.filter(({ operation }) => operation.tags[0] === tag)),
    ]),
  ].join('\n');
}

function operationsTable(operations: ReturnType<typeof placedOperations>): string {
  const rows = operations.map(({ path, method, operation }) => [
    `${code(`${method.toUpperCase()} ${path}`)}${operation.security ? ' 🔑' : ''}`,
    code(operation.operationId),
    operation.summary ?? '',
    answeredStatuses(operation).join(', '),
  ]);
  return table(['Request', 'Operation', 'What it does', 'Answers'], rows);
}
