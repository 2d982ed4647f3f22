import { decodeFile } from '../../src/config/decode.js';
import { processDocument } from '../../src/config/process-document.js';
import { takeSnapshot } from '../../src/config/snapshot.js';
import type { ConfigHost, ManagerConfig } from '../../src/config/snapshot.js';

/** A machine on which nothing exists, for configurations. */
export function configHost(given: Partial<ConfigHost> = {}): ConfigHost {
  const windows = given.platform === 'windows';
  return {
    platform: 'linux',
    workingDirectory: windows ? 'C:\\farm' : '/farm',
    programFile: windows ? 'C:\\flamenco\\flamenco-manager.exe' : '/opt/flamenco/flamenco-manager',
    env: {},
    exists: () => false,
    ...given,
  };
}

/** The configuration that a good file stands for; `_meta` is added. */
export function configOf(yaml: string, given: Partial<ConfigHost> = {}): ManagerConfig {
  const host = configHost(given);
  const decoded = decodeFile(Buffer.from(`_meta: {version: 3}\n${yaml}`), host.platform);
  if (decoded.kind === 'refused') throw new Error(JSON.stringify(decoded.problems));
  const { document } = processDocument(decoded.document, { host, fileName: 'flamenco-manager.yaml' });
  return takeSnapshot(document, host, false).config;
}
