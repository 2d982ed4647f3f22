import { placedOperations, referencedName, resolved } from './description.js';
import type { Description, Operation, Parameter, PlacedOperation, RequestBody } from './description.js';

/** The name under which the check of an operation's JSON body is found. */
export function bodyCheckName(operation: Operation): string | undefined {
  const json = operation.requestBody?.content['application/json'];
  return json && (referencedName(json.schema) ?? operation.operationId);
}

/** TypeScript source of the table that both ends of the wire take their routes from. */
export function operationTableSource(description: Description): string {
  const entries = placedOperations(description).map(
    (placed) => [placed.operation.operationId, tableEntry(description, placed)] as const,
  );
  return [
    `import type { OperationDescription } from '../operation-types.js';`,
    `import type { operations } from './schema.js';`,
    '',
    '/** Everything that router and clients have to know about an operation, by its operationId. */',
    `export const OPERATIONS = ${JSON.stringify(Object.fromEntries(entries))} as const satisfies Readonly<Record<keyof operations, OperationDescription>>;`,
    '',
  ].join('\n');
}

function tableEntry(description: Description, { path, method, operation }: PlacedOperation): object {
  return {
    method: method.toUpperCase(),
    path,
    tag: operation.tags[0],
    security: operation.security ? 'worker' : 'open',
    pathParameters: parametersIn(description, operation, 'path'),
    queryParameters: parametersIn(description, operation, 'query'),
    headerParameters: parametersIn(description, operation, 'header'),
    ...(operation.requestBody && { body: bodyEntry(operation, operation.requestBody) }),
    answers: answers(operation),
  };
}

function parametersIn(description: Description, operation: Operation, place: Parameter['in']): object[] {
  return (operation.parameters ?? [])
    .filter((parameter) => parameter.in === place)
    .map(({ name, schema }) => {
      const { type, minimum, maximum } = resolved(description, schema);
      return { name, type, ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
    });
}

function bodyEntry(operation: Operation, body: RequestBody): object {
  const contentTypes = Object.keys(body.content);
  const check = bodyCheckName(operation);
  return {
    kind: check ? 'json' : contentTypes.includes('application/octet-stream') ? 'stream' : 'bytes',
    contentTypes,
    required: body.required ?? false,
    ...(check && { check }),
    ...(body['x-body-limit'] && { limit: body['x-body-limit'] }),
  };
}

/** What the answer of each status carries; errors outside this list are made by the error table. */
function answers(operation: Operation): object {
  return Object.fromEntries(
    Object.entries(operation.responses)
      .filter(([status]) => status !== 'default')
      .map(([status, { content }]) => [status, content ? ('text/plain' in content ? 'text' : 'json') : 'empty']),
  );
}
