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

export type LoadedConfig =
  | {
      readonly kind: 'ok';
      readonly config: ManagerConfig;
      /** In the order in which they belong into the log. */
      readonly remarks: readonly ConfigRemark[];
      /** What the file says, in regular form: what `-write-config` writes. Without environment and flags. */
      readonly document: ConfigDocument;
      /** Absolute; the file need not exist. */
      readonly fileName: string;
    }
  /** A sentence that names file and line, environment variable or flag, and the remedy. */
  | { readonly kind: 'failed'; readonly message: string };

/** Loads the configuration: flags before environment before file before defaults (D4.3, contract 05 §3.1). */
export async function loadConfig({ fileName: name, flags, host }: ConfigSources): Promise<LoadedConfig> {
  const fileName = path.resolve(host.workingDirectory, name);
  const file = await readConfigFile(fileName, host.platform);
  if (file.kind === 'failed') return file;
  const written = file.kind === 'read' ? file.document : defaultDocument(host.platform);
  const overridden = applyOverrides(written, host.env, flags);
  if (overridden.kind === 'failed') return overridden;
  const context = { host, fileName };
  const effective = processDocument(overridden.document, context);
  const snapshot = takeSnapshot(effective.document, host, flags.setupAssistant ?? false);
  return {
    kind: 'ok',
    config: snapshot.config,
    remarks: [
      ...(file.kind === 'read' ? unknownKeyRemarks(file.unknownKeys, fileName) : []),
      ...effective.remarks,
      ...snapshot.remarks,
    ],
    document: processDocument(written, context).document,
    fileName,
  };
}

function unknownKeyRemarks(keys: readonly UnknownKey[], file: string): ConfigRemark[] {
  return keys.map(({ path: key, line }) => ({ level: 'warn', text: texts.unknownKey, fields: { key, file, line } }));
}
