import { formatDuration } from '@flamenco/common';
import {
  CONFIG_KEY_PATHS,
  CONFIG_KEYS,
  defaultValue,
  environmentNames,
  flagName,
  STRUCTURE_KEYS,
} from '../../packages/manager/src/config/keys.js';
import type { ConfigKey } from '../../packages/manager/src/config/keys.js';
import { code, GENERATED, table } from './markdown.js';

/** The reference page of `flamenco-manager.yaml`, from the table of keys. */
export function configurationPage(): string {
  return [
    GENERATED,
    '# Configuration of the Manager',
    '',
    'The file is `flamenco-manager.yaml` in the working directory, or the one that `-config FILE` names. A value on the command',
    'line wins over one from the environment, that one over the file, and the file over the default. Lists in the environment',
    'and on the command line are separated by commas; durations look like `1h30m` or `90s`.',
    '',
    table(['Key', 'Type', 'Default', 'Takes effect', 'Environment', 'Flag'], CONFIG_KEY_PATHS.map(keyRow)),
    '## What they mean',
    '',
    ...CONFIG_KEY_PATHS.flatMap((path) => [`**${code(path)}**: ${CONFIG_KEYS[path].text}`, '']),
    '## Structure',
    '',
    table(
      ['Key', 'Type', 'Default', 'Meaning'],
      STRUCTURE_KEYS.map(({ path, type, default: value, text }) => [
        code(path),
        type,
        value === '' ? '' : code(value),
        text,
      ]),
    ),
  ].join('\n');
}

function keyRow(path: ConfigKey): string[] {
  const { kind, applies, windowsDefault } = CONFIG_KEYS[path];
  const windows = windowsDefault === undefined ? '' : ` (${code(shown(path, 'windows'))} on Windows)`;
  return [
    code(path),
    kind,
    `${code(shown(path, 'linux'))}${windows}`,
    applies === 'live' ? 'at once' : 'after a restart',
    environmentNames(path).map(code).join(', '),
    code(`-${flagName(path)}`),
  ];
}

function shown(path: ConfigKey, platform: string): string {
  const value = defaultValue(path, platform);
  if (CONFIG_KEYS[path].kind === 'duration') return formatDuration(Number(value));
  return Array.isArray(value) ? value.join(',') : JSON.stringify(value);
}
