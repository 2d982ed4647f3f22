/** What the Worker does next about a status that was asked of it (contract 07 §10). */
export type NextState =
  | { readonly enter: 'awake' }
  /** For one test of the machine (contract 00 D2.13). */
  | { readonly enter: 'testing' }
  /** `understood` is false when a status was asked for that the Worker cannot take. */
  | { readonly enter: 'asleep'; readonly understood: boolean }
  | { readonly enter: 'shut-down'; readonly why: 'offline' | 'restart' };

/** The state to go to for a requested status; whatever the Worker cannot take leads to sleep. */
export function nextState(requested: string): NextState {
  switch (requested) {
    case 'awake':
      return { enter: 'awake' };
    case 'testing':
      return { enter: 'testing' };
    case 'asleep':
      return { enter: 'asleep', understood: true };
    case 'offline':
    case 'restart':
      return { enter: 'shut-down', why: requested };
    default:
      return { enter: 'asleep', understood: false };
  }
}

/** The exit code of a shutdown that the Manager asked for; 0 when no restart code is configured (contract 07 §3). */
export function requestedExitCode(why: 'offline' | 'restart', restartExitCode: number): number {
  return why === 'restart' ? restartExitCode : 0;
}
