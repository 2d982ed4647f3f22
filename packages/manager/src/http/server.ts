import { createServer } from 'node:http';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Service } from '@flamenco/common';
import * as texts from '../texts/http-errors.js';

/** Headers have to be complete within this time, in milliseconds (D1.4). */
const HEADERS_WITHIN_MS = 10_000;

/** Longer than any client of ours pauses, so that it does not run into a connection that is just being closed. */
const KEEP_ALIVE_MS = 120_000;

const TCP_KEEP_ALIVE_MS = 180_000;
const LARGEST_HEADERS_BYTES = 1024 * 1024;

/**
 * A plain HTTP/1.1 server (contract 01 §1.1).
 *
 * Add-ons before 3.9 fold long header lines, which Node refuses unless its parser is lenient. Node cannot confine that
 * to the one route where it happens, so it holds for all of them (D1.8). The Manager forwards requests to nobody, which
 * is where lenient parsing would be dangerous.
 */
export function createHttpServer(listener: RequestListener, headersWithinMs = HEADERS_WITHIN_MS): Server {
  const server = createServer(
    {
      insecureHTTPParser: true,
      headersTimeout: headersWithinMs,
      // How often Node looks for requests that take longer; its default of 30 s would quadruple the limit.
      connectionsCheckingInterval: headersWithinMs / 10,
      requestTimeout: 0,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: LARGEST_HEADERS_BYTES,
      keepAlive: true,
      keepAliveInitialDelay: TCP_KEEP_ALIVE_MS,
    },
    listener,
  );
  server.on('clientError', answerBrokenRequest);
  return server;
}

const BROKEN_REQUESTS: Readonly<Record<string, readonly [line: string, code: number, message: string] | 'close'>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 431, texts.headersTooLarge],
  // Too slow, or gone: nobody reads an answer.
  ERR_HTTP_REQUEST_TIMEOUT: 'close',
  ECONNRESET: 'close',
};

/** What Node cannot parse never reaches the layers; the answer has their shape all the same (D1.1). */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  const known = BROKEN_REQUESTS[error.code ?? ''] ?? ['400 Bad Request', 400, texts.malformedRequest];
  if (known === 'close' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [line, code, message] = known;
  const body = `${JSON.stringify({ code, message })}\n`;
  const headers = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close`;
  socket.end(`HTTP/1.1 ${line}\r\n${headers}\r\n\r\n${body}`);
}

/** The web server as a part of the Manager that starts and stops. */
export class HttpService implements Service {
  readonly name = 'web server';
  /** Open connections, with the number of requests at work on each. */
  readonly #connections = new Map<Socket, number>();
  #stopped: Promise<void> | undefined;

  /** @param host empty: every address of the machine */
  constructor(
    readonly server: Server,
    private readonly host: string,
    private readonly port: number,
  ) {
    server.on('connection', (socket: Socket) => this.#watch(socket));
    server.on('request', ({ socket }, response) => this.#count(socket, response));
  }

  /** Listens. Rejects with Node's error when the port is taken or may not be used. */
  async start(): Promise<void> {
    if (this.#stopped || this.server.listening) return;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen({ port: this.port, ...(this.host !== '' && { host: this.host }) }, () => {
        this.server.off('error', reject);
        resolve();
      });
    });
  }

  /** The port on which it listens, also if port 0 left the choice to the system. */
  get listeningPort(): number {
    const address = this.server.address() as AddressInfo | null;
    return address?.port ?? this.port;
  }

  /** Accepts no more requests and waits for those at work (contract 01 §1.1). */
  stop(): Promise<void> {
    this.#stopped ??= this.#close();
    return this.#stopped;
  }

  async #close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const [socket, atWork] of this.#connections) if (atWork === 0) socket.destroy();
    await closed;
  }

  #watch(socket: Socket): void {
    this.#connections.set(socket, 0);
    socket.once('close', () => this.#connections.delete(socket));
  }

  /**
   * Counts the requests at work, because Node takes a connection that never sent anything for a busy one and would wait
   * for it for ever.
   */
  #count(socket: Socket, response: ServerResponse): void {
    this.#connections.set(socket, (this.#connections.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const atWork = (this.#connections.get(socket) ?? 1) - 1;
      if (!socket.destroyed) this.#connections.set(socket, atWork);
      if (this.#stopped && atWork === 0) socket.end();
    });
  }
}
