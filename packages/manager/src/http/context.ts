import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OperationHandlers } from '@flamenco/api';
import { clientAddress } from './client-address.js';
import type { TrustedProxies } from './client-address.js';
import type { KnownWorker } from './worker-auth.js';

/** What an operation knows besides its request. */
export interface RequestContext {
  /** IP address of the client, proxies seen through (D1.9). */
  readonly clientAddress: string;
  /** Empty if the client sends none. */
  readonly userAgent: string;
  /** Aborted when the client goes away before it has its answer. */
  readonly signal: AbortSignal;
  /** The answer waits for something to happen, which says nothing about how fast the Manager is. */
  keepOpen(): void;
}

/** The same, with the Worker whose credentials came with the request. */
export interface WorkerContext extends RequestContext {
  readonly worker: KnownWorker;
}

/** One handler for every operation of the API description. */
export type Handlers = OperationHandlers<RequestContext, WorkerContext>;

/** The context of one request. Nothing of it is looked up before somebody asks. */
export class LazyContext implements RequestContext {
  #signal: AbortSignal | undefined;
  isKeptOpen = false;

  constructor(
    private readonly request: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly isTrustedProxy: TrustedProxies,
  ) {}

  keepOpen(): void {
    this.isKeptOpen = true;
  }

  get clientAddress(): string {
    return requestAddress(this.request, this.isTrustedProxy);
  }

  get userAgent(): string {
    return this.request.headers['user-agent'] ?? '';
  }

  get signal(): AbortSignal {
    this.#signal ??= signalOfDeparture(this.response);
    return this.#signal;
  }
}

/** The context of a request that a Worker sent. */
export class LazyWorkerContext extends LazyContext implements WorkerContext {
  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    isTrustedProxy: TrustedProxies,
    readonly worker: KnownWorker,
  ) {
    super(request, response, isTrustedProxy);
  }
}

/** The address of the client behind a request. */
export function requestAddress(request: IncomingMessage, isTrustedProxy: TrustedProxies): string {
  const forwarded = request.headers['x-forwarded-for'];
  const hops = Array.isArray(forwarded) ? forwarded.join(',') : forwarded;
  return clientAddress(request.socket.remoteAddress ?? '', hops, isTrustedProxy);
}

function signalOfDeparture(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const leave = () => {
    if (!response.writableFinished) controller.abort();
  };
  if (response.destroyed) leave();
  else response.once('close', leave);
  return controller.signal;
}
