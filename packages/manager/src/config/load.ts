import path from 'node:path';
import { configRemarks as texts } from '../texts/config.js';
import { defaultDocument } from './document.js';
import type { ConfigDocument } from './document.js';
import { readConfigFile } from './file.js';
import type { UnknownKey } from './file-problems.js';
import type { ConfigHost, ConfigRemark } from './host.js';
import { applyOverrides } from './overrides.js';
import type { ConfigFlags } from './overrides.js';
import { processDocument } from './process-document.js';
import { takeSnapshot } from './snapshot.js';
import type { ManagerConfig } from './snapshot.js';

/** Where a configuration comes from. */
export interface ConfigSources {
  /** Relative to the working directory. */
  readonly fileName: string;
  readonly flags: ConfigFlags;
  readonly host: ConfigHost;
}

/** A configuration that can be used. */
export interface UsableConfig {
  readonly kind: 'ok';
  readonly config: ManagerConfig;
  /** In the order in which they belong into the log. */
  readonly remarks: readonly ConfigRemark[];
  /** What the file says, in regular form: what `-write-config` writes. Without environment and flags. */
  readonly document: ConfigDocument;
  /** The same with environment and flags: what `config` was made of. */
  readonly effective: ConfigDocument;
  /** Absolute; the file need not exist. */
  readonly fileName: string;
  readonly isFromFile: boolean;
}

export type LoadedConfig =
  | UsableConfig
  /** A sentence that names file and line, environment variable or flag, and the remedy. */
  | { readonly kind: 'failed'; readonly message: string };

/** Loads the configuration: flags before environment before file before defaults (D4.3, contract 05 §3.1). */
export async function loadConfig(sources: ConfigSources): Promise<LoadedConfig> {
  const { platform } = sources.host;
  const fileName = configFileName(sources);
  const file = await readConfigFile(fileName, platform);
  if (file.kind === 'failed') return file;
  if (file.kind === 'missing') return interpret(defaultDocument(platform), [], false, sources);
  return interpret(file.document, unknownKeyRemarks(file.unknownKeys, fileName), true, sources);
}

/** What a document would mean if the file had it. Pure but for `host.exists`. */
export function interpretDocument(written: ConfigDocument, sources: ConfigSources): LoadedConfig {
  return interpret(written, [], true, sources);
}

/** The absolute path of the file, which need not exist. */
export function configFileName({ fileName, host }: ConfigSources): string {
  return path.resolve(host.workingDirectory, fileName);
}

function interpret(
  written: ConfigDocument,
  remarks: readonly ConfigRemark[],
  isFromFile: boolean,
  sources: ConfigSources,
): LoadedConfig {
  const { flags, host } = sources;
  const fileName = configFileName(sources);
  const overridden = applyOverrides(written, host.env, flags);
  if (overridden.kind === 'failed') return overridden;
  const context = { host, fileName };
  const effective = processDocument(overridden.document, context);
  const snapshot = takeSnapshot(effective.document, host, flags.setupAssistant ?? false);
  return {
    kind: 'ok',
    config: snapshot.config,
    remarks: [...remarks, ...effective.remarks, ...snapshot.remarks],
    document: processDocument(written, context).document,
    effective: effective.document,
    fileName,
    isFromFile,
  };
}

function unknownKeyRemarks(keys: readonly UnknownKey[], file: string): ConfigRemark[] {
  return keys.map(({ path: key, line }) => ({ level: 'warn', text: texts.unknownKey, fields: { key, file, line } }));
}
