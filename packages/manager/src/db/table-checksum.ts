import { createHash } from 'node:crypto';

/** A value as databases give it. */
export type Value = string | number | null;

const MODULUS = 1n << 128n;

/**
 * The checksum of a table: the same for the same rows, whatever database they are in and in whatever order they come.
 * The sum of the digests of the rows, so that a row that is missing, changed or there twice changes it.
 */
export class TableChecksum {
  #sum = 0n;
  #rows = 0;

  get rows(): number {
    return this.#rows;
  }

  /** @param values in the order of the table's columns */
  add(values: readonly Value[]): void {
    const digest = createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 32);
    this.#sum = (this.#sum + BigInt(`0x${digest}`)) % MODULUS;
    this.#rows += 1;
  }

  /** 32 hexadecimal digits. */
  toString(): string {
    return this.#sum.toString(16).padStart(32, '0');
  }
}
