import { configRemarks as texts } from '../texts/config.js';
import type { ConfigDocument } from './document.js';
import type { ConfigHost, ConfigRemark } from './host.js';
import type { ConfigValues } from './keys.js';
import { isUnc } from './path-text.js';
import { processVariables } from './process-variables.js';
import { absolutePath } from './storage-paths.js';

/** Where a document comes from, for what is said about it. */
export interface ProcessContext {
  readonly host: Pick<ConfigHost, 'platform' | 'workingDirectory'>;
  /** Absolute. */
  readonly fileName: string;
}

/**
 * Puts a configuration into its regular form and says what is odd about it; nothing here refuses it (contract 05 §7).
 * This form is what `-write-config` and the setup assistant write. Doing it twice changes nothing. Pure.
 */
export function processDocument(
  document: ConfigDocument,
  { host, fileName }: ProcessContext,
): { readonly document: ConfigDocument; readonly remarks: readonly ConfigRemark[] } {
  const { variables, remarks } = processVariables(document.variables, fileName);
  const values = processValues(document.values, host);
  return {
    document: { ...document, values, variables },
    remarks: [
      ...checkSharedStorage(document.values.shared_storage_path, host.platform),
      ...remarks,
      ...checkBroker(values),
    ],
  };
}

function processValues(values: ConfigValues, host: ProcessContext['host']): ConfigValues {
  return {
    ...values,
    database: values.database.trim(),
    listen: values.listen.trim(),
    shared_storage_path: absolutePath(values.shared_storage_path, host),
    'mqtt.client.broker': values['mqtt.client.broker'].trim(),
    'mqtt.client.clientID': values['mqtt.client.clientID'].trim() || 'flamenco',
  };
}

/** The start goes on, so that the path can be corrected in the web interface. */
function checkSharedStorage(path: string, platform: string): ConfigRemark[] {
  const network = isUnc(path) || (platform === 'windows' && path.startsWith('//'));
  return network ? [{ level: 'error', text: texts.uncPath, fields: { sharedStorage: path } }] : [];
}

function checkBroker(values: ConfigValues): ConfigRemark[] {
  const broker = values['mqtt.client.broker'];
  if (!values['mqtt.client.enabled'] || isBrokerUrl(broker)) return [];
  return [{ level: 'error', text: texts.badBroker, fields: { broker } }];
}

/** Whether there is anything to connect to. */
export function isBrokerUrl(text: string): boolean {
  return URL.canParse(text) && new URL(text).host !== '';
}
