/** What a signal asks of the Worker (contract 00 D6.5, D6.10). */
export type SignalMeaning =
  /** `name` as the original calls the signal. */
  { readonly ask: 'stop'; readonly name: string } | { readonly ask: 'sleep' } | { readonly ask: 'wake' };

/** Signals that mean something; some systems have only a part of them. */
const MEANINGS: Readonly<Partial<Record<NodeJS.Signals, SignalMeaning>>> = {
  SIGINT: { ask: 'stop', name: 'interrupt' },
  SIGTERM: { ask: 'stop', name: 'terminated' },
  SIGHUP: { ask: 'stop', name: 'hangup' },
  SIGBREAK: { ask: 'stop', name: 'interrupt' },
  SIGUSR1: { ask: 'sleep' },
  SIGUSR2: { ask: 'wake' },
};

const POSIX_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const;
const WINDOWS_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;

/** Where signals come from: the process, or an emitter in a test. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
}

/** Signals that were caught; they wait until somebody takes them. */
export class SignalInbox {
  readonly #waiting: SignalMeaning[] = [];
  #take: ((meaning: SignalMeaning) => void) | undefined;

  /** Hands all signals, past and future ones, to `take`. */
  deliverTo(take: (meaning: SignalMeaning) => void): void {
    this.#take = take;
    for (const meaning of this.#waiting.splice(0)) take(meaning);
  }

  put(meaning: SignalMeaning): void {
    if (this.#take) this.#take(meaning);
    else this.#waiting.push(meaning);
  }
}

/** Catches signals from now on, so that none ends the program in the system's way, without a sign-off. */
export function catchSignals(source: SignalSource, platform: NodeJS.Platform): SignalInbox {
  const inbox = new SignalInbox();
  for (const signal of platform === 'win32' ? WINDOWS_SIGNALS : POSIX_SIGNALS) {
    const meaning = MEANINGS[signal];
    if (meaning) source.on(signal, () => inbox.put(meaning));
  }
  return inbox;
}
