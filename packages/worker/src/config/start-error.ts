/**
 * The Worker cannot start, for a reason that its user can do something about. Logged as the last line, exit code 1.
 *
 * `message` is the line of the log, `reason` its `error` field, which names the thing and the remedy; `fields`
 * are further ones.
 */
export class StartError extends Error {
  constructor(
    message: string,
    readonly reason: string,
    readonly fields: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
