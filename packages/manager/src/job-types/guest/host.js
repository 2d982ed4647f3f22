import { Error, JSON, Object, TypeError, WeakMap } from './primordials.js';

/** Set once, before the script runs; scripts cannot reach this module. */
let call;
let evaluateFunction;

/**
 * Connects the sandbox to its host: `callHost(name, argumentsAsJson)` answers JSON, `evaluate(source, file)` gives the
 * value of a sloppy script.
 */
export function connect(callHost, evaluate) {
  call = callHost;
  evaluateFunction = evaluate;
}

/** An error raised by the host, as scripts know it (contract 04 §4.0). */
export class GoError extends Error {}
Object.defineProperty(GoError.prototype, 'name', { value: 'GoError', writable: true, configurable: true });

/** Asks the host; its refusal becomes an exception that scripts can catch. */
export function ask(name, ...values) {
  const answer = askRaw(name, JSON.stringify(values));
  if (answer.error !== undefined) throw new GoError(answer.error);
  return answer.value;
}

/** As `ask`, but with the arguments as JSON and the refusal as a value. */
export function askRaw(name, json) {
  return JSON.parse(call(name, json));
}

/** A TypeError with one of the host's texts. */
export function typeError(text, ...values) {
  return new TypeError(askRaw('text', JSON.stringify([text, ...values])).value);
}

export function evaluate(source, file) {
  return evaluateFunction(source, file);
}

/** Where something that is no Error was thrown by the host's functions. */
const stacks = new WeakMap();
/** The last value that a script with notes threw (host-api/throw-positions.ts). */
let noted;

/** Installs the function that such a script calls at each throw. */
export function installThrowNote(name) {
  const note = (column, value) => {
    noted = { value, stack: new Error().stack, column };
    return value;
  };
  Object.defineProperty(globalThis, name, { value: note });
}

/** What `shellSplit` throws: no Error; as text it is just its message (contract 04 §4.0). */
export function plainFailure(message) {
  const thrown = { message, toString: () => message };
  stacks.set(thrown, new Error().stack);
  return thrown;
}

/** Where a value was thrown, as far as that is known; with the column if a note has it. */
export function originOf(thrown) {
  if (thrown instanceof Error) return { stack: thrown.stack };
  if (noted !== undefined && Object.is(noted.value, thrown)) return noted;
  return { stack: typeof thrown === 'object' && thrown !== null ? stacks.get(thrown) : undefined };
}
