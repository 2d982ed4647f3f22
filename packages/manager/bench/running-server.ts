/** A server in a process of its own, on this machine. */
export interface RunningServer {
  readonly port: number;
  readonly pid: number;
  /** Ends it in good order. */
  stop(): Promise<void>;
}
