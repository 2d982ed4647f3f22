/** The last line of a task's log that grew beyond what a Worker reports (contract 00 D6.2). */
export function logLimitReached(limitBytes: number): string {
  const megabytes = Math.round(limitBytes / (1024 * 1024));
  return `This task has logged ${megabytes} MiB; the Worker leaves out the rest. Its status and steps are still reported.\n`;
}

// Activities of the original, which users and scripts know (contract 07 §13.1).

export const STARTED = 'Started';
export const PROGRESS = 'Progress';
export const COMPLETED = 'Completed';

/** Activity and last log line of a task whose command failed. */
export function failed(reason: string): string {
  return `Failed: ${reason}`;
}
