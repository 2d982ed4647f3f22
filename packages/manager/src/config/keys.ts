import { withoutPassword } from '../db/server-url.js';
import { configKeyTexts as texts } from '../texts/config-keys.js';
import { count, listenable, notBlank, notNegative, percentage, proxies } from './value-checks.js';
import type { ValueProblem } from './value-checks.js';

/** What the values of a key are; durations are milliseconds, with a fraction down to nanoseconds. */
export interface KindValues {
  readonly string: string;
  readonly path: string;
  readonly bool: boolean;
  readonly int: number;
  readonly duration: number;
  readonly strings: readonly string[];
}

export type KeyKind = keyof KindValues;

/** Whether a changed value takes effect while the Manager runs (contract 05 §9.4). */
export type Applies = 'live' | 'restart';

/** One key of the configuration. */
export interface KeyDescription<K extends KeyKind> {
  readonly kind: K;
  readonly default: KindValues[K];
  /** The default of a Manager on Windows, where it differs. */
  readonly windowsDefault?: KindValues[K];
  readonly applies: Applies;
  /** For users. */
  readonly text: string;
  /** What of the kind's values is refused. */
  check?(value: KindValues[K]): ValueProblem | undefined;
  /** The original has no such key: it is written only if it was set (D4.2). */
  readonly addition?: true;
  /** Other environment variables that set it, weaker than the one that is named after the key (D4.3). */
  readonly environmentAliases?: readonly string[];
  /** Its flag, where it is not simply named after the key. */
  readonly flag?: string;
  /** How the value is shown to users where it holds a secret; sent back like that, it stays what it is. */
  shownAs?(value: KindValues[K]): KindValues[K];
}

type Extras<K extends KeyKind> = Omit<KeyDescription<K>, 'kind' | 'default' | 'applies' | 'text'>;

