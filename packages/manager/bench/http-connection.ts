import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** An answer; the text is Latin-1, which is enough for what a bench sends. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

const END_OF_HEADERS = '\r\n\r\n';
const CLOSED = 'the server closed the connection';
const LENGTH = /\r\ncontent-length: *(\d+)/i;

/**
 * One kept-alive connection with one request at a time. It knows only the HTTP that our servers speak, because every
 * microsecond that a general client takes (`fetch`: ten times as long) is missing to the server on the same machine.
 */
export class HttpConnection {
  #received = '';
  #settle: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (text: string) => this.#take(text));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error(CLOSED)));
  }

  static async open(port: number): Promise<HttpConnection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new HttpConnection(socket);
  }

  /** @param request the whole text of a request */
  send(request: string): Promise<Answer> {
    if (this.socket.destroyed) return Promise.reject(new Error(CLOSED));
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.socket.write(request, 'latin1');
    });
  }

  close(): void {
    this.socket.destroy();
  }

  #take(text: string): void {
    this.#received = this.#received === '' ? text : this.#received + text;
    const answer = readAnswer(this.#received);
    if (!answer) return;
    this.#received = '';
    this.#settle?.resolve(answer);
    this.#settle = undefined;
  }

  #fail(error: Error): void {
    this.#settle?.reject(error);
    this.#settle = undefined;
  }
}

/** The answer if all of it is there. */
function readAnswer(received: string): Answer | undefined {
  const endOfHeaders = received.indexOf(END_OF_HEADERS);
  if (endOfHeaders < 0) return undefined;
  const status = Number(received.slice(9, 12));
  if (status === 204) return { status, body: '' };
  const headers = received.slice(0, endOfHeaders);
  const length = LENGTH.exec(headers)?.[1];
  if (length === undefined) throw new Error(`an answer without a length: ${headers}`);
  const start = endOfHeaders + END_OF_HEADERS.length;
  return received.length < start + Number(length) ? undefined : { status, body: received.slice(start) };
}
