import type { InPieces } from '../../rules/pieces.js';

/** Decides with a pause after each piece. */
export async function inPieces<Result>(decision: InPieces<Result>, pause: () => Promise<void>): Promise<Result> {
  for (;;) {
    const { done, value } = decision.next();
    if (done === true) return value;
    await pause();
  }
}
