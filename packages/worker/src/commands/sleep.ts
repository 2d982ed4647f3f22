import { typeName } from '@flamenco/common';
import type { Clock } from '@flamenco/common';
import { NEGATIVE_DURATION, notANumber } from '../texts/errors.js';
import { slept } from '../texts/task-log.js';
import type { Command, CommandParameters } from './command.js';
import { ParameterReader } from './parameters.js';

const PARAMETER = 'duration_in_seconds';

/** A timer of the system cannot run for longer than 24 days. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;

/** Waits; fractions of a second count, as the documentation of job types promises (contract 07 §14.3). */
export const sleep: Command = async (parameters, ports, signal) => {
  const ms = readDuration(parameters);
  ports.logger.info({ duration: slept(ms) }, 'sleep');
  await waitFor(ports.clock, ms, signal);
  ports.log(slept(ms));
};

/** Milliseconds. Less than a second below 0 is 0, because the original cuts fractions off first. */
function readDuration(parameters: CommandParameters): number {
  const read = new ParameterReader('sleep', parameters);
  const seconds = read.present(PARAMETER);
  if (typeof seconds !== 'number') throw read.invalid(PARAMETER, notANumber(typeName(seconds)));
  if (Math.trunc(seconds) < 0) throw read.invalid(PARAMETER, NEGATIVE_DURATION);
  return Math.round(Math.max(0, seconds) * 1000);
}

async function waitFor(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  for (let left = ms; left > 0; left -= LONGEST_WAIT_MS) {
    await clock.wait(Math.min(left, LONGEST_WAIT_MS), signal);
    signal.throwIfAborted();
  }
}
