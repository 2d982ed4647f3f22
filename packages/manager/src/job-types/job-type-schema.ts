import { schemaTexts as texts } from '../texts/job-types.js';
import { jobTypeEtag } from './etag.js';
import { SETTING_SUBTYPES, SETTING_TYPES, SETTING_VISIBILITIES } from './job-type.js';
import type { AvailableJobSetting, AvailableJobType, Json, JsonObject } from './job-type.js';
import { convertValue } from './value-conversion.js';

/** Something to say about a `JOB_TYPE`; `key` is the setting it is about. */
export interface SchemaFinding {
  readonly severity: 'error' | 'warning';
  readonly key?: string;
  readonly message: string;
}

/** A judged `JOB_TYPE`: with an error among the findings it is not usable. */
export interface JudgedJobType {
  readonly jobType: AvailableJobType;
  readonly findings: readonly SchemaFinding[];
}

/** A setting as the script wrote it (guest/describe.js): the right kinds of values, not yet the right values. */
type WrittenSetting = Omit<AvailableJobSetting, 'type' | 'subtype' | 'visible'> & {
  readonly type: string;
  readonly subtype?: string;
  readonly visible?: string;
};

/** `JOB_TYPE` as the sandbox describes it. */
export interface WrittenJobType {
  readonly label: string;
  readonly description?: string;
  readonly settings: readonly WrittenSetting[] | null;
}

/** Names that the add-on's own class for the settings uses (contract 04 §10.1). */
const TAKEN_KEYS: ReadonlySet<string> = new Set([
  'job_type',
  'label',
  'locals',
  'abspath',
  'last_n_dir_parts',
  'as_jobsettings',
  'eval_setting',
  'eval_and_assign',
  'eval_hidden_settings_of_job',
  'eval_visible_settings_if_no_value',
  'register_property_group',
  'unregister_property_group',
]);

/** More are the mistake of a loop; judging takes time with their square. */
const MAX_SETTINGS = 1000;

/**
 * Judges a `JOB_TYPE` (D3.3). What breaks the clients for everybody is an error: the original add-on refuses the whole
 * list for one unknown enum value (contract 04 §10.4). What only looks wrong is a warning. Pure.
 */
export function judgeJobType(name: string, written: WrittenJobType): JudgedJobType {
  const settings = written.settings ?? [];
  const tooMany = settings.length > MAX_SETTINGS ? [error(texts.tooManySettings(MAX_SETTINGS))] : [];
  const findings = [
    ...tooMany,
    ...dateFindings('label', written.label),
    ...dateFindings('description', written.description),
    ...settings
      .slice(0, MAX_SETTINGS)
      .flatMap((setting, index) => judgeSetting(setting, settings.slice(0, index), index)),
  ];
  const etag = jobTypeEtag({ name, ...written });
  const jobType = { name, ...written, settings, etag } as AvailableJobType;
  return { jobType, findings };
}

function judgeSetting(setting: WrittenSetting, before: readonly WrittenSetting[], index: number): SchemaFinding[] {
  const { key } = setting;
  if (key === '') return [{ severity: 'error', message: texts.noKey(`settings[${index}]`) }];
  const findings = [
    ...enumFindings(setting),
    ...keyFindings(key, before),
    ...defaultFindings(setting),
    ...dateFindings(`the label of setting "${key}"`, setting.label),
    ...dateFindings(`the description of setting "${key}"`, setting.description),
    ...Object.values(setting.propargs ?? {}).flatMap((value) =>
      dateFindings(`a propargs value of setting "${key}"`, value),
    ),
  ];
  return findings.map((finding) => ({ ...finding, key }));
}

function error(message: string): SchemaFinding {
  return { severity: 'error', message };
}

function warning(message: string): SchemaFinding {
  return { severity: 'warning', message };
}

function enumFindings({ key, type, subtype, visible }: WrittenSetting): SchemaFinding[] {
  const checks: readonly (readonly [string, string | undefined, readonly string[]])[] = [
    ['type', type, SETTING_TYPES],
    ['subtype', subtype, SETTING_SUBTYPES],
    ['visible', visible, SETTING_VISIBILITIES],
  ];
  return checks
    .filter(([, value, known]) => value !== undefined && !known.includes(value))
    .map(([property, value, known]) => error(texts.unknownValue(key, property, value ?? '', known)));
}

function keyFindings(key: string, before: readonly WrittenSetting[]): SchemaFinding[] {
  if (before.some((other) => other.key === key)) return [error(texts.duplicateKey(key))];
  if (TAKEN_KEYS.has(key) || before.some((other) => key === `autoeval_${other.key}`))
    return [warning(texts.takenKey(key))];
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(key) ? [] : [warning(texts.oddKey(key))];
}

function defaultFindings(setting: WrittenSetting): SchemaFinding[] {
  const { key, choices, default: fallback } = setting;
  const type = SETTING_TYPES.find((known) => known === setting.type);
  if (type === undefined) return [];
  const findings = choices !== undefined && type !== 'string' ? [warning(texts.choicesOnNonString(key, type))] : [];
  if (fallback === undefined || fallback === null) return findings;
  const conversion = convertValue(type, fallback);
  if (conversion.kind === 'refused') return [...findings, error(texts.badDefault(key, type, JSON.stringify(fallback)))];
  const offered = type !== 'string' || choices === undefined || choices.includes(String(conversion.value));
  if (!offered) findings.push(warning(texts.defaultNotInChoices(key, JSON.stringify(fallback))));
  return [...findings, ...dateFindings(`the default of setting "${key}"`, fallback)];
}

/** The add-on's client turns such texts into dates and then fails on them (D10.1). */
function dateFindings(place: string, value: Json | undefined): SchemaFinding[] {
  if (typeof value === 'string') return looksLikeDate(value) ? [warning(texts.dateLike(place))] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value as JsonObject).flatMap((member) => dateFindings(place, member));
}

/** ISO 8601 in its usual forms, and eight digits, which are one of them. */
export function looksLikeDate(text: string): boolean {
  return /^\d{4}-?\d{2}-?\d{2}([T ]\d{2}.*)?$/.test(text);
}
