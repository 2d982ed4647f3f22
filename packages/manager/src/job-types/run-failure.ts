import { scriptTexts as texts } from '../texts/job-types.js';
import type { CompileFailure } from './job-type.js';
import { MAX_PIECE_CHARACTERS } from './sandbox-messages.js';
import type { RunFailure, RunOutcome, SandboxLimits } from './sandbox-messages.js';
import { positionText } from './stack-position.js';

export type FailedRun = Extract<RunOutcome, { kind: 'failed' }>;

/** What a failed run means for the job that was to be compiled. */
export const COMPILE_FAILURES: Readonly<Record<RunFailure, CompileFailure>> = {
  thrown: 'script-error',
  'no-job-type': 'script-error',
  'bad-job-type': 'script-error',
  'no-compile-job': 'script-error',
  'never-settled': 'script-error',
  'unusable-result': 'unusable-result',
  time: 'time-limit',
  memory: 'memory-limit',
  stack: 'stack-limit',
  size: 'size-limit',
  oversized: 'size-limit',
  lost: 'sandbox-lost',
};

const MEBIBYTE = 1024 * 1024;

/** The sentence for a failed run: the message first, the place after it (contract 04 §7.6). Pure. */
export function runFailureText(file: string, failed: FailedRun, limits: SandboxLimits): string {
  const place = positionText(failed.position);
  switch (failed.failure) {
    case 'thrown':
      return texts.thrown(failed.message, place);
    case 'no-job-type':
      return texts.noJobType(file);
    case 'bad-job-type':
      return texts.badJobType(file, failed.message);
    case 'no-compile-job':
      return texts.noCompileJob(file);
    case 'never-settled':
      return texts.neverSettled(file);
    case 'unusable-result':
      return failed.message;
    case 'time':
      return texts.timeLimit(file, limits.timeMs / 1000, place);
    case 'memory':
      return texts.memoryLimit(file, limits.memoryBytes / MEBIBYTE);
    case 'stack':
      return texts.stackLimit(file, place);
    case 'size':
      return texts.sizeLimit(file, limits.resultBytes / MEBIBYTE);
    case 'oversized':
      return texts.pieceLimit(file, MAX_PIECE_CHARACTERS / MEBIBYTE);
    case 'lost':
      return texts.sandboxLost(file);
  }
}
