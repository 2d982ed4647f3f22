/** What an answer to a sign-on means (contract 00 D6.3). */
export type SignOnVerdict =
  | { readonly outcome: 'accepted'; readonly statusRequested: string; readonly extras: readonly string[] }
  /** The Manager itself says that it does not know this Worker. */
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'try-again' };

/** An HTTP answer as the rules see it: `body` is the decoded JSON, undefined for everything else. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Whether the Manager refuses this Worker's credentials: 401 or 403 with a JSON error object. A proxy's page or a bare
 * string is not the Manager speaking, and never costs a Worker its identity.
 */
export function refusesCredentials(answer: JsonAnswer): boolean {
  return (answer.status === 401 || answer.status === 403) && errorMessage(answer.body) !== undefined;
}

/** Judges the answer to a sign-on; undefined means that there was none. */
export function judgeSignOn(answer: JsonAnswer | undefined): SignOnVerdict {
  if (!answer) return { outcome: 'try-again' };
  if (refusesCredentials(answer)) return { outcome: 'refused' };
  const statusRequested = answer.status === 200 ? requestedStatus(answer.body) : undefined;
  if (statusRequested === undefined) return { outcome: 'try-again' };
  return { outcome: 'accepted', statusRequested, extras: announcedExtras(answer.body) };
}

/** The message of an API error body, undefined for anything else. */
export function errorMessage(body: unknown): string | undefined {
  const message = property(body, 'message');
  return typeof message === 'string' ? message : undefined;
}

/** The `status_requested` of an answer, undefined when it has none. */
export function requestedStatus(body: unknown): string | undefined {
  const status = property(body, 'status_requested');
  return typeof status === 'string' ? status : undefined;
}

function announcedExtras(body: unknown): readonly string[] {
  const extras = property(body, 'extras');
  return Array.isArray(extras) ? extras.filter((extra): extra is string => typeof extra === 'string') : [];
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
