/** How the program ends (D4.6). */
export const EXIT = { clean: 0, startError: 1, usage: 2, database: 3 } as const;

/** The Manager cannot start; `message` is the line for the log, `reason` what is wrong and what to do. */
export class StartError extends Error {
  constructor(
    message: string,
    readonly reason: string,
    readonly exitCode: number = EXIT.startError,
    readonly fields: object = {},
  ) {
    super(message);
  }
}
