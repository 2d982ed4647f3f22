import { readFile } from 'node:fs/promises';
import { isError } from '@flamenco/common';
import { DEFAULT_FILE_CONFIG, decodeConfig } from './decode.js';
import type { ConfigProblem, FileConfig } from './decode.js';

/** Looked up in the working directory only (contract 07 §5.1). */
export const CONFIG_FILE_NAME = 'flamenco-worker.yaml';

/** What reading the configuration file gave. */
export type ReadConfig =
  | { readonly outcome: 'read'; readonly config: FileConfig; readonly unknownKeys: readonly string[] }
  | { readonly outcome: 'missing'; readonly config: FileConfig }
  | { readonly outcome: 'broken'; readonly problem: ConfigProblem }
  | { readonly outcome: 'unreadable'; readonly error: Error };

/** Reads and decodes the configuration file. A missing file is the defaults; the Worker never writes it. */
export async function readConfigFile(path: string): Promise<ReadConfig> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (isError(text)) return unread(text);
  const decoded = decodeConfig(text);
  if (!decoded.ok) return { outcome: 'broken', problem: decoded.problem };
  return { outcome: 'read', config: decoded.config, unknownKeys: decoded.unknownKeys };
}

function unread(error: NodeJS.ErrnoException): ReadConfig {
  if (error.code === 'ENOENT') return { outcome: 'missing', config: DEFAULT_FILE_CONFIG };
  return { outcome: 'unreadable', error };
}
