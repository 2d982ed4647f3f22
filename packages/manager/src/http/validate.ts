import { OPERATIONS } from '@flamenco/api';
import type { BodyDescription, ParameterDescription } from '@flamenco/api';
import * as texts from '../texts/http-errors.js';
import { bodyCheck } from './body-checks.js';
import type { SchemaError } from './body-checks.js';
import { HttpError } from './http-error.js';

/** Parameters as an operation gets them. */
export type ParameterValues = Readonly<Record<string, string | number | boolean>>;

type Place = 'path' | 'query' | 'header';

/**
 * Checks and converts parameters (contract 01 §1.5); absent ones are left out, unknown ones ignored. Enumerations are
 * not enforced: an audience that nobody knows gets the best answer there is (D1.2). Pure.
 */
export function checkParameters(
  described: readonly ParameterDescription[],
  place: Place,
  valueOf: (name: string) => string | undefined,
): ParameterValues {
  if (described.length === 0) return NO_PARAMETERS;
  const values: Record<string, string | number | boolean> = {};
  for (const parameter of described) {
    const text = valueOf(parameter.name);
    if (text !== undefined) values[parameter.name] = parameterValue(parameter, place, text);
  }
  return values;
}

const NO_PARAMETERS: ParameterValues = Object.freeze({});

function parameterValue({ name, type, minimum, maximum }: ParameterDescription, place: Place, text: string) {
  const value = convert(type, text);
  if (value === undefined) {
    throw new HttpError(400, texts.parameterError(name, place, texts.valueReasons.wrongType(type)));
  }
  if (minimum !== undefined && typeof value === 'number' && value < minimum) {
    throw new HttpError(400, texts.parameterError(name, place, texts.valueReasons.tooSmall(minimum)));
  }
  if (maximum !== undefined && typeof value === 'number' && value > maximum) {
    throw new HttpError(400, texts.parameterError(name, place, texts.valueReasons.tooLarge(maximum)));
  }
  return value;
}

/** The spellings of truth that the original takes (contract 06 §4.4). */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'true', 'TRUE', 'True'].map((text) => [text, true] as const),
  ...['0', 'f', 'F', 'false', 'FALSE', 'False'].map((text) => [text, false] as const),
]);

function convert(type: ParameterDescription['type'], text: string): string | number | boolean | undefined {
  if (type === 'string') return text;
  if (type === 'boolean') return BOOLEANS.get(text);
  const number = /^[+-]?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}

/** Refuses a content type that the operation does not declare; what follows a semicolon does not matter. Pure. */
export function checkContentType(body: BodyDescription, contentType: string | undefined): void {
  const given = contentType ?? '';
  const end = given.indexOf(';');
  const type = (end < 0 ? given : given.slice(0, end)).trim();
  if (!body.contentTypes.includes(type)) {
    throw new HttpError(400, texts.unexpectedContentType(given, body.contentTypes));
  }
}

/** Decodes a JSON body and checks it against its schema, defaults filled in first (contract 02 §1.2). */
export function decodeJsonBody(check: string, bytes: Buffer): unknown {
  return checkedBody(check, firstDocument(bytes.toString('utf8')));
}

/** Text after the first JSON document is ignored, as by the original (contract 01 §1.5 rule 4). */
function firstDocument(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const end = /^Unexpected non-whitespace character after JSON at position (\d+)/.exec(reason)?.[1];
    if (end !== undefined) return JSON.parse(text.slice(0, Number(end)));
    throw new HttpError(400, texts.undecodableBody(reason));
  }
}

function checkedBody(name: string, body: unknown): unknown {
  const { check, defaults } = bodyCheck(name);
  const value = withDefaults(body, defaults);
  if (check(value)) return value;
  const [error] = check.errors ?? [];
  throw new HttpError(
    400,
    error ? mismatch(name, value, error) : texts.bodyMismatch(name, '', texts.valueReasons.other),
  );
}

/** A property with a default may be left out or `null` (contract 02 §1.2 rule 5). */
function withDefaults(body: unknown, defaults: Readonly<Record<string, unknown>>): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const missing = Object.entries(defaults).filter(([key]) => (Reflect.get(body, key) ?? undefined) === undefined);
  return missing.length === 0 ? body : { ...body, ...Object.fromEntries(missing) };
}

/** Schemas without a name of their own are checked under the name of their operation. */
const schemaName = (check: string) => (check in OPERATIONS ? undefined : check);

function mismatch(check: string, body: unknown, error: SchemaError): string {
  const missing = error.keyword === 'required' ? String(error.params.missingProperty) : undefined;
  const pointer = missing === undefined ? error.instancePath : `${error.instancePath}/${missing}`;
  return texts.bodyMismatch(schemaName(check), pointer, reasonOf(error, valueAt(body, error.instancePath)));
}

function reasonOf({ keyword, params }: SchemaError, value: unknown): string {
  const reasons = texts.valueReasons;
  if (keyword === 'required') return reasons.missing(String(params.missingProperty));
  if (value === null) return reasons.isNull;
  if (keyword === 'type') return reasons.wrongType(String(params.type));
  if (keyword === 'enum' && Array.isArray(params.allowedValues)) return reasons.notAllowed(params.allowedValues);
  if (keyword === 'maximum') return reasons.tooLarge(Number(params.limit));
  if (keyword === 'maxItems') return reasons.tooMany(Number(params.limit));
  if (keyword === 'minimum') return reasons.tooSmall(Number(params.limit));
  if (keyword === 'minLength' || keyword === 'minItems') return reasons.tooShort(Number(params.limit));
  if (keyword === 'maxLength') return reasons.tooLong(Number(params.limit));
  return keyword === 'pattern' ? reasons.noDateTime : reasons.other;
}

function valueAt(body: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, step) => (typeof value === 'object' && value ? Reflect.get(value, step) : undefined),
      body,
    );
}
