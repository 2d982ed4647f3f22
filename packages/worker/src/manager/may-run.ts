/** The Manager's word about a running task. */
export interface MayRun {
  readonly mayKeepRunning: boolean;
  readonly reason: string;
  readonly statusChangeRequested: boolean;
}

/** Reads the answer to may-i-run; undefined when it says neither yes nor no, which counts as yes (contract 07 §12.3). Pure. */
export function readMayRun(body: unknown): MayRun | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const may: unknown = Reflect.get(body, 'mayKeepRunning');
  const reason: unknown = Reflect.get(body, 'reason');
  if (typeof may !== 'boolean') return undefined;
  return {
    mayKeepRunning: may,
    reason: typeof reason === 'string' ? reason : '',
    statusChangeRequested: Reflect.get(body, 'statusChangeRequested') === true,
  };
}
