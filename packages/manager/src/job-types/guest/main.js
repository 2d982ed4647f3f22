/* global JOB_TYPE, compileJob -- the script's */
import { jobTypeText } from './describe.js';
import { shown } from './conversions.js';
import { connect, installThrowNote, originOf } from './host.js';
import { installGlobals } from './globals.js';
import { deliverJob, makeJob } from './job.js';
import { jsonTextOf, Unstorable } from './json.js';
import { JSON, Promise, String } from './primordials.js';

/**
 * What the host calls, in this order: `start`, then the script runs, then `describe`; or `compile`, then the promises
 * run, then `finish`. Answers are JSON with one key that says what happened.
 */

export function start(callHost, evaluate) {
  connect(callHost, evaluate);
  installGlobals();
}

/** The script was given notes at its throws: `name` is the function that they call. */
export function noteThrows(name) {
  installThrowNote(name);
}

export function describe() {
  let jobType;
  try {
    jobType = JOB_TYPE;
  } catch {
    return refusal('no-job-type');
  }
  return orRefusal('bad-job-type', () => jsonTextOf({ jobType: jobTypeText(jobType) }));
}

let job;
/** How an asynchronous `compileJob` ended: undefined while it runs. */
let settled;

export function compile(given) {
  const run = compileFunction();
  if (run === undefined) return refusal('no-compile-job');
  job = makeJob(JSON.parse(given));
  const result = run(job);
  if (result instanceof Promise) watch(result);
  else settled = { failed: false };
  return '{}';
}

function compileFunction() {
  try {
    return typeof compileJob === 'function' ? compileJob : undefined;
  } catch {
    return undefined;
  }
}

function watch(promise) {
  Promise.prototype.then.call(
    promise,
    () => (settled = { failed: false }),
    (thrown) => (settled = { failed: true, thrown }),
  );
}

export function finish() {
  if (settled === undefined) return refusal('never-settled');
  if (settled.failed) throw settled.thrown;
  return orRefusal('unusable-result', () => jsonTextOf({ job: deliverJob(job) }));
}

/** What was thrown, in words, and where: for the host to cut into a message and a place. */
export function explain(thrown) {
  const { stack, column } = originOf(thrown);
  let message;
  try {
    message = String(thrown);
  } catch {
    message = shown(thrown);
  }
  return jsonTextOf({
    message: JSON.stringify(message.slice(0, 10_000)),
    stack: typeof stack === 'string' ? JSON.stringify(stack.slice(0, 10_000)) : undefined,
    column,
  });
}

function orRefusal(name, work) {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof Unstorable)) throw thrown;
    return refusal(name, thrown.message);
  }
}

function refusal(name, detail = '') {
  return jsonTextOf({ refused: JSON.stringify(name), detail: JSON.stringify(detail) });
}
