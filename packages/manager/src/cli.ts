import { readFlags } from '@flamenco/common';
import type { CommandLine, FlagDescription, LogDestination } from '@flamenco/common';
import { CONFIG_FILE_NAME } from './config/file.js';
import { CONFIG_KEY_PATHS, CONFIG_KEYS, flagName } from './config/keys.js';
import type { ConfigKey } from './config/keys.js';
import { badLogFormat, comesLater, copyNeedsTwo, flagTexts } from './texts/cli.js';
import { workbenchTexts } from './texts/workbench.js';

/** Flags that do something besides setting a key of the configuration (contract 05 §1). */
const PROGRAM_FLAGS = [
  { name: 'version', kind: 'bool', text: flagTexts.version },
  { name: 'quiet', kind: 'bool', text: flagTexts.quiet },
  { name: 'debug', kind: 'bool', text: flagTexts.debug },
  { name: 'trace', kind: 'bool', text: flagTexts.trace },
  { name: 'write-config', kind: 'bool', text: flagTexts['write-config'] },
  { name: 'check', kind: 'bool', text: flagTexts.check },
  { name: 'setup-assistant', kind: 'bool', text: flagTexts['setup-assistant'] },
  { name: 'job-type-check', kind: 'string', text: flagTexts['job-type-check'] },
  { name: 'settings', kind: 'string', text: flagTexts.settings },
  { name: 'backup', kind: 'string', text: flagTexts.backup },
  { name: 'copy-database', kind: 'string', text: flagTexts['copy-database'] },
  { name: 'shaman-gc-show', kind: 'bool', text: flagTexts['shaman-gc-show'], notYet: comesLater('shaman-gc-show') },
  {
    name: 'shaman-gc-delete',
    kind: 'bool',
    text: flagTexts['shaman-gc-delete'],
    notYet: comesLater('shaman-gc-delete'),
  },
  { name: 'pprof', kind: 'bool', text: flagTexts.pprof },
  { name: 'delay', kind: 'bool', text: flagTexts.delay },
  { name: 'config', kind: 'string', text: flagTexts.config, default: CONFIG_FILE_NAME },
  { name: 'log-format', kind: 'string', text: flagTexts['log-format'], default: 'text' },
  { name: 'log-file', kind: 'string', text: flagTexts['log-file'] },
] as const satisfies readonly FlagDescription[];

/** Every key of the configuration can be given on the command line (D4.3). */
const CONFIG_FLAGS: readonly FlagDescription[] = CONFIG_KEY_PATHS.map((path) => ({
  name: flagName(path),
  kind: 'string',
  text: CONFIG_KEYS[path].text,
}));

/** All flags of the Manager. */
export const MANAGER_FLAGS: readonly FlagDescription[] = [...PROGRAM_FLAGS, ...CONFIG_FLAGS];

/** What the command line asks for. */
export interface ManagerOptions {
  readonly version: boolean;
  readonly quiet: boolean;
  readonly debug: boolean;
  readonly trace: boolean;
  readonly writeConfig: boolean;
  readonly check: boolean;
  readonly setupAssistant: boolean;
  /** A script to be checked instead of starting a Manager; undefined for none. */
  readonly jobTypeCheck: { readonly file: string; readonly settings: string | undefined } | undefined;
  /** File for a backup of the database; empty for none. */
  readonly backup: string;
  /** Which database to copy, and to where. */
  readonly copyDatabase: { readonly from: string; readonly to: string } | undefined;
  readonly delay: boolean;
  readonly pprof: boolean;
  readonly configFile: string;
  readonly logFormat: LogDestination['format'];
  /** Empty for none. */
  readonly logFile: string;
  /** Keys of the configuration, as typed. */
  readonly configValues: Readonly<Partial<Record<ConfigKey, string>>>;
}

export type ParsedCommandLine =
  | { readonly kind: 'run'; readonly options: ManagerOptions }
  | Exclude<CommandLine<typeof PROGRAM_FLAGS>, { kind: 'run' }>;

/** Reads the command line. Pure. */
export function parseCommandLine(program: string, argv: readonly string[]): ParsedCommandLine {
  const parsed = readFlags(program, MANAGER_FLAGS, argv);
  if (parsed.kind !== 'run') return parsed;
  const given: Readonly<Record<string, unknown>> = parsed.values;
  const bool = (name: string) => given[name] === true;
  const text = (name: string) => String(given[name] ?? '');
  const logFormat = text('log-format');
  if (logFormat !== 'text' && logFormat !== 'json') {
    return { kind: 'error', message: badLogFormat(logFormat), usage: '' };
  }
  if (parsed.given.has('settings') && !parsed.given.has('job-type-check')) {
    return { kind: 'error', message: workbenchTexts.settingsWithoutCheck, usage: '' };
  }
  const settings = parsed.given.has('settings') ? text('settings') : undefined;
  const [to, ...more] = parsed.rest;
  const from = text('copy-database');
  if (parsed.given.has('copy-database') && (from === '' || to === undefined || more.length > 0)) {
    return { kind: 'error', message: copyNeedsTwo, usage: '' };
  }
  return {
    kind: 'run',
    options: {
      version: bool('version'),
      quiet: bool('quiet'),
      debug: bool('debug'),
      trace: bool('trace'),
      writeConfig: bool('write-config'),
      check: bool('check'),
      setupAssistant: bool('setup-assistant'),
      jobTypeCheck: parsed.given.has('job-type-check') ? { file: text('job-type-check'), settings } : undefined,
      backup: text('backup'),
      copyDatabase: from === '' || to === undefined ? undefined : { from, to },
      delay: bool('delay'),
      pprof: bool('pprof'),
      configFile: text('config'),
      logFormat,
      logFile: text('log-file'),
      configValues: Object.fromEntries(
        CONFIG_KEY_PATHS.filter((path) => parsed.given.has(flagName(path))).map((path) => [path, text(flagName(path))]),
      ),
    },
  };
}
