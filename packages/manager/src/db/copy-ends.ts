import type { SchemaTable } from './table-order.js';
import type { Value } from './table-checksum.js';

/** A row's values in the order of the table's columns. */
export type CopiedRow = readonly Value[];

/** Where a farm is copied from: all of one moment, and nothing is written. */
export interface CopySource {
  rows(table: SchemaTable): AsyncIterable<readonly CopiedRow[]>;
  close(): Promise<void>;
}

/**
 * Where a farm is copied to. It is marked as unfinished from its opening to `finish`, so that no Manager starts with a part
 * of a farm.
 */
export interface CopyTarget extends CopySource {
  insert(table: SchemaTable, rows: readonly CopiedRow[]): Promise<void>;
  finish(tables: readonly SchemaTable[]): Promise<void>;
}

/** Rows that are read and written at a time. */
export const ROWS_AT_ONCE = 500;

/** Half characters, and the one that PostgreSQL does not take. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;
const UNSTORABLE_ALL = /[\0\p{Surrogate}]/gu;

/** A row as the checksum and every database see it. */
export function valuesOf(row: Readonly<Record<string, unknown>>, table: SchemaTable): CopiedRow {
  return table.columns.map((column) => {
    const value = row[column];
    // What PostgreSQL cannot store is not stored anywhere, so that both sides stay the same.
    if (typeof value === 'string') return UNSTORABLE.test(value) ? value.replace(UNSTORABLE_ALL, '\ufffd') : value;
    return typeof value === 'number' ? value : null;
  });
}

/** The text of an insertion of so many rows; `place` gives the text of a parameter by its number, from 1. */
export function insertion(table: SchemaTable, rows: number, place: (number: number) => string): string {
  let number = 0;
  const one = () => `(${table.columns.map(() => place((number += 1))).join(', ')})`;
  const values = Array.from({ length: rows }, one).join(', ');
  return `insert into ${table.name} (${table.columns.join(', ')}) values ${values}`;
}
