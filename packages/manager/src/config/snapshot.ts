import { configRemarks as texts } from '../texts/config.js';
import { defaultDocument } from './document.js';
import type { ConfigDocument, DocumentVariable } from './document.js';
import type { ConfigHost, ConfigRemark } from './host.js';
import type { ConfigValues } from './keys.js';
import { isBrokerUrl, processDocument } from './process-document.js';
import { platformsOf } from './process-variables.js';
import { absolutePath, effectiveStoragePath, localStoragePath } from './storage-paths.js';

export type { ConfigHost, ConfigRemark } from './host.js';

/** One value of a variable. */
export interface VariableValue {
  /** `all`, `workers` or `users`; with anything else nobody gets the value. */
  readonly audience: string;
  /** Go's names, or `all`. */
  readonly platforms: readonly string[];
  readonly value: string;
}

export interface VariableDefinition {
  /** Whether values that begin a setting of a submitted job become `{name}`. */
  readonly isTwoWay: boolean;
  /** In the order of the file. */
  readonly values: readonly VariableValue[];
}

/** The configuration in effect: complete, checked, and never changed; a change makes another one (D4.1). */
export interface ManagerConfig {
  readonly managerName: string;
  /** File name, relative to the working directory, or a URL. */
  readonly database: string;
  /** 0 switches the check off. */
  readonly databaseCheckPeriodMs: number;
  readonly listen: string;
  readonly autodiscoverable: boolean;
  /** Absolute. */
  readonly localManagerStoragePath: string;
  /** Absolute, or empty when it is not set up yet. */
  readonly sharedStoragePath: string;
  readonly shaman: {
    /** What is configured; on the first run Shaman stays off all the same. */
    readonly enabled: boolean;
    /** A period of 0 switches the collection off. */
    readonly garbageCollect: { readonly periodMs: number; readonly maxAgeMs: number };
  };
  /** 0 switches the time-out off, as the next one. */
  readonly taskTimeoutMs: number;
  readonly workerTimeoutMs: number;
  /** 0 switches the blocklist off. */
  readonly blocklistThreshold: number;
  readonly taskFailAfterSoftfailCount: number;
  /** After how long without a sign of life Workers are removed from the farm; 0: never. */
  readonly workerRemovalAfterMs: number;
  /** 0 to 100. */
  readonly jobFailPercentage: number;
  /** Addresses and networks in CIDR form. */
  readonly trustedProxies: readonly string[];
  /** Absolute, or empty for the usual folders. */
  readonly jobScriptsPath: string;
  readonly mqtt: {
    readonly client: {
      /** Only with a broker that can be connected to. */
      readonly enabled: boolean;
      readonly broker: string;
      readonly clientID: string;
      readonly topicPrefix: string;
      readonly username: string;
      readonly password: string;
    };
  };
  /** Without the implicit ones. */
  readonly variables: ReadonlyMap<string, VariableDefinition>;
  /** Nothing tells where the shared storage is, or the setup assistant was asked for. */
  readonly isFirstRun: boolean;
  /** Where jobs have their files, absolute, in the notation of the Manager's system (contract 05 §12.4). */
  readonly effectiveStoragePath: string;
  /** Go's name of the Manager's system. */
  readonly platform: string;
}

/** What a Manager without a configuration runs with. Pure but for `host.exists`. */
export function defaultConfig(host: ConfigHost): ManagerConfig {
  const document = defaultDocument(host.platform);
  return takeSnapshot(processDocument(document, { host, fileName: '' }).document, host, false).config;
}

/** The configuration that a processed document stands for on this machine. */
export function takeSnapshot(
  { values, variables }: ConfigDocument,
  host: ConfigHost,
  setupAssistant: boolean,
): { readonly config: ManagerConfig; readonly remarks: readonly ConfigRemark[] } {
  const local = localStoragePath(values.local_manager_storage_path, host);
  const sharedStoragePath = values.shared_storage_path;
  const config = {
    ...plainValues(values),
    localManagerStoragePath: local.path,
    sharedStoragePath,
    jobScriptsPath: absolutePath(values.job_scripts_path, host),
    mqtt: { client: mqttClient(values) },
    variables: new Map(Array.from(variables, ([name, variable]) => [name, definition(variable)] as const)),
    isFirstRun: setupAssistant || sharedStoragePath === '',
    effectiveStoragePath: effectiveStoragePath(sharedStoragePath, values['shaman.enabled'], host),
    platform: host.platform,
  };
  const remarks = local.besideProgram
    ? [{ level: 'info', text: texts.localStorageBesideProgram, fields: { path: local.path } } as const]
    : [];
  return { config, remarks };
}

function plainValues(values: ConfigValues) {
  return {
    managerName: values.manager_name,
    database: values.database,
    databaseCheckPeriodMs: values.database_check_period,
    listen: values.listen,
    autodiscoverable: values.autodiscoverable,
    shaman: {
      enabled: values['shaman.enabled'],
      garbageCollect: {
        periodMs: values['shaman.garbageCollect.period'],
        maxAgeMs: values['shaman.garbageCollect.maxAge'],
      },
    },
    taskTimeoutMs: values.task_timeout,
    workerTimeoutMs: values.worker_timeout,
    blocklistThreshold: values.blocklist_threshold,
    taskFailAfterSoftfailCount: values.task_fail_after_softfail_count,
    workerRemovalAfterMs: values.worker_removal_after,
    jobFailPercentage: values.job_fail_percentage,
    trustedProxies: values.trusted_proxies,
  };
}

function mqttClient(values: ConfigValues): ManagerConfig['mqtt']['client'] {
  const broker = values['mqtt.client.broker'];
  return {
    enabled: values['mqtt.client.enabled'] && isBrokerUrl(broker),
    broker,
    clientID: values['mqtt.client.clientID'],
    topicPrefix: values['mqtt.client.topic_prefix'],
    username: values['mqtt.client.username'],
    password: values['mqtt.client.password'],
  };
}

function definition({ isTwoWay, values }: DocumentVariable): VariableDefinition {
  return {
    isTwoWay,
    values: values.map((it) => ({ audience: it.audience, platforms: platformsOf(it), value: it.value })),
  };
}
