import { bodyChecks } from './generated/body-checks.js';

/** One thing that is wrong with a value, in the words of JSON Schema. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer to the value. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A check compiled from the API description. */
export interface BodyCheck {
  /** Whether the value is right; if not, `errors` tells the first thing that is wrong. */
  readonly check: ((value: unknown) => boolean) & { readonly errors?: readonly SchemaError[] | null };
  /** Values of properties that may be left out although they are required (contract 01 §1.5 rule 7). */
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** The check with this name in the table of operations. Throws when there is none: the two are generated together. */
export function bodyCheck(name: string): BodyCheck {
  const checks: Readonly<Record<string, BodyCheck>> = bodyChecks;
  const found = checks[name];
  if (!found) throw new Error(`no check of request bodies is named ${name}`);
  return found;
}
