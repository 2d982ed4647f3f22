import type { AddressInfo } from 'node:net';
import { describeVersion } from '@flamenco/common';
import type { ManagerConfig } from '../../../src/config/snapshot.js';
import type { Farm } from '../../../src/farm/farm.js';
import { databaseWorks, farmFigures } from '../../../src/farm/use-cases/upkeep/farm-figures.js';
import { credentialsOf } from '../../../src/farm/use-cases/workers/worker-queries.js';
import { createHttpApp } from '../../../src/http/app.js';
import { createOperations } from '../../../src/http/operations/index.js';
import { createHttpServer } from '../../../src/http/server.js';
import { WorkerAuthenticator } from '../../../src/http/worker-auth.js';
import { FarmMetrics } from '../../../src/monitoring/farm-metrics.js';
import { Readiness } from '../../../src/monitoring/readiness.js';
import type { WrittenDirectory } from '../../../src/monitoring/readiness.js';
import { SQLITE_FILE } from '../../support/databases.js';
import { makeFarm } from '../../support/make-farm.js';
import type { TestFarm } from '../../support/make-farm.js';
import { problemsOf } from './answer-check.js';
import { basic } from './bare-server.js';
import { noteAnswer } from './answer-notes.js';
import { TestSetup } from './test-setup.js';

/** A Worker's way to prove who it is. */
export interface Identity {
  readonly uuid: string;
  readonly secret: string;
}

/** What a test sends besides method and path. */
export interface Sending {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, with the content type of `headers`. */
  readonly bytes?: Uint8Array<ArrayBuffer> | string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The Worker that sends it. */
  readonly as?: Identity;
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Decoded JSON, text as it is, undefined for no body. */
  readonly body: unknown;
}

/** How a test farm is served. */
export interface ServerOptions {
  readonly config?: Partial<ManagerConfig>;
  /** Job types besides the built-in ones: source texts by file name. */
  readonly scripts?: Readonly<Record<string, string>>;
  /** What has to be writable for the Manager to be ready. */
  readonly directories?: readonly WrittenDirectory[];
  /** The text of the Manager's configuration file, in effect; without it there is none. */
  readonly configFile?: string;
  /** Ports of the farm to put in the place of the usual ones. */
  readonly ports?: (farm: TestFarm) => Partial<Farm>;
}

/** The whole web server on a farm in SQLite. Every answer is checked against the API description. */
export class FarmServer {
  private constructor(
    readonly farm: TestFarm,
    readonly authenticator: WorkerAuthenticator,
    readonly setup: TestSetup,
    private readonly server: ReturnType<typeof createHttpServer>,
  ) {}

  static async start({
    config,
    configFile,
    directories = [],
    ports,
    scripts,
  }: ServerOptions = {}): Promise<FarmServer> {
    const made = await makeFarm(SQLITE_FILE, config, undefined, scripts);
    const setup = await TestSetup.make(made, configFile);
    const metrics: FarmMetrics = new FarmMetrics('4.0.0-dev', {
      figures: () => farmFigures(farm),
      workersWaiting: () => farm.waiters.size,
    });
    const publish: Farm['events']['publish'] = (events) => {
      made.events.publish(events);
      for (const event of events) metrics.hear(event);
    };
    const farm: Farm = {
      ...made,
      events: { publish },
      meter: metrics,
      forgetCredentials: (uuid) => authenticator.forget(uuid),
      ...ports?.(made),
    };
    const readiness = new Readiness({
      clock: made.clock,
      askDatabase: () => databaseWorks(farm),
      directories: () => directories,
    });
    const authenticator: WorkerAuthenticator = new WorkerAuthenticator((uuid) => credentialsOf(farm, uuid));
    const app = createHttpApp({
      handlers: createOperations({
        ...{ farm, about: describeVersion('4.0.0-dev', 'cf286e71') },
        ...{ settings: setup.settings, setUp: setup.setUp },
      }),
      authenticator,
      jobFilesRoot: '/nowhere',
      trustedProxies: [],
      ownUrls: [],
      logger: made.logger,
      isAsked: (workerId) => farm.storageChecks.isAsked(workerId),
      monitoring: { meter: metrics, scrape: () => metrics.scrape(), troubles: () => readiness.troubles() },
    });
    const server = createHttpServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FarmServer(made, authenticator, setup, server);
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** @param path without `/api/v3` */
  async ask(method: string, path: string, sending: Sending = {}): Promise<Answer> {
    const { as, body, bytes, headers, signal } = sending;
    const response = await fetch(`${this.url}/api/v3${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(as && basic(as.uuid, as.secret)),
        ...headers,
      },
      ...(bytes !== undefined && { body: bytes }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    const text = await response.text();
    const contentType = response.headers.get('content-type');
    const { pathname } = new URL(response.url);
    noteAnswer(method, pathname, response.status);
    const problems = problemsOf(method, pathname, { status: response.status, contentType, text });
    if (problems.length > 0) {
      throw new Error(`${method} ${path} was answered ${response.status} ${text}: ${problems.join('; ')}`);
    }
    return { status: response.status, headers: response.headers, body: decoded(contentType, text) };
  }

  get(path: string, sending?: Sending): Promise<Answer> {
    return this.ask('GET', path, sending);
  }

  post(path: string, body?: unknown, sending?: Sending): Promise<Answer> {
    return this.ask('POST', path, { body, ...sending });
  }

  /** The status and the sentence of a refusal. */
  async refusal(asked: Promise<Answer>): Promise<readonly [status: number, message: string]> {
    const { status, body } = await asked;
    const { message } = body as { message: string };
    return [status, message];
  }

  /** Registers a Worker and signs it on; it is awake when told so. */
  async worker(name = 'node7', taskTypes: readonly string[] = ['blender', 'misc']): Promise<Identity> {
    const secret = `the secret of ${name}`;
    const registration = { name, secret, platform: 'linux', supported_task_types: taskTypes };
    const { body } = await this.post('/worker/register-worker', registration);
    const as = { uuid: (body as { uuid: string }).uuid, secret };
    const introduction = { name, supported_task_types: taskTypes, software_version: '3.9' };
    await this.post('/worker/sign-on', introduction, { as });
    await this.post('/worker/state-changed', { status: 'awake' }, { as });
    return as;
  }

  /** Stops all of it, and checks what must be true of a farm at any time, and that nothing unexpected happened. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await this.farm.close();
    await this.setup.remove();
    const [surprise] = this.farm.consoleLines.filter(({ msg }) => String(msg).startsWith('unexpected error'));
    if (surprise) throw new Error(`unexpected error: ${JSON.stringify(surprise)}`);
  }
}

function decoded(contentType: string | null, text: string): unknown {
  if (text === '') return undefined;
  return contentType === 'application/json' ? (JSON.parse(text) as unknown) : text;
}
