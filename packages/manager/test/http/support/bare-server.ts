import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { OPERATIONS } from '@flamenco/api';
import { pino } from 'pino';
import { createHttpApp } from '../../../src/http/app.js';
import type { HttpParts } from '../../../src/http/app.js';
import type { Monitoring } from '../../../src/http/monitoring.js';
import type { Handlers } from '../../../src/http/context.js';
import { createHttpServer } from '../../../src/http/server.js';
import { hashSecret, WorkerAuthenticator } from '../../../src/http/worker-auth.js';
import type { StoredCredentials } from '../../../src/http/worker-auth.js';

export const NODE7 = { uuid: '0b1e0000-0000-4000-8000-000000000007', secret: 'the secret of node7' };

/** The web server with operations made up by a test, to look at the layers around them. */
export interface BareServer {
  readonly url: string;
  readonly port: number;
  readonly storage: string;
  /** Lines of the log, decoded. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  /** How often stored credentials were looked up. */
  readonly lookUps: readonly string[];
  readonly authenticator: WorkerAuthenticator;
  /** The lines about requests, once there are this many. */
  requestLines(count: number): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Makes the look-up of credentials fail from now on. */
  breakDatabase(): void;
  stop(): Promise<void>;
}

const NO_MONITORING: Monitoring = {
  meter: { answered: () => undefined },
  scrape: () => Promise.resolve({ contentType: 'text/plain', text: '' }),
  troubles: () => Promise.resolve([]),
};

/** Starts one; an operation that the test does not make up says so with an error. */
export async function startBareServer(
  handlers: Partial<Handlers> = {},
  parts: Partial<HttpParts> = {},
): Promise<BareServer> {
  const storage = await mkdtemp(path.join(tmpdir(), 'flamenco-http-'));
  const log = new LogRecorder();
  const logger = pino({ level: 'trace', base: null }, log);
  const lookUps: string[] = [];
  const credentials = new CredentialsStore(await hashSecret(NODE7.secret), lookUps);
  const authenticator = new WorkerAuthenticator((uuid) => credentials.find(uuid));
  const defaults = { jobFilesRoot: storage, trustedProxies: ['127.0.0.1'], ownUrls: ['http://10.0.0.1:8080/'] };
  const app = createHttpApp({
    ...defaults,
    handlers: { ...unexpected(), ...handlers },
    authenticator,
    logger,
    monitoring: NO_MONITORING,
    isAsked: () => false,
    ...parts,
  });
  const server = createHttpServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}`, port, storage, lookUps, authenticator, log: log.lines },
    requestLines: (count) => log.requestLines(count),
    breakDatabase: () => credentials.break(),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(storage, { recursive: true });
    },
  };
}

class LogRecorder {
  readonly lines: Readonly<Record<string, unknown>>[] = [];
  #written = (): void => undefined;

  write(line: string): void {
    this.lines.push(JSON.parse(line));
    this.#written();
  }

  async requestLines(count: number): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const found = () => this.lines.filter(({ msg }) => msg === 'request');
    while (found().length < count) await new Promise<void>((resolve) => (this.#written = resolve));
    return found();
  }
}

class CredentialsStore {
  #isBroken = false;

  constructor(
    private readonly secretHash: string,
    private readonly lookUps: string[],
  ) {}

  find(uuid: string): Promise<StoredCredentials | undefined> {
    this.lookUps.push(uuid);
    if (this.#isBroken) return Promise.reject(new Error('database is locked'));
    const node7 = { id: 7, uuid: NODE7.uuid, name: 'node7', secretHash: this.secretHash };
    return Promise.resolve(uuid === NODE7.uuid ? node7 : undefined);
  }

  break(): void {
    this.#isBroken = true;
  }
}

function unexpected(): Handlers {
  const refuse = () => Promise.reject(new Error('this operation was not expected to be called'));
  return Object.fromEntries(Object.keys(OPERATIONS).map((id) => [id, refuse])) as unknown as Handlers;
}

/** The header with which a Worker proves who it is. */
export function basic(uuid: string, secret: string): { readonly Authorization: string } {
  return { Authorization: `Basic ${Buffer.from(`${uuid}:${secret}`).toString('base64')}` };
}
