import type { Logger } from 'pino';
import type { WorkerProgram } from './program.js';
import type { SignalInbox } from './signals.js';
import { KILLED_BY_SECOND_SIGNAL } from './texts/console.js';

/** What signals ask something of. */
export type ObeyingProgram = Pick<WorkerProgram, 'interrupt' | 'sleep' | 'wake' | 'killNow'>;

/**
 * Connects signals to the program. The first one to stop ends it in good order; the second one kills what runs and ends
 * the process on the spot (contract 00 D6.5).
 */
export function obeySignals(
  signals: SignalInbox,
  program: ObeyingProgram,
  logger: Logger,
  exit: (exitCode: number) => void,
): void {
  let wasAsked = false;
  signals.deliverTo((meaning) => {
    if (meaning.ask === 'sleep') return program.sleep();
    if (meaning.ask === 'wake') return program.wake();
    if (!wasAsked) program.interrupt(meaning.name);
    else {
      logger.warn(KILLED_BY_SECOND_SIGNAL);
      program.killNow();
      exit(1);
    }
    wasAsked = true;
  });
}
