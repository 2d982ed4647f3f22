import type { CommandParameters } from '../commands/command.js';
import { withTimeLimit } from '../manager/time-limit.js';
import { tookTooLong } from '../texts/machine-test.js';
import type { TestBench, Trial } from './bench.js';

/** A slow machine may take a while to load Blender for the first time. */
export const TRIAL_LIMIT_MS = 120_000;

/** Tries a command, but not for ever. */
export async function limitedTrial(
  bench: TestBench,
  name: string,
  parameters: CommandParameters,
  signal: AbortSignal,
): Promise<Trial> {
  let isOver = false;
  const trial = await withTimeLimit(
    bench.clock,
    TRIAL_LIMIT_MS,
    async (limited) => {
      limited.addEventListener('abort', () => (isOver = true), { once: true });
      return bench.tryCommand(name, parameters, limited);
    },
    signal,
  );
  return isOver && !signal.aborted ? { ...trial, failure: tookTooLong(TRIAL_LIMIT_MS) } : trial;
}
