import { untilStateRequested } from '../asleep/state-poll.js';
import type { StatePollParts } from '../asleep/state-poll.js';
import { withJoined } from '../manager/interruption.js';
import type { Wish } from '../wishes.js';

/** What a Worker in the status `testing` is made of. */
export interface TestStateParts {
  readonly poll: StatePollParts;
  /** Tests the machine; settles soon after an abort. */
  readonly test: (signal: AbortSignal) => Promise<void>;
}

/**
 * Tests the machine, and meanwhile asks the Manager as a sleeping Worker does: that keeps the Worker from counting as
 * lost, and another status ends the test early.
 *
 * @returns the status that is wanted now; undefined when the test is over, or the Worker shuts down
 */
export async function untilTested({ poll, test }: TestStateParts, stopping: AbortSignal): Promise<Wish | undefined> {
  const over = new AbortController();
  return withJoined([stopping, over.signal], async (signal) => {
    const testing = test(signal).finally(() => over.abort());
    const requested = await untilStateRequested(poll, signal);
    over.abort();
    await testing;
    return requested;
  });
}
