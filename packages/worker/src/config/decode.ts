import { FAILSAFE_SCHEMA, YAMLException, load } from 'js-yaml';
import {
  WrongValue,
  durationOf,
  integerOf,
  isUnset,
  niceOf,
  oomScoreOf,
  textOf,
  textsOf,
  yesOrNoOf,
} from './values.js';
import type { Expected } from './values.js';

/** The keys of `flamenco-worker.yaml`, with the defaults filled in (contract 07 §5.1). */
export interface FileConfig {
  readonly managerUrl: string;
  readonly taskTypes: readonly string[];
  /** Trimmed; empty when the file names none. */
  readonly workerName: string;
  /** Exit code that asks the service manager for a restart; 0 when none is configured. */
  readonly restartExitCode: number;
  /** Linux OOM score for subprocesses; undefined leaves it alone. */
  readonly oomScoreAdjust: number | undefined;
  /** How long one command of a task may run a program, in milliseconds; undefined sets no limit. */
  readonly commandTimeLimitMs: number | undefined;
  /** How far programs step back behind other work on the machine, 0 to 19. */
  readonly nice: number;
  /** Whether the results of renders are checked before a task counts as completed. */
  readonly checkResults: boolean;
}

/** Why a configuration file cannot be used; `line` counts from 1. `texts/config.ts` words it. */
export type ConfigProblem =
  | { readonly kind: 'syntax'; readonly line: number | undefined; readonly detail: string }
  | { readonly kind: 'not-a-mapping' }
  | {
      readonly kind: 'wrong-value';
      readonly key: string;
      readonly line: number | undefined;
      readonly expected: Expected;
    };

/** A usable configuration with the keys that mean nothing, or the first problem. */
export type DecodedConfig =
  | { readonly ok: true; readonly config: FileConfig; readonly unknownKeys: readonly string[] }
  | { readonly ok: false; readonly problem: ConfigProblem };

/** What a Worker without a file runs with. */
export const DEFAULT_FILE_CONFIG: FileConfig = {
  managerUrl: '',
  taskTypes: ['blender', 'ffmpeg', 'file-management', 'misc'],
  workerName: '',
  restartExitCode: 0,
  oomScoreAdjust: undefined,
  commandTimeLimitMs: undefined,
  nice: 0,
  checkResults: true,
};

const KNOWN_KEYS = [
  'manager_url',
  'task_types',
  'worker_name',
  'restart_exit_code',
  'oom_score_adjust',
  'command_time_limit',
  'nice',
  'check_results',
];

/**
 * Decodes the text of a configuration file. Scalars are taken as written (`worker_name: 47` is a name), a repeated key
 * counts as in the original: the last one wins (contract 07 §5.1). Pure.
 */
export function decodeConfig(text: string): DecodedConfig {
  const parsed = parse(text);
  if ('problem' in parsed) return { ok: false, problem: parsed.problem };
  if (!isMapping(parsed.value)) return { ok: false, problem: { kind: 'not-a-mapping' } };
  const entries = new Map(Object.entries(parsed.value));
  const unknownKeys = [...entries.keys()].filter((key) => !KNOWN_KEYS.includes(key));
  try {
    return { ok: true, config: decodeKeys(entries), unknownKeys };
  } catch (error) {
    if (!(error instanceof WrongValue)) throw error;
    const { key, expected } = error;
    return { ok: false, problem: { kind: 'wrong-value', key, line: lineOf(text, key), expected } };
  }
}

function parse(text: string): { readonly value: unknown } | { readonly problem: ConfigProblem } {
  if (isBlank(text)) return { value: {} };
  try {
    return { value: load(text, { schema: FAILSAFE_SCHEMA, json: true }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = error.mark === undefined ? undefined : error.mark.line + 1;
    return { problem: { kind: 'syntax', line, detail: error.reason } };
  }
}

/** Whether a YAML text holds nothing but comments, blank lines and document markers. */
function isBlank(text: string): boolean {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .every((line) => /^\s*(#.*|---|\.\.\.)?\s*$/.test(line));
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function decodeKeys(entries: ReadonlyMap<string, unknown>): FileConfig {
  const set = (key: string) => (isUnset(entries.get(key)) ? undefined : entries.get(key));
  return {
    managerUrl: textOf('manager_url', set('manager_url')) ?? DEFAULT_FILE_CONFIG.managerUrl,
    taskTypes: textsOf('task_types', set('task_types')) ?? DEFAULT_FILE_CONFIG.taskTypes,
    workerName: textOf('worker_name', set('worker_name')) ?? DEFAULT_FILE_CONFIG.workerName,
    restartExitCode: integerOf('restart_exit_code', set('restart_exit_code')) ?? DEFAULT_FILE_CONFIG.restartExitCode,
    oomScoreAdjust: oomScoreOf('oom_score_adjust', set('oom_score_adjust')),
    commandTimeLimitMs: durationOf('command_time_limit', set('command_time_limit')) || undefined,
    nice: niceOf('nice', set('nice')) ?? DEFAULT_FILE_CONFIG.nice,
    checkResults: yesOrNoOf('check_results', set('check_results')) ?? DEFAULT_FILE_CONFIG.checkResults,
  };
}

/** The line on which a top-level key stands, the last one when it is repeated. */
function lineOf(text: string, key: string): number | undefined {
  const starts = new RegExp(`^\\s*["']?${key}["']?\\s*:`);
  const index = text.split(/\r?\n/).findLastIndex((line) => starts.test(line.replace(/^\uFEFF/, '')));
  return index < 0 ? undefined : index + 1;
}
