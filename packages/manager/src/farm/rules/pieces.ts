/**
 * A decision about many tasks that takes longer than others should wait: it stops now and then, so that whoever asked can let
 * others be served. Still pure, and still one decision.
 */
export type InPieces<Result> = Generator<void, Result, void>;

/** Decides without a pause. */
export function atOnce<Result>(decision: InPieces<Result>): Result {
  for (;;) {
    const { done, value } = decision.next();
    if (done === true) return value;
  }
}
