import type { QuickJSHandle, QuickJSWASMModule } from 'quickjs-emscripten';
import { scriptTexts as texts } from '../texts/job-types.js';
import { noteThrows } from './host-api/throw-positions.js';
import { failureOfEngine, failureOfThrown, limitExceeded, RunFailed } from './sandbox-failure.js';
import { MAX_MESSAGE_CHARACTERS, MAX_PIECE_CHARACTERS } from './sandbox-messages.js';
import type { RunEnd, RunFailure, RunOutcome, SandboxRequest } from './sandbox-messages.js';
import { callGuest, closeSession, evaluateScript, isOver, openSession, startGuest } from './sandbox-session.js';
import type { Session, SessionOptions } from './sandbox-session.js';

const PROMISES_AT_A_TIME = 1000;

/** A script that was cut off may leave the engine in the middle of something: it is not used again. */
const CUT_OFF: ReadonlySet<RunFailure> = new Set<RunFailure>(['time', 'memory', 'stack', 'size', 'oversized', 'lost']);

/** What guest/main.js refuses by itself. */
const REFUSALS: readonly RunFailure[] = [
  'no-job-type',
  'bad-job-type',
  'no-compile-job',
  'never-settled',
  'unusable-result',
];

/** What came of a run. */
export interface FinishedRun {
  readonly end: RunEnd;
  /** Frees what the run used; false when the engine must not be used again. A spent run needs none. */
  readonly cleanUp: () => boolean;
}

/**
 * Runs a script once, in a runtime of its own (D3.1), and describes its job type or compiles the request's job.
 * Tasks go to `deliver` as JSON lists while they are made. Never throws.
 */
export function runScript(
  quickjs: QuickJSWASMModule,
  request: SandboxRequest,
  deliver: (tasks: string) => void,
): FinishedRun {
  const started = performance.now();
  const run = runOnce(quickjs, { request, deliver, notesThrows: false });
  if (!lacksPlace(run.end)) return run;
  if (!run.cleanUp()) return { end: { ...run.end, spent: true }, cleanUp: () => false };
  const timeMs = request.limits.timeMs - (performance.now() - started);
  return locateThrow(quickjs, { ...request, limits: { ...request.limits, timeMs } }, run.end);
}

function lacksPlace({ outcome, spent }: RunEnd): boolean {
  return !spent && outcome.kind === 'failed' && outcome.failure === 'thrown' && outcome.position === undefined;
}

/**
 * Runs a script that threw something without a place once more, with notes (host-api/throw-positions.ts), in the time that
 * is left: one that threw late does without its place.
 */
function locateThrow(quickjs: QuickJSWASMModule, request: SandboxRequest, end: RunEnd): FinishedRun {
  const source = request.limits.timeMs > 0 ? noteThrows(request.source) : undefined;
  if (source === undefined) return { end, cleanUp: () => true };
  const again = runOnce(quickjs, {
    request: { ...request, source },
    deliver: () => undefined,
    notesThrows: true,
  });
  const { outcome, spent } = again.end;
  const same = outcome.kind === 'failed' && end.outcome.kind === 'failed' && outcome.message === end.outcome.message;
  return { ...again, end: { ...end, outcome: same ? outcome : end.outcome, spent } };
}

function runOnce(quickjs: QuickJSWASMModule, options: SessionOptions): FinishedRun {
  const session = openSession(quickjs, options);
  const outcome = outcomeOf(session);
  const { output, warnings, looked, digest } = session;
  const report = {
    output: output.lines,
    outputDropped: output.dropped,
    warnings: [...warnings],
    looked: [...looked],
    digest: digest.digest('hex'),
  };
  const spent = outcome.kind === 'failed' && CUT_OFF.has(outcome.failure);
  return { end: { outcome, report, spent }, cleanUp: () => closeSession(session) };
}

function outcomeOf(session: Session): RunOutcome {
  const { job } = session.request;
  try {
    startGuest(session);
    evaluateScript(session);
    return job === undefined ? describe(session) : compile(session, job);
  } catch (error) {
    return error instanceof RunFailed ? error.outcome : failureOfEngine(error);
  }
}

function describe(session: Session): RunOutcome {
  return { kind: 'answered', answer: ask(session, 'describe') };
}

function compile(session: Session, job: string): RunOutcome {
  ask(session, 'compile', session.context.newString(job));
  runPromises(session);
  return { kind: 'answered', answer: ask(session, 'finish') };
}

/** Until nothing is left to do or the time is up (contract 04 §7.1 step 6). */
function runPromises(session: Session): void {
  const { runtime, watch } = session;
  while (runtime.hasPendingJob()) {
    const result = runtime.executePendingJobs(PROMISES_AT_A_TIME);
    if (result.error !== undefined) throw failureOfThrown(session, result.error);
    if (isOver(watch)) throw limitExceeded(session);
  }
}

/** The JSON that one of the guest's functions answers, as text: it may contain a `-0`. @throws RunFailed for a refusal */
function ask(session: Session, name: string, ...values: QuickJSHandle[]): string {
  const handle = callGuest(session, name, ...values);
  const answer = session.context.getString(handle);
  handle.dispose();
  if (answer.length > MAX_PIECE_CHARACTERS) session.watch.exceeded ??= 'oversized';
  if (session.watch.exceeded === 'oversized') throw limitExceeded(session);
  const { refused, detail } = parsed(answer);
  if (refused === undefined) return answer;
  if (session.watch.exceeded !== undefined) throw limitExceeded(session);
  const failure = REFUSALS.find((known) => known === refused) ?? 'unusable-result';
  throw new RunFailed({ kind: 'failed', failure, message: String(detail).slice(0, MAX_MESSAGE_CHARACTERS) });
}

/** A script that changes the language's own functions may break ours. */
function parsed(answer: string): { readonly refused?: unknown; readonly detail?: unknown } {
  try {
    return JSON.parse(answer) as object;
  } catch {
    const message = texts.unexpectedResult('no JSON');
    throw new RunFailed({ kind: 'failed', failure: 'unusable-result', message });
  }
}
