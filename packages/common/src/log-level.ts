/** How much an event matters, least first. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** The least important level to log; `-trace` beats `-debug`, which beats `-quiet` (contract 05 §1, 07 §2). */
export function chosenLevel(flags: {
  readonly quiet: boolean;
  readonly debug: boolean;
  readonly trace: boolean;
}): LogLevel {
  if (flags.trace) return 'trace';
  if (flags.debug) return 'debug';
  return flags.quiet ? 'warn' : 'info';
}
