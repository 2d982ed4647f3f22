import { platformName } from '@flamenco/common';
import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { resolve } from 'node:path';
import { CredentialsFile } from '../config/credentials.js';
import { DEFAULT_FILE_CONFIG } from '../config/decode.js';
import { CONFIG_FILE_NAME } from '../config/file.js';
import { compileOptions } from '../config/options.js';
import type { GivenManager, Host, RunFlags, WorkerOptions } from '../config/options.js';
import { StartError } from '../config/start-error.js';
import { findHome } from '../config/worker-home.js';
import { discover } from '../discovery/discover.js';
import { discoveryParts } from '../discovery/discovery-parts.js';
import { LastManager } from '../discovery/last-manager.js';
import type { SearchNetwork } from '../discovery/search-network.js';
import { ManagerClient } from '../manager/client.js';
import { FarmQuestions } from '../manager/farm-questions.js';
import { recognise } from '../manager/recognition.js';
import { Requester, TIME_LIMITS } from '../manager/requester.js';
import type { Fetch } from '../manager/requester.js';
import { credentialsHeader, unreachableHint } from '../texts/console.js';
import type { TestedManager } from './check-manager.js';
import type { TestedWorker } from './machine-test.js';

/** What finding out about the Worker takes. */
export interface FindingParts {
  readonly flags: RunFlags;
  readonly host: Host;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly userAgent: string;
  readonly network: SearchNetwork;
  readonly fetch?: Fetch | undefined;
}

/** A test is no place to wait for minutes; in milliseconds. */
const REQUEST_LIMIT_MS = 10_000;
const DISCOVERY_LIMIT_MS = 10_000;

/** The Worker that would run here, and how it would run programs. Changes nothing: no home is made or locked. */
export async function findTestedWorker(
  parts: FindingParts,
  signal: AbortSignal,
): Promise<{ readonly worker: TestedWorker; readonly options: WorkerOptions | undefined }> {
  const { flags, host, logger } = parts;
  try {
    const options = await compileOptions(flags, host, logger, findHome);
    const { configFile, introduction, manager: given } = options;
    const manager = await findManager(given, options, parts, signal);
    return { options, worker: { configFile, ...introduction, manager } };
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return { options: undefined, worker: brokenWorker(host, error.reason) };
  }
}

/** Its configuration cannot be used; the programs can still be looked at. */
function brokenWorker(host: Host, problem: string): TestedWorker {
  return {
    configFile: resolve(host.workingDirectory, CONFIG_FILE_NAME),
    taskTypes: DEFAULT_FILE_CONFIG.taskTypes,
    platform: platformName(host.platform),
    manager: { problem },
  };
}

async function findManager(
  given: GivenManager | undefined,
  { paths }: WorkerOptions,
  parts: FindingParts,
  signal: AbortSignal,
): Promise<TestedManager | undefined> {
  const url = given?.url ?? (await search(new LastManager(paths.lastManager), parts, signal));
  if (url === undefined) return undefined;
  const limits = { ...TIME_LIMITS, requestMs: REQUEST_LIMIT_MS };
  const requester = new Requester({ ...parts, baseUrl: url, limits });
  const client = new ManagerClient(requester);
  return {
    farm: new FarmQuestions(requester),
    hint: unreachableHint(given?.portGiven ?? true),
    credentials: () => new CredentialsFile(paths.credentials, credentialsHeader).read(),
    recognise: (who, limited) => recognise(client, who, limited),
  };
}

/** As a start would do it, but what is found is not remembered. */
async function search(last: LastManager, parts: FindingParts, signal: AbortSignal): Promise<string | undefined> {
  const url = await last.read();
  const wish = { limitMs: DISCOVERY_LIMIT_MS, enough: 'first', known: url === undefined ? [] : [url] } as const;
  const found = await discover(discoveryParts(parts), wish, signal);
  return found.kind === 'found' ? found.managers[0].url : url;
}
