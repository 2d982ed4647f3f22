/** More texts than this are not prepared; lists of varying length could make any number of them. */
const MOST_STATEMENTS = 1000;

/** A column of a statement's rows, and how its text becomes a value. */
export interface Column {
  readonly name: string;
  readonly parse: (text: string) => unknown;
}

/** What a connection knows about a statement that the server has prepared for it. */
export interface Prepared {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** The statements of one connection that the server prepared, by their texts. */
export class PreparedStatements {
  readonly #known = new Map<string, Prepared>();
  #names = 0;

  find(sql: string): Prepared | undefined {
    return this.#known.get(sql);
  }

  /**
   * A name for a statement that is prepared now; empty for one that is prepared for this time only. Each attempt has its
   * own, because after a failure nobody knows whether the server came as far as preparing it.
   */
  newName(): string {
    if (this.#names >= MOST_STATEMENTS) return '';
    this.#names += 1;
    return `s${this.#names}`;
  }

  keep(sql: string, prepared: Prepared): void {
    if (prepared.name !== '') this.#known.set(sql, prepared);
  }
}
