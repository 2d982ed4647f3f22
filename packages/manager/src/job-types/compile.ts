import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { jobTypeLogTexts as logTexts, scriptTexts as texts } from '../texts/job-types.js';
import { readJob, readTasks, UnreadableResult } from './compiled-result.js';
import type {
  AuthoredTask,
  CompileFailure,
  CompileResult,
  FailedResult,
  JobToCompile,
  PrintedLine,
} from './job-type.js';
import { logOutput } from './parts.js';
import type { JobTypeParts } from './parts.js';
import { COMPILE_FAILURES, runFailureText } from './run-failure.js';
import type { FailedRun } from './run-failure.js';
import type { SandboxRequest } from './sandbox-messages.js';
import type { ThreadRun } from './sandbox-thread.js';
import type { ScriptFile } from './script-folders.js';

/** More tasks than this are a mistake in a script or a setting, not a job. */
export const MAX_TASKS = 500_000;

/** A script that can be used. */
export interface ScriptToRun {
  readonly file: ScriptFile;
  readonly source: string;
  /** See `CompiledResult`. */
  readonly digest: string;
  /** Where `require` looks, strongest first. */
  readonly folders: readonly string[];
}

/** Runs `compileJob` of a script for a job (contract 04 §7.1 step 6). Rejects only with the signal's reason. */
export async function compileJob(
  parts: JobTypeParts,
  script: ScriptToRun,
  job: JobToCompile,
  signal?: AbortSignal,
): Promise<CompileResult> {
  const { limits, timeZone, sandbox, log } = parts;
  const file = basename(script.file.path);
  const { source, digest, folders } = script;
  const request: SandboxRequest = { file, source, folders, timeZone, limits, job: JSON.stringify(forScript(job)) };
  const run = await sandbox.run(request, signal);
  logOutput(log, script.file.path, run.end.report);
  const result = await readRun(run, request, digest);
  if (result.outcome === 'compiled') {
    log.info(
      { num_tasks: result.tasks.length, name: result.job.name, jobtype: result.job.type, job: result.job.id },
      logTexts.compiled,
    );
  }
  return result;
}

/** The job in the form that guest/job.js reads. */
function forScript(job: JobToCompile): object {
  const { created, shamanCheckoutId = '', workerTag = '', ...rest } = job;
  return { ...rest, createdMs: created.getTime(), shamanCheckoutId, workerTag };
}

async function readRun(
  { end, tasks }: ThreadRun,
  request: SandboxRequest,
  scriptDigest: string,
): Promise<CompileResult> {
  const { outcome, report } = end;
  if (outcome.kind === 'failed') return failedRun(request, outcome, report.output);
  try {
    const authored = await readBatches(tasks, request.file);
    return {
      outcome: 'compiled',
      scriptDigest,
      job: readJob(outcome.answer),
      tasks: authored,
      warnings: report.warnings,
      output: report.output,
    };
  } catch (error) {
    if (!(error instanceof UnreadableResult)) throw error;
    return failure(request, 'unusable-result', error.message, report.output);
  }
}

/** Other requests get their turn between the batches: reading 10,000 tasks in one go takes longer than they should wait. */
async function readBatches(batches: readonly string[], file: string): Promise<AuthoredTask[]> {
  const tasks: AuthoredTask[] = [];
  for (const batch of batches) {
    for (const task of readTasks(batch)) tasks.push(task);
    if (tasks.length > MAX_TASKS) throw new UnreadableResult(texts.taskLimit(file, MAX_TASKS));
    await setImmediate();
  }
  return tasks;
}

function failedRun(request: SandboxRequest, failed: FailedRun, output: readonly PrintedLine[]): FailedResult {
  const message = runFailureText(request.file, failed, request.limits);
  const result = failure(request, COMPILE_FAILURES[failed.failure], message, output);
  const { position } = failed;
  if (position === undefined) return result;
  return { ...result, file: position.file, ...(position.line === undefined ? {} : { line: position.line }) };
}

function failure(
  request: SandboxRequest,
  reason: CompileFailure,
  message: string,
  output: readonly PrintedLine[],
): FailedResult {
  return { outcome: 'failed', reason, message, file: request.file, output };
}
