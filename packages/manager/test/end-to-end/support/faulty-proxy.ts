import { Agent, createServer, request as ask } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as after } from 'node:timers/promises';
import type { CutPoint, Step } from './cut-points.js';
import { freePort } from '@flamenco/common/testing';

/** A task update that the Manager accepted. */
export interface Delivery {
  readonly taskId: string;
  readonly log: string;
  /** Whether the Worker heard of it. */
  isAnswered: boolean;
}

interface Reply {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
  readonly delivery: Delivery | undefined;
}

/** A request on its way. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly step: Step;
  readonly body: Buffer;
  /** Asks the Manager, once. */
  readonly reply: () => Promise<Reply>;
}

/** A request for a task that is not answered for so long is a long-poll. */
const LONG_POLL_AFTER_MS = 150;

const BAD_GATEWAY = '<html><body><h1>502 Bad Gateway</h1></body></html>';

/** Stands between one Worker and the Manager, and misbehaves at given points of their conversation. */
export class FaultyProxy {
  /** Points that have not come yet. */
  readonly pending: { readonly point: CutPoint; passing: number }[];
  /** What reached the Manager, in order. */
  readonly deliveries: Delivery[] = [];
  /** Registrations that the Manager made and the Worker did not hear of. */
  lostRegistrations = 0;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #trouble: CutPoint | undefined;
  #ended: Promise<void> = Promise.resolve();

  private constructor(
    private readonly port: number,
    private readonly managerPort: number,
    points: readonly CutPoint[],
  ) {
    this.pending = points.map((point) => ({ point, passing: point.passing }));
  }

  static async start(managerPort: number, points: readonly CutPoint[]): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(await freePort(), managerPort, points);
    await proxy.#listen();
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  async stop(): Promise<void> {
    await this.#ended;
    await this.#close();
    this.#agent.destroy();
  }

  async #listen(): Promise<void> {
    const server = createServer((request, response) => {
      // Broken connections are what this is about: whoever waits for the answer sees one, too.
      this.#serve(request, response).catch(() => request.socket.destroy());
    });
    server.keepAliveTimeout = 0;
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined).once('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(this.port, '127.0.0.1', resolve);
    });
    this.#server = server;
  }

  async #close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.#dropAll();
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  #dropAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    let asked: Promise<Reply> | undefined;
    const step = stepOf(request, body);
    // A Worker that goes is no longer waited for, as long as the network lets the Manager know.
    const reply = () => (asked ??= this.#forward(request, step, body, this.#trouble ? undefined : gone.signal));
    const exchange = { request, response, step, body, reply };
    const trouble = this.#trouble ?? this.#strike(step);
    if (trouble) await this.#spoil(trouble, exchange);
    else await this.#pass(exchange);
  }

  /** Lets a request through; one for a task may get into trouble while it waits. */
  async #pass(exchange: Exchange): Promise<void> {
    const { response, step, reply } = exchange;
    if (step === 'fetch' && !(await isSettledWithin(LONG_POLL_AFTER_MS, reply()))) {
      const trouble = this.#trouble ?? this.#strike('long-poll');
      if (trouble) return this.#spoil(trouble, exchange);
    }
    const { status, headers, body, delivery } = await reply();
    response.writeHead(status, headers).end(body);
    if (delivery) delivery.isAnswered = !response.destroyed;
  }

  async #spoil(trouble: CutPoint, { request, response, step, reply }: Exchange): Promise<void> {
    switch (trouble.trouble) {
      case 'refuse':
        return void request.socket.destroy();
      case 'hang':
        return;
      case 'bad-gateway':
        return void response.writeHead(502, { 'Content-Type': 'text/html' }).end(BAD_GATEWAY);
      case 'lose-answer':
      case 'cut-answer': {
        const answer = asBytes(await reply());
        if (step === 'register') this.lostRegistrations += 1;
        const length = trouble.trouble === 'cut-answer' ? 1 + Math.floor((answer.length - 1) * trouble.cut) : 0;
        request.socket.write(answer.subarray(0, length), () => request.socket.destroy());
      }
    }
  }

  /** Begins the trouble that waits for such a request, if there is one and its time has come. */
  #strike(step: Step): CutPoint | undefined {
    const at = this.pending.findIndex(({ point }) => point.step === step);
    const found = this.pending[at];
    if (!found) return undefined;
    if (found.passing > 0) {
      found.passing -= 1;
      return undefined;
    }
    this.pending.splice(at, 1);
    this.#trouble = found.point;
    this.#ended = this.#lasting(found.point);
    return found.point;
  }

  async #lasting({ trouble, forMs }: CutPoint): Promise<void> {
    if (trouble === 'refuse') await this.#close();
    await after(forMs);
    if (trouble === 'hang') this.#dropAll();
    if (trouble === 'refuse') await this.#listen();
    this.#trouble = undefined;
  }

  async #forward(request: IncomingMessage, step: Step, body: Buffer, signal?: AbortSignal): Promise<Reply> {
    const { method, url: path, headers } = request;
    const where = { host: '127.0.0.1', port: this.managerPort, method, path, headers, agent: this.#agent };
    const reply = await new Promise<IncomingMessage>((resolve, reject) => {
      ask({ ...where, ...(signal && { signal }) }, resolve)
        .once('error', reject)
        .end(body);
    });
    const status = reply.statusCode ?? 0;
    const delivery = status === 204 ? this.#delivered(request, step, body) : undefined;
    const kept = Object.entries(reply.headers).filter(([name]) => !HOP_BY_HOP.has(name));
    const text = await buffer(reply);
    const length = status === 204 ? {} : { 'content-length': text.length };
    return { status, headers: { ...Object.fromEntries(kept), ...length }, body: text, delivery };
  }

  #delivered(request: IncomingMessage, step: Step, body: Buffer): Delivery | undefined {
    if (!UPDATES.has(step)) return undefined;
    const { log = '' } = JSON.parse(body.toString()) as { log?: string };
    const delivery = { taskId: request.url?.split('/').at(-1) ?? '', log, isAnswered: false };
    this.deliveries.push(delivery);
    return delivery;
  }
}

const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

const UPDATES: ReadonlySet<Step> = new Set(['started', 'log', 'steps', 'completed', 'update']);

const PATHS: readonly (readonly [RegExp, Step])[] = [
  [/\/worker\/register-worker$/, 'register'],
  [/\/worker\/sign-on$/, 'sign-on'],
  [/\/worker\/sign-off$/, 'sign-off'],
  [/\/worker\/state-changed$/, 'state-changed'],
  [/\/worker\/task$/, 'fetch'],
  [/\/may-i-run$/, 'may-i-run'],
  [/\/output-produced$/, 'output'],
  [/\/worker\/task\/[^/]+$/, 'update'],
];

function stepOf(request: IncomingMessage, body: Buffer): Step {
  const step = PATHS.find(([pattern]) => pattern.test(request.url ?? ''))?.[1] ?? 'other';
  if (step !== 'update') return step;
  const update = JSON.parse(body.toString()) as Record<string, unknown>;
  if (update['taskStatus'] === 'active') return 'started';
  if (update['taskStatus'] === 'completed') return 'completed';
  if ('log' in update) return 'log';
  return 'steps_completed' in update ? 'steps' : 'update';
}

async function isSettledWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  const settled = new AbortController();
  const done = work.then(() => true).finally(() => settled.abort());
  const late = after(ms, false, { signal: settled.signal }).catch(() => true);
  return Promise.race([done, late]);
}

/** An answer as it travels. */
function asBytes({ status, headers, body }: Reply): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${lines.join('')}\r\n`), body]);
}
