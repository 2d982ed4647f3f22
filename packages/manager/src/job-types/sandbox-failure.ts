import type { QuickJSHandle } from 'quickjs-emscripten';
import { scriptTexts as texts } from '../texts/job-types.js';
import type { ScriptPosition } from './job-type.js';
import type { FailedRun } from './run-failure.js';
import { MAX_MESSAGE_CHARACTERS } from './sandbox-messages.js';
import type { RunFailure } from './sandbox-messages.js';
import type { Session } from './sandbox-session.js';
import { innermostPosition } from './stack-position.js';

/** What naming the place of a script that ran too long may take on top of its limit. */
const EXPLAIN_MS = 200;
/** The share of the memory limit from which an exception without words is about memory. */
const MEMORY_USED_UP = 0.9;

/** A script or its result failed in a way the engine reports; all else is the engine's own failure. */
export class RunFailed extends Error {
  constructor(readonly outcome: FailedRun) {
    super(outcome.message);
  }
}

/** A thrown value in words. */
interface Explanation {
  readonly message: string;
  readonly stack: string;
  readonly column?: number;
}

/** What a value means that the engine reports as thrown. Naming it may run the script's code again: for a short time. */
export function failureOfThrown(session: Session, thrown: QuickJSHandle): RunFailed {
  const { watch } = session;
  const limit = watch.exceeded;
  watch.exceeded = undefined;
  watch.deadline = performance.now() + EXPLAIN_MS;
  const { message, stack, column } = explain(session, thrown);
  thrown.dispose();
  watch.exceeded = limit;
  const found = innermostPosition(stack);
  if (limit !== undefined) return limitExceeded(session, found);
  const position = found === undefined || column === undefined ? found : { ...found, column };
  return new RunFailed({
    kind: 'failed',
    failure: failureNamed(message),
    message: worded(message),
    ...place(position),
  });
}

/** The most frequent mistake of authors in the words that they find in forums (contract 04 §7.6). */
function worded(message: string): string {
  return message.replace(/^ReferenceError: '(.+)' is not defined$/, 'ReferenceError: $1 is not defined');
}

/** The run was over one of the limits that the host watches. */
export function limitExceeded({ watch }: Session, position?: ScriptPosition): RunFailed {
  return new RunFailed({ kind: 'failed', failure: watch.exceeded ?? 'time', message: '', ...place(position) });
}

function place(position: ScriptPosition | undefined): { position?: ScriptPosition } {
  return position === undefined ? {} : { position };
}

/** The engine itself gave up: V8's stack or the WebAssembly memory ended, or it found itself inconsistent. */
export function failureOfEngine(error: unknown): FailedRun {
  const message = error instanceof Error ? error.message : String(error);
  const failure = error instanceof RangeError && /call stack/i.test(message) ? 'stack' : 'lost';
  return { kind: 'failed', failure, message };
}

/** Limits that the engine itself watches end in exceptions of these names. */
function failureNamed(message: string): RunFailure {
  if (message === 'InternalError: out of memory') return 'memory';
  return /^(InternalError|SyntaxError): stack overflow/.test(message) ? 'stack' : 'thrown';
}

/** Asks the guest what was thrown; where it cannot say, because memory ended or the script broke it, we do. */
function explain(session: Session, thrown: QuickJSHandle): Explanation {
  const { context, guest } = session;
  if (guest === undefined) return { message: String(context.dump(thrown)), stack: '' };
  const explainer = context.getProp(guest, 'explain');
  const result = context.callFunction(explainer, context.undefined, thrown);
  explainer.dispose();
  if (result.error !== undefined) {
    result.error.dispose();
    return { message: wordsOfEngine(session, thrown), stack: '' };
  }
  const json = context.getString(result.value);
  result.value.dispose();
  return readExplanation(json);
}

/** What the engine itself threw says so without the guest's help. */
function wordsOfEngine(session: Session, thrown: QuickJSHandle): string {
  const { name, message } = (session.context.dump(thrown) ?? {}) as { name?: unknown; message?: unknown };
  if (name === 'InternalError') return `${name}: ${String(message).slice(0, MAX_MESSAGE_CHARACTERS)}`;
  return isMemoryUsedUp(session) ? 'InternalError: out of memory' : texts.unexplained;
}

function readExplanation(json: string): Explanation {
  try {
    const { message = '', stack = '', column } = JSON.parse(json) as Partial<Explanation>;
    return { message, stack, ...(column === undefined ? {} : { column }) };
  } catch {
    return { message: texts.unexplained, stack: '' };
  }
}

/** The engine throws a bare null when it has no memory left for an exception. */
function isMemoryUsedUp({ context, runtime, request }: Session): boolean {
  const usage = runtime.computeMemoryUsage();
  const size: unknown = (context.dump(usage) as { memory_used_size?: unknown } | undefined)?.memory_used_size;
  usage.dispose();
  return typeof size !== 'number' || size > request.limits.memoryBytes * MEMORY_USED_UP;
}
