import type { ValueProblem } from './value-checks.js';

/** Why the text of a configuration file cannot be used; `texts/config.ts` words it. Lines count from 1. */
export type FileProblem = { readonly line: number } & (
  | { readonly kind: 'encoding' }
  | { readonly kind: 'syntax'; readonly detail: string }
  | { readonly kind: 'value'; readonly key: string; readonly problem: ValueProblem }
  /** Not version 3; 0 when there is none (contract 05 §11). */
  | { readonly kind: 'version'; readonly found: number }
  /** `version` stands on the top level instead of under `_meta` (D4.3). */
  | { readonly kind: 'version-misplaced'; readonly found: string }
  /** A variable stands on the top level: what belongs below `variables` has too little indentation (D4.3). */
  | { readonly kind: 'variable-on-top'; readonly name: string }
  /** `variables` stands inside another section: it has too much indentation (D4.3). */
  | { readonly kind: 'variables-too-deep'; readonly section: string }
  /** A part of a variable stands directly below `variables`: it has too little indentation (D4.3). */
  | { readonly kind: 'variable-part-misplaced'; readonly part: string }
);

/** A key that means nothing to us, with its place. */
export interface UnknownKey {
  readonly path: string;
  readonly line: number;
}
