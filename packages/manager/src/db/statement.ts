import type { CompiledQuery, Kysely } from 'kysely';
import { queryBuilder } from './dialects.js';
import type { Dialect } from './dialects.js';
import type { Schema } from './schema.js';

/** Anything that Kysely can make SQL of. */
interface Compilable<Row> {
  compile(): CompiledQuery<Row>;
}

/** Stands for a parameter while a statement is being built. */
class Slot {
  constructor(readonly name: string) {}
}

/**
 * A statement that is compiled once and gets its parameters at each execution: building the SQL of the hot paths anew
 * each time costs more than running it (architecture §9).
 */
export class Statement<Parameters, Row> {
  readonly #build: (q: Kysely<Schema>, p: Parameters) => Compilable<Row>;
  readonly #compiled = new Map<Dialect, { readonly sql: string; readonly slots: readonly unknown[] }>();

  constructor(build: (q: Kysely<Schema>, p: Parameters) => Compilable<Row>) {
    this.#build = build;
  }

  /** The text for a dialect. */
  sql(dialect: Dialect): string {
    return this.#forDialect(dialect).sql;
  }

  /** The values in the order in which the text wants them. */
  values(dialect: Dialect, parameters: Parameters): unknown[] {
    const { slots } = this.#forDialect(dialect);
    const values = new Array<unknown>(slots.length);
    for (let index = 0; index < slots.length; index += 1) {
      const slot = slots[index];
      values[index] = slot instanceof Slot ? (parameters as Record<string, unknown>)[slot.name] : slot;
    }
    return values;
  }

  #forDialect(dialect: Dialect) {
    const known = this.#compiled.get(dialect);
    if (known) return known;
    const compiled = this.#build(queryBuilder(dialect), slots<Parameters>()).compile();
    const fresh = { sql: compiled.sql, slots: compiled.parameters };
    this.#compiled.set(dialect, fresh);
    return fresh;
  }
}

/** An object in which every property is a slot of that name; to Kysely a slot is a value like any other. */
function slots<Parameters>(): Parameters {
  return new Proxy({}, { get: (_target, name) => new Slot(String(name)) }) as Parameters;
}

/** Names the parameters of a statement; what the statement gives follows from how it is built. */
export function statement<Parameters>() {
  return <Row>(build: (q: Kysely<Schema>, p: Parameters) => Compilable<Row>): Statement<Parameters, Row> =>
    new Statement(build);
}
