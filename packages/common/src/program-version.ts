import { execFile } from 'node:child_process';
import type { ExecFileException } from 'node:child_process';

/** What asking a program for its version gave. */
export type VersionRun =
  /** It ended by itself; `output` is stdout, then stderr. */
  | { readonly kind: 'ended'; readonly exitCode: number; readonly output: string }
  | { readonly kind: 'too-long' }
  /** It could not be started, was killed, or wrote without end. */
  | { readonly kind: 'failed'; readonly error: Error };

/** Runs a program that should print something and end; kills it after `timeoutMs` (contract 05 §17.1, 07 §16). No shell. */
export function runVersion(file: string, args: readonly string[], timeoutMs: number): Promise<VersionRun> {
  const run = new Promise<VersionRun>((resolve) => {
    const options = { timeout: timeoutMs, killSignal: 'SIGKILL', windowsHide: true } as const;
    const child = execFile(file, args, options, (error, stdout, stderr) => resolve(judge(error, stdout + stderr)));
    child.stdin?.end();
  });
  // Node throws at once what it refuses itself, such as a path with a zero byte.
  return run.catch((error: Error) => ({ kind: 'failed', error }));
}

function judge(error: ExecFileException | null, output: string): VersionRun {
  if (!error) return { kind: 'ended', exitCode: 0, output };
  if (typeof error.code === 'number') return { kind: 'ended', exitCode: error.code, output };
  return error.killed && error.code === null ? { kind: 'too-long' } : { kind: 'failed', error };
}
