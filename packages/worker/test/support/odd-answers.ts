import type { ScriptedAnswer } from './fake-manager.js';

/** An answer by its name. */
export type NamedAnswer = readonly [name: string, answer: ScriptedAnswer];

const JSON_TYPE = { 'Content-Type': 'application/json' };

function refusal(status: number): NamedAnswer {
  return [`${status}`, { status, json: { code: status, message: 'because' } }];
}

/** Nothing that a Worker could read. */
export const NO_ANSWERS: readonly NamedAnswer[] = [
  ['a cut connection', 'hang-up'],
  ['silence', 'silence'],
  ['broken JSON', { status: 500, text: '{"mess', headers: JSON_TYPE }],
];

/** Said by what stands between, or by a Manager in passing trouble: never a reason to change anything. */
export const PASSING_TROUBLE: readonly NamedAnswer[] = [
  ...NO_ANSWERS,
  ["a captive portal's page", { status: 200, text: '<html>Welcome</html>' }],
  ['an object of somebody else', { status: 200, json: { welcome: true } }],
  ["a proxy's 401 page", { status: 401, text: '<html>Who are you?</html>' }],
  ["a proxy's 403 page", { status: 403, text: '<html>Forbidden</html>' }],
  ['403 with a bare string', { status: 403, json: 'Forbidden' }],
  // Of a server that knows no such path: a wrong prefix, or a Manager that is being replaced.
  ['404 with a bare string', { status: 404, json: 'Not Found' }],
  refusal(408),
  refusal(429),
  refusal(500),
  ['502 with a page', { status: 502, text: '<html>Bad Gateway</html>' }],
  refusal(503),
];

/** The Manager does not like what it was sent. */
export const HOPELESS: readonly NamedAnswer[] = [refusal(400), refusal(413), refusal(422)];

/** There is no such thing. */
export const NOT_THERE: readonly NamedAnswer[] = [refusal(404)];

/** It belongs to somebody else. */
export const CONFLICT: NamedAnswer = refusal(409);

/** The Manager itself does not know the Worker. */
export const UNKNOWN_WORKER: readonly NamedAnswer[] = [refusal(401), refusal(403)];

/** Accepted, though an original Worker takes it for a broken connection (contract 07 §8). */
export const DECLARED_AS_JSON: NamedAnswer = ['204 that says it is JSON', { status: 204, headers: JSON_TYPE }];
