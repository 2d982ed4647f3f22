/** Answers of the HTTP layer itself, before any operation runs. Quoted wording is what users search for. */

/** Where users find out about a Worker that the Manager does not know (contract 01 §1.7). */
export const unknownWorkerWarning =
  'unknown worker is trying to communicate, see https://flamenco.blender.org/faq/#what-does-unknown-worker-is-trying-to-communicate-mean';

/** Credentials of no known Worker, or a wrong secret: nobody learns which (contract 01 §1.7). */
export const unknownWorker = 'security requirements failed: authorization failed: no such worker known';

/** No usable `Authorization` header (contract 01 §1.7). */
export const noAuthorization = 'security requirements failed: authorization failed: no auth header found';

/** The database did not answer while credentials were looked up (D1.5). */
export const cannotAuthenticateNow = 'the Manager cannot check your credentials right now, try again later';

export const notFound = (path: string) => `Not Found: this Manager has nothing at ${path}`;

export const fileNotFound = 'Not Found: there is no such file';

export const methodNotAllowed = (method: string, path: string, allowed: readonly string[]) =>
  `Method Not Allowed: ${path} takes ${allowed.join(' or ')}, not ${method}`;

export const malformedPath = 'the path has a percent sign that is not followed by two hexadecimal digits';

export const malformedRequest = 'this is not a well-formed HTTP request';

export const headersTooLarge = 'the headers of this request are too large';

/** Something that nobody expected; the log has the details. */
export const internalError = 'Internal Server Error: something went wrong in the Manager, its log has the details';

/** Of the profiler. */
export const badSeconds = (longest: number) => `"seconds" should be a whole number from 1 to ${longest}`;

export const alreadyRecording = 'the profiler is already at work; wait until the other recording has ended';

/** Files cannot be uploaded (contract 06 §4). */
export const shamanNotActive = 'shaman server not active';

/** What is wrong with a request body begins like this (contract 01 §1.5). */
const BODY_ERROR = 'request body has an error';

export const bodyMissing = `${BODY_ERROR}: value is required but missing`;

export const unexpectedContentType = (contentType: string, expected: readonly string[]) =>
  `${BODY_ERROR}: header Content-Type has unexpected value ${JSON.stringify(contentType)}, expected ${expected.join(' or ')}`;

export const undecodableBody = (reason: string) => `${BODY_ERROR}: failed to decode request body: ${reason}`;

export const bodyMismatch = (schema: string | undefined, pointer: string, reason: string) =>
  `${BODY_ERROR}: doesn't match schema${schema ? ` #/components/schemas/${schema}` : ''}: ` +
  `${pointer ? `Error at ${JSON.stringify(pointer)}: ` : ''}${reason}`;

export const bodyTooLarge = (limitBytes: number) => `the request body is too large; should be max ${limitBytes} bytes`;

/** An image that is too large (contract 02 §9.4). */
export const imageTooLarge = (limitBytes: number) => `image too large; should be max ${limitBytes} bytes`;

/** Something that has the right form, but is no value of its kind, such as 30 February (contract 02 §1.2). */
export const invalidFormat = 'invalid format';

export const parameterError = (name: string, place: string, reason: string) =>
  `parameter ${JSON.stringify(name)} in ${place} has an error: ${reason}`;

/** Why a value is not what the API description asks for. */
export const valueReasons = {
  missing: (property: string) => `property ${JSON.stringify(property)} is missing`,
  isNull: 'Value is not nullable',
  wrongType: (type: string) => `value must be ${TYPE_NAMES[type] ?? `of type ${type}`}`,
  notAllowed: (allowed: readonly unknown[]) => `value is not one of the allowed values ${JSON.stringify(allowed)}`,
  unknownChoice: (value: string, allowed: readonly string[]) =>
    `${JSON.stringify(value)} is not one of the allowed values ${JSON.stringify(allowed)}`,
  unknownOrder: (fields: readonly string[]) =>
    `the list can be sorted by one of ${JSON.stringify(fields)}, with "-" before it for descending order`,
  tooLarge: (limit: number) => `number must be at most ${limit}`,
  tooSmall: (limit: number) => `number must be at least ${limit}`,
  tooMany: (limit: number) => `list must have at most ${limit} items`,
  tooShort: (limit: number) => `value must have a length of at least ${limit}`,
  tooLong: (limit: number) => `value must have a length of at most ${limit}`,
  noDateTime: 'string is not a date and time like 2026-04-13T10:08:58Z',
  other: 'value is not what the API description asks for',
} as const;

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'a boolean',
  object: 'an object',
  array: 'an array',
};
