import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from 'quickjs-emscripten';
import { scriptTexts as texts } from '../texts/job-types.js';
import { GUEST_MAIN, guestModule, guestModuleName } from './guest-modules.js';
import { answerCall } from './host-api/host-calls.js';
import { THROW_NOTE } from './host-api/throw-positions.js';
import { failureOfThrown, RunFailed } from './sandbox-failure.js';
import { MAX_PIECE_CHARACTERS } from './sandbox-messages.js';
import type { SandboxRequest } from './sandbox-messages.js';
import { ScriptOutput } from './script-output.js';

/**
 * The engine's own stack. Deep enough for recursion that means something; small enough that V8's stack, which the
 * thread gets 32 MiB of, is never the first to end (measured: 512 KiB need less than 16 MiB of it).
 */
const STACK_BYTES = 512 * 1024;

/** What a session was interrupted for, if it was. */
export interface Watch {
  deadline: number;
  exceeded: 'time' | 'size' | 'oversized' | undefined;
  resultBytes: number;
}

/** How a session is opened. */
export interface SessionOptions {
  readonly request: SandboxRequest;
  readonly deliver: (tasks: string) => void;
  /** Note where values are thrown, and print nothing: the second run of a script (host-api/throw-positions.ts). */
  readonly notesThrows: boolean;
}

/** A fresh runtime of the engine with our code in it, for one run of one script (D3.1). */
export interface Session extends SessionOptions {
  readonly runtime: QuickJSRuntime;
  readonly context: QuickJSContext;
  readonly watch: Watch;
  readonly output: ScriptOutput;
  readonly warnings: Set<string>;
  readonly looked: Set<string>;
  /** Of everything that was read so far. */
  readonly digest: Hash;
  /** What guest/main.js exports, once it is loaded. */
  guest: QuickJSHandle | undefined;
}

export function openSession(quickjs: QuickJSWASMModule, options: SessionOptions): Session {
  const { limits } = options.request;
  const watch: Watch = { deadline: performance.now() + limits.timeMs, exceeded: undefined, resultBytes: 0 };
  const runtime = quickjs.newRuntime();
  runtime.setMemoryLimit(limits.memoryBytes);
  runtime.setMaxStackSize(STACK_BYTES);
  runtime.setInterruptHandler(() => isOver(watch));
  const gathered = { output: new ScriptOutput(), warnings: new Set<string>(), looked: new Set<string>() };
  const digest = createHash('sha256').update(options.request.source);
  return { ...options, ...gathered, digest, runtime, context: runtime.newContext(), watch, guest: undefined };
}

/** Whether the run has to end. */
export function isOver(watch: Watch): boolean {
  if (performance.now() > watch.deadline) watch.exceeded ??= 'time';
  return watch.exceeded !== undefined;
}

/** False when the engine is in no state to clean up after itself, so that it must not be used again. */
export function closeSession({ context, runtime, guest }: Session): boolean {
  try {
    guest?.dispose();
    context.dispose();
    runtime.dispose();
    return true;
  } catch {
    return false;
  }
}

/** Loads our code into the sandbox; after that nothing can be imported any more. @throws RunFailed */
export function startGuest(session: Session): void {
  const { runtime, context } = session;
  let sealed = false;
  runtime.setModuleLoader(guestModule, (_base, requested) =>
    sealed ? { error: new Error(texts.noImport) } : guestModuleName(requested),
  );
  session.guest = unwrap(session, context.evalCode(guestModule(GUEST_MAIN), GUEST_MAIN, { type: 'module' }));
  sealed = true; // taking the loader away would not do: scripts could still import what it loaded
  const host = context.newFunction('host', (name, json) =>
    context.newString(callHost(session, context.getString(name), context.getString(json))),
  );
  const evaluate = context.newFunction('evaluate', (source, file) =>
    context.evalCode(context.getString(source), context.getString(file), { type: 'global', strict: false }),
  );
  callGuest(session, 'start', host, evaluate).dispose();
  if (session.notesThrows) callGuest(session, 'noteThrows', context.newString(THROW_NOTE)).dispose();
}

function callHost(session: Session, name: string, json: string): string {
  if (name === 'deliver') return takeTasks(session, json);
  const { request, looked, digest, warnings, output, notesThrows } = session;
  const print = notesThrows ? (): void => undefined : output.add;
  const required = (source: string): void => void digest.update('\0').update(source);
  const { folders, timeZone } = request;
  return answerCall(name, json, { folders, timeZone, looked, required, warnings, print });
}

function takeTasks({ watch, request, deliver }: Session, json: string): string {
  watch.resultBytes += json.length;
  if (json.length > MAX_PIECE_CHARACTERS) watch.exceeded ??= 'oversized';
  if (watch.resultBytes > request.limits.resultBytes) watch.exceeded ??= 'size';
  if (watch.exceeded !== undefined) return JSON.stringify({ error: watch.exceeded });
  deliver(json);
  return '{}';
}

/** Runs the script's top level. @throws RunFailed */
export function evaluateScript(session: Session): void {
  const { source, file } = session.request;
  unwrap(session, session.context.evalCode(source, file, { type: 'global', strict: true })).dispose();
}

/** Calls a function that guest/main.js exports; the arguments are given away. @throws RunFailed */
export function callGuest(session: Session, name: string, ...values: QuickJSHandle[]): QuickJSHandle {
  const { context, guest } = session;
  if (guest === undefined) throw new RunFailed({ kind: 'failed', failure: 'lost', message: name });
  const called = context.getProp(guest, name);
  const result = context.callFunction(called, context.undefined, ...values);
  for (const handle of [called, ...values]) handle.dispose();
  return unwrap(session, result);
}

function unwrap(session: Session, result: ReturnType<QuickJSContext['evalCode']>): QuickJSHandle {
  if (result.error === undefined) return result.value;
  throw failureOfThrown(session, result.error);
}
