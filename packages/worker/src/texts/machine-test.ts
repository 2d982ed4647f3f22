import { errorText } from '@flamenco/common';
import type { Finding, NeededFor, Outcome } from '../machine-test/findings.js';
import type { ManagerVersion } from '../manager/farm-questions.js';

// What `-test`, and a Worker in the status `testing`, say about their machine.

export function noConfiguration(file: string): string {
  return `there is no ${file}, so everything is at its default`;
}

export function configurationRead(file: string): string {
  return `${file} is in order`;
}

export function unknownKeys(file: string, keys: readonly string[]): string {
  return `${file} has keys that mean nothing to the Worker: ${keys.join(', ')}; are they misspelled?`;
}

export const NO_MANAGER =
  'no Manager is known and none was found on the network; give its URL with -manager, or as manager_url in flamenco-worker.yaml';
export const WITHOUT_MANAGER = 'not looked at, because the Manager does not answer';
export const WITHOUT_BLENDER = 'not tried, because there is no Blender that works';
export const WITHOUT_FFMPEG = 'not tried, because there is no FFmpeg that works';

export function managerAnswers(url: string, { name, version }: ManagerVersion): string {
  return `${url} answers: ${[name, `version ${version}`].filter(Boolean).join(', ')}`;
}

export function managerSilent(url: string, reason: string, hint: string): string {
  return `${url} does not answer: ${reason}; ${hint}`;
}

export function managerStrange(url: string, status: number): string {
  return `${url} answers with HTTP ${status}, not like a Manager; is this its URL?`;
}

export const NOT_REGISTERED_YET = 'there are none yet; the Worker registers when it is started';
export const CREDENTIALS_INCOMPLETE = 'the credentials file is empty or damaged; the Worker will register as a new one';

export function credentialsUnreadable(error: unknown): string {
  return `the credentials file cannot be read: ${errorText(error)}`;
}

export function workerKnown(workerId: string): string {
  return `the Manager knows this Worker (${workerId})`;
}

export function workerUnknown(workerId: string): string {
  return `the Manager does not know this Worker (${workerId}) any more; it will register as a new one`;
}

export function recognitionUnclear(reason: string): string {
  return `cannot find out whether the Manager knows this Worker: ${reason}`;
}

export const STORAGE_NOT_TOLD = 'the Manager does not say where the shared storage is';
export const NO_STORAGE = 'the Manager has no shared storage configured';

export function storageUsable(location: string): string {
  return `${location} can be read and written`;
}

/** @param found what was found there, in sentences */
export function storageUnusable(location: string, found: string): string {
  return `${location} cannot be used: ${found} Is it mounted here, and may this user write to it?`;
}

/** @param version in the program's own words */
export function programFound(path: string, version: string): string {
  return version.includes(' ') ? `${version} (${path})` : `version ${version} (${path})`;
}

export function blenderMissing(exe: string): string {
  return `${exe} cannot be found; install Blender, or set the variable "blender" of the Manager to its path on this machine`;
}

export const FFMPEG_MISSING = 'not found; install FFmpeg, or put it into the folder "tools" next to the Worker';

export function notNeeded(type: NeededFor, text: string): string {
  return `not needed, as this Worker takes no tasks of type ${type} (${text})`;
}

export function devicesFound(devices: ReadonlyMap<string, readonly string[]>): string {
  if (devices.size === 0) return 'Blender sees none; rendering with Cycles uses the processor';
  return [...devices].map(([name, kinds]) => `${name} (${kinds.join(', ')})`).join('; ');
}

export function devicesNotTold(failure: string | undefined): string {
  return `Blender did not say which devices it sees${failure === undefined ? '' : `: ${failure}`}`;
}

export function rendered(seconds: number): string {
  return `one frame rendered and read back, in ${seconds.toFixed(1)} s with the start of Blender`;
}

export function notRendered(failure: string, output: readonly string[]): string {
  return `Blender could not render a frame: ${failure}${lastWords(output)}`;
}

export function frameWrong(width: number, height: number): string {
  return `Blender rendered a frame of ${width} × ${height} pixels, which is not what it was asked for`;
}

export function frameUnreadable(reason: string): string {
  return `Blender says that it rendered a frame, but that cannot be read: ${reason}`;
}

export const ENCODED = 'a short video was encoded (H.264)';
export const VIDEO_EMPTY = 'FFmpeg says that it encoded a video, but the file is empty';

export function notEncoded(failure: string, output: readonly string[]): string {
  return `FFmpeg could not encode a video: ${failure}${lastWords(output)}`;
}

/** What a program said last; the reason usually stands there. */
function lastWords(output: readonly string[]): string {
  const lines = output.map((line) => line.trim()).filter((line) => line !== '');
  return lines.length === 0 ? '' : `; its last words: ${lines.slice(-3).join(' / ')}`;
}

export function tookTooLong(ms: number): string {
  return `it was not done after ${ms / 1000} s`;
}

export function heading(program: string): string {
  return `${program}: test of this machine\n`;
}

const LABELS: Readonly<Record<Outcome, string>> = { passed: 'ok', warning: 'warning', failed: 'FAILED', skipped: '-' };

/** One line for a finding, in columns. */
export function findingLine({ check, outcome, text }: Finding): string {
  return `  ${LABELS[outcome].padEnd(8)} ${check.padEnd(14)} ${text}`;
}

export function verdict(findings: readonly Finding[]): string {
  const failed = findings.filter(({ outcome }) => outcome === 'failed').map(({ check }) => check);
  const warnings = findings.filter(({ outcome }) => outcome === 'warning').length;
  if (failed.length > 0) return `\nThis machine is not ready to work: see ${failed.join(', ')}.`;
  return `\nThis machine is ready to work${warnings > 0 ? ', but read the warnings' : ''}.`;
}

export const TEST_INTERRUPTED = '\nThe test was interrupted.';

// Lines of the log of a Worker that tests its machine on the Manager's request.
export const TESTING = 'testing this machine, as the Manager asked';
export const CHECK_DONE = 'machine test';
export const TEST_PASSED = 'machine test passed, this machine is ready to work';
export const TEST_FAILED = 'machine test failed, this machine is not ready to work';
export const TEST_BROKEN = 'machine test could not be done';
export const TEST_CUT_SHORT = 'machine test was cut short, another status is wanted';
