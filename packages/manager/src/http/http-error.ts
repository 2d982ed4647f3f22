/** A refusal of the HTTP layer itself: becomes an answer with this status and `{code, message}` (D1.1). */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}
