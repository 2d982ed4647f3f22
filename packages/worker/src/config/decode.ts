import { FAILSAFE_SCHEMA, YAMLException, load } from 'js-yaml';

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

/** What a key wants, for the message about a wrong value. */
export type Expected = 'text' | 'list-of-texts' | 'whole-number' | 'oom-score';

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
};

const KNOWN_KEYS = ['manager_url', 'task_types', 'worker_name', 'restart_exit_code', 'oom_score_adjust'];

/** What Linux accepts in `oom_score_adj`. */
const OOM_SCORES = { least: -1000, most: 1000 };

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

/** Carries a bad value out of the decoding of one key. */
class WrongValue extends Error {
  constructor(
    readonly key: string,
    readonly expected: Expected,
  ) {
    super(key);
  }
}

function decodeKeys(entries: ReadonlyMap<string, unknown>): FileConfig {
  const set = (key: string) => (isUnset(entries.get(key)) ? undefined : entries.get(key));
  return {
    managerUrl: textOf('manager_url', set('manager_url')) ?? DEFAULT_FILE_CONFIG.managerUrl,
    taskTypes: textsOf('task_types', set('task_types')) ?? DEFAULT_FILE_CONFIG.taskTypes,
    workerName: textOf('worker_name', set('worker_name')) ?? DEFAULT_FILE_CONFIG.workerName,
    restartExitCode: integerOf('restart_exit_code', set('restart_exit_code')) ?? DEFAULT_FILE_CONFIG.restartExitCode,
    oomScoreAdjust: oomScoreOf('oom_score_adjust', set('oom_score_adjust')),
  };
}

/** Absent, empty and YAML's ways to write null: the schema leaves `~` and `null` as text. */
function isUnset(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && /^\s*(~|null|Null|NULL)?\s*$/.test(value));
}

function textOf(key: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw new WrongValue(key, 'text');
  return value.trim();
}

function textsOf(key: string, value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new WrongValue(key, 'list-of-texts');
  return value.map((entry: unknown) => {
    if (typeof entry !== 'string') throw new WrongValue(key, 'list-of-texts');
    return entry;
  });
}

/** Accepts what YAML reads as an integer, and a float without a fraction (`4.0`). */
function integerOf(key: string, value: unknown, expected: Expected = 'whole-number'): number | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value.trim().replace(/^\+/, '') : '';
  const number = /^-?(\d+(\.0*)?|0x[0-9a-f]+|0o[0-7]+|0b[01]+)$/i.test(text) ? readInteger(text) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw new WrongValue(key, expected);
  return number;
}

function readInteger(text: string): number {
  return text.startsWith('-') ? -Number(text.slice(1)) : Number(text);
}

function oomScoreOf(key: string, value: unknown): number | undefined {
  const score = integerOf(key, value, 'oom-score');
  if (score !== undefined && (score < OOM_SCORES.least || score > OOM_SCORES.most))
    throw new WrongValue(key, 'oom-score');
  return score;
}

/** The line on which a top-level key stands, the last one when it is repeated. */
function lineOf(text: string, key: string): number | undefined {
  const starts = new RegExp(`^\\s*["']?${key}["']?\\s*:`);
  const index = text.split(/\r?\n/).findLastIndex((line) => starts.test(line.replace(/^\uFEFF/, '')));
  return index < 0 ? undefined : index + 1;
}
