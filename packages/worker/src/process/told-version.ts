import { runVersion } from '@flamenco/common';

/** Why a program did not tell its version. */
export type VersionTrouble =
  | { readonly kind: 'too-long'; readonly ms: number }
  | { readonly kind: 'exited'; readonly exitCode: number }
  | { readonly kind: 'failed'; readonly error: Error }
  | { readonly kind: 'no-version' };

/**
 * Runs a program that should tell its version.
 *
 * @param read finds the version in the output
 */
export async function toldVersion(
  file: string,
  args: readonly string[],
  timeoutMs: number,
  read: (output: string) => string | undefined,
): Promise<{ readonly version: string } | VersionTrouble> {
  const run = await runVersion(file, args, timeoutMs);
  if (run.kind === 'too-long') return { kind: 'too-long', ms: timeoutMs };
  if (run.kind === 'failed') return run;
  if (run.exitCode !== 0) return { kind: 'exited', exitCode: run.exitCode };
  const version = read(run.output);
  return version === undefined ? { kind: 'no-version' } : { version };
}
