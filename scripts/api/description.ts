import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';

/** Where the API description is kept, below the repository's root. */
export const DESCRIPTION_FILE = 'openapi/flamenco-manager.yaml';

/** A schema as the description writes it: the part of OpenAPI 3.0 that ours uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly allOf?: readonly Schema[];
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
}

export interface RequestBody {
  readonly required?: boolean;
  readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  readonly 'x-body-limit'?: number;
}

export interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  /** Statuses with which it refuses, besides those of `responses`. */
  readonly 'x-refusals'?: readonly number[];
  /** Statuses of `responses` that this Manager never answers with. */
  readonly 'x-never'?: readonly number[];
}

export const METHODS = ['get', 'post', 'put', 'delete'] as const;
export type Method = (typeof METHODS)[number];

export interface Description {
  readonly paths: Readonly<Record<string, Partial<Readonly<Record<Method, Operation>>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** An operation with its place. */
export interface PlacedOperation {
  readonly path: string;
  readonly method: Method;
  readonly operation: Operation;
}

/** Reads the description; `load` gives what the file says, and the interfaces above say what ours contains. */
export async function readDescription(root: string): Promise<Description> {
  return load(await readFile(`${root}/${DESCRIPTION_FILE}`, 'utf8')) as Description;
}

/** Every operation, in the order of the description. */
export function placedOperations(description: Description): PlacedOperation[] {
  return Object.entries(description.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, operation }] : [];
    }),
  );
}

/** Every status that an operation answers with by itself, in their order. Pure. */
export function answeredStatuses({
  responses,
  'x-refusals': refusals = [],
  'x-never': never = [],
}: Operation): number[] {
  const described = Object.keys(responses).filter((status) => status !== 'default');
  const answered = described.map(Number).filter((status) => !never.includes(status));
  return [...answered, ...refusals].sort((one, other) => one - other);
}

const SCHEMA_PREFIX = '#/components/schemas/';

/** The name in a reference to a schema, undefined for a schema written in place. */
export function referencedName(schema: Schema): string | undefined {
  return schema.$ref?.startsWith(SCHEMA_PREFIX) ? schema.$ref.slice(SCHEMA_PREFIX.length) : undefined;
}

/** The schema that a reference means. */
export function resolved(description: Description, schema: Schema): Schema {
  const name = referencedName(schema);
  if (name === undefined) return schema;
  const found = description.components.schemas[name];
  if (!found) throw new Error(`${DESCRIPTION_FILE} refers to the schema ${name}, which it does not define`);
  return found;
}