function key<K extends KeyKind>(
  kind: K,
  value: KindValues[K],
  applies: Applies,
  text: string,
  extras: Extras<K> = {},
): KeyDescription<K> {
  return { kind, default: value, applies, text, ...extras };
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Stars for a secret that is set. */
const masked = (secret: string) => (secret === '' ? '' : '********');

/** Every key that has one value, in the order in which they are written (contract 05 §4, §10). */
export const CONFIG_KEYS = {
  manager_name: key('string', 'Flamenco', 'live', texts.manager_name),
  database: key('string', 'flamenco-manager.sqlite', 'restart', texts.database, {
    check: notBlank,
    shownAs: withoutPassword,
  }),
  database_check_period: key('duration', 10 * MINUTE_MS, 'restart', texts.database_check_period, {
    check: notNegative,
  }),
  listen: key('string', ':8080', 'restart', texts.listen, { check: listenable }),
  autodiscoverable: key('bool', true, 'restart', texts.autodiscoverable),
  local_manager_storage_path: key('path', './flamenco-manager-storage', 'restart', texts.local_manager_storage_path, {
    environmentAliases: ['FLAMENCO_LOCAL_STORAGE_PATH'],
  }),
  shared_storage_path: key('path', '', 'live', texts.shared_storage_path),
  'shaman.enabled': key('bool', true, 'restart', texts.shaman_enabled, { windowsDefault: false }),
  'shaman.garbageCollect.period': key('duration', 24 * HOUR_MS, 'restart', texts.shaman_garbageCollect_period, {
    check: notNegative,
  }),
  'shaman.garbageCollect.maxAge': key('duration', 744 * HOUR_MS, 'restart', texts.shaman_garbageCollect_maxAge, {
    check: notNegative,
  }),
  task_timeout: key('duration', 10 * MINUTE_MS, 'live', texts.task_timeout, { check: notNegative }),
  worker_timeout: key('duration', MINUTE_MS, 'live', texts.worker_timeout, { check: notNegative }),
  blocklist_threshold: key('int', 3, 'live', texts.blocklist_threshold, { check: count }),
  task_fail_after_softfail_count: key('int', 3, 'live', texts.task_fail_after_softfail_count, { check: count }),
  worker_removal_after: key('duration', 0, 'live', texts.worker_removal_after, { check: notNegative, addition: true }),
  job_fail_percentage: key('int', 10, 'live', texts.job_fail_percentage, { check: percentage, addition: true }),
  trusted_proxies: key('strings', ['127.0.0.1', '::1'], 'restart', texts.trusted_proxies, {
    check: proxies,
    addition: true,
  }),
  job_scripts_path: key('path', '', 'restart', texts.job_scripts_path, { addition: true, flag: 'scripts' }),
  'mqtt.client.enabled': key('bool', false, 'restart', texts.mqtt_client_enabled),
  'mqtt.client.broker': key('string', '', 'restart', texts.mqtt_client_broker),
  'mqtt.client.clientID': key('string', 'flamenco', 'restart', texts.mqtt_client_clientID),
  'mqtt.client.topic_prefix': key('string', 'flamenco', 'restart', texts.mqtt_client_topic_prefix),
  'mqtt.client.username': key('string', '', 'restart', texts.mqtt_client_username),
  'mqtt.client.password': key('string', '', 'restart', texts.mqtt_client_password, { shownAs: masked }),
};

/** A key with one value, by its path. */
export type ConfigKey = keyof typeof CONFIG_KEYS;

/** The values of all keys, by their paths. */
export type ConfigValues = { readonly [P in ConfigKey]: KindValues[(typeof CONFIG_KEYS)[P]['kind']] };

export const CONFIG_KEY_PATHS = Object.keys(CONFIG_KEYS) as ConfigKey[];

/** The keys that give the file its structure, for its documentation (contract 05 §4). */
export const STRUCTURE_KEYS = [
  { path: '_meta.version', type: 'int', default: '3', applies: 'restart', text: texts._meta_version },
  { path: 'variables', type: 'mapping', default: 'blender, blenderArgs', applies: 'live', text: texts.variables },
  {
    path: 'variables.<name>.is_twoway',
    type: 'bool',
    default: 'false',
    applies: 'live',
    text: texts.variable_is_twoway,
  },
  { path: 'variables.<name>.values', type: 'list', default: '', applies: 'live', text: texts.variable_values },
  {
    path: 'variables.<name>.values[].audience',
    type: 'string',
    default: 'all',
    applies: 'live',
    text: texts.value_audience,
  },
  {
    path: 'variables.<name>.values[].platform',
    type: 'string',
    default: '',
    applies: 'live',
    text: texts.value_platform,
  },
  {
    path: 'variables.<name>.values[].platforms',
    type: 'strings',
    default: '',
    applies: 'live',
    text: texts.value_platforms,
  },
  { path: 'variables.<name>.values[].value', type: 'string', default: '', applies: 'live', text: texts.value_value },
] as const;

/** The environment variable that sets the variables, as YAML or JSON text (D4.3). */
export const VARIABLES_ENVIRONMENT = 'FLAMENCO_VARIABLES';

/** The environment variables of a key, strongest first: `FLAMENCO_SHAMAN_ENABLED` for `shaman.enabled` (D4.3). */
export function environmentNames(path: ConfigKey): readonly [string, ...string[]] {
  const name = `FLAMENCO_${path.replaceAll('.', '_').toUpperCase()}`;
  return [name, ...(CONFIG_KEYS[path].environmentAliases ?? [])];
}

/** The name of the flag that sets a key, without dashes in front: `shaman-enabled`; `scripts` for `job_scripts_path`. */
export function flagName(path: ConfigKey): string {
  return CONFIG_KEYS[path].flag ?? path.replace(/[._]/g, '-').toLowerCase();
}

/** What a key has when nothing sets it. */
export function defaultValue<P extends ConfigKey>(path: P, platform: string): ConfigValues[P] {
  const { default: value, windowsDefault }: KeyDescription<KeyKind> = CONFIG_KEYS[path];
  const chosen = platform === 'windows' ? (windowsDefault ?? value) : value;
  return chosen as ConfigValues[P];
}
