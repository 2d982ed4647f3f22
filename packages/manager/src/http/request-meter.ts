/** Hears of every answered API request. Costs next to nothing. */
export interface RequestMeter {
  /**
   * @param operation `operationId` of the API description
   * @param code HTTP status; `none` if the client got no answer
   * @param durationMs undefined if the request was kept open on purpose, so that its duration says nothing
   */
  answered(operation: string, code: number | 'none', durationMs: number | undefined): void;
}
