import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { placedOperations, resolved } from './description.js';
import type { Description, Schema } from './description.js';
import { bodyCheckName } from './operation-table.js';

/**
 * What counts as a date in requests (contract 02 §1.2): RFC 3339 in form, capital letters only, the zone may be
 * missing. Whether the day exists is for the operation to say.
 */
const DATE_TIME = String.raw`^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?$`;

/**
 * TypeScript source of the checks of JSON bodies. They are compiled here and not at start, because that would cost
 * every start of the Manager a noticeable part of a second.
 */
export function bodyChecksSource(description: Description): string {
  const bodies = jsonBodies(description);
  // Lengths count as JavaScript counts them: what Ajv does else needs a library at run time. It calls that deprecated.
  const options = { allErrors: false, ownProperties: true, unicode: false, logger: false } as const;
  const ajv = new Ajv({ ...options, code: { source: true, esm: true, lines: true } });
  for (const [name, { schema }] of bodies) ajv.addSchema({ $id: name, ...checkedPart(description, schema) });
  const code = standalone.default(ajv, Object.fromEntries([...bodies.keys()].map((name) => [name, name])));
  return [
    '// @ts-nocheck: this is the output of Ajv; what the Manager uses of it is typed in ../body-checks.ts',
    code.replace(/^"use strict";/, '').replace(/^export const /gm, 'const '),
    '',
    '/** The checks by name, and the defaults to fill in before one of them runs. */',
    'export const bodyChecks = {',
    ...[...bodies].map(
      ([name, { defaults }]) => `  ${name}: { check: ${name}, defaults: ${JSON.stringify(defaults)} },`,
    ),
    '};',
    '',
  ].join('\n');
}

interface JsonBody {
  readonly schema: Schema;
  readonly defaults: Readonly<Record<string, unknown>>;
}

function jsonBodies(description: Description): Map<string, JsonBody> {
  const found = new Map<string, JsonBody>();
  for (const { operation } of placedOperations(description)) {
    const name = bodyCheckName(operation);
    const schema = operation.requestBody?.content['application/json']?.schema;
    if (name && schema) found.set(name, { schema, defaults: defaultsOf(resolved(description, schema)) });
  }
  return found;
}

/** Defaults of the top level, which is where the bodies of the original have theirs. */
function defaultsOf(schema: Schema): Record<string, unknown> {
  const properties = Object.entries(schema.properties ?? {});
  return Object.fromEntries(
    properties.flatMap(([key, { default: value }]) => (value === undefined ? [] : [[key, value]])),
  );
}

/** The part of a schema that says which values are right, in the words of JSON Schema, references written out. */
function checkedPart(description: Description, referring: Schema): Record<string, unknown> {
  const schema = resolved(description, referring);
  const { type, format, required, properties, items, additionalProperties, allOf } = schema;
  const inner = (part: Schema) => checkedPart(description, part);
  return {
    ...(type && { type }),
    ...(schema.enum && { enum: schema.enum }),
    ...(format === 'date-time' && { pattern: DATE_TIME }),
    ...limits(schema),
    ...(required && { required }),
    ...(properties && { properties: mapValues(properties, inner) }),
    ...(items && { items: inner(items) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: inner(additionalProperties) }),
    ...(allOf && { allOf: allOf.map(inner) }),
  };
}

/** Integers outside the range in which JavaScript is exact would be stored as other numbers than were sent. */
function limits(schema: Schema): Record<string, number> {
  const { type, minimum, maximum } = schema;
  if (type === 'string') return defined({ minLength: schema.minLength, maxLength: schema.maxLength });
  if (type === 'array') return defined({ minItems: schema.minItems, maxItems: schema.maxItems });
  if (type !== 'integer' && type !== 'number') return {};
  const { MIN_SAFE_INTEGER, MAX_SAFE_INTEGER } = Number;
  const safe = defined(type === 'integer' ? { minimum: MIN_SAFE_INTEGER, maximum: MAX_SAFE_INTEGER } : {});
  return { ...safe, ...defined({ minimum, maximum }) };
}

function defined(values: Readonly<Record<string, number | undefined>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

function mapValues<A, B>(values: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
