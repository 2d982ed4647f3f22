/** What each signal asks of the Manager. */
export interface SignalPlan {
  readonly stop: readonly NodeJS.Signals[];
  /** Read the settings file again. */
  readonly reload: readonly NodeJS.Signals[];
}

/**
 * The signals of a system. On Windows SIGHUP is the closing of the console, after which a program has a few seconds to
 * end in good order, and SIGBREAK is Ctrl+Break; settings are reloaded there when the file changes, as everywhere. Pure.
 */
export function signalPlan(platform: NodeJS.Platform): SignalPlan {
  if (platform === 'win32') return { stop: ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP'], reload: [] };
  return { stop: ['SIGINT', 'SIGTERM'], reload: ['SIGHUP'] };
}
