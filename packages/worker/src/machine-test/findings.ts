/** What is looked at, in this order. */
export type CheckName =
  'configuration' | 'manager' | 'credentials' | 'storage' | 'blender' | 'ffmpeg' | 'gpu' | 'render' | 'video';

/** `skipped` when it cannot be told, or does not matter to this Worker. */
export type Outcome = 'passed' | 'warning' | 'failed' | 'skipped';

/** What one check found, in words for people. */
export interface Finding {
  readonly check: CheckName;
  readonly outcome: Outcome;
  readonly text: string;
}

/** Whether this machine can work: nothing failed (contract 00 D6.10). Pure. */
export function isReady(findings: readonly Finding[]): boolean {
  return findings.every(({ outcome }) => outcome !== 'failed');
}

/** A task type that a check is about: what is missing for it matters only to a Worker that does such tasks. */
export type NeededFor = 'blender' | 'ffmpeg';

/** Whether tasks of that type come to a Worker with these types. Pure. */
export function takesTasks(type: NeededFor, taskTypes: readonly string[]): boolean {
  return taskTypes.some((own) => own.toLowerCase() === type);
}
