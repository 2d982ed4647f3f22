import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';

/** The operations of a Manager that a Worker knows; everything else is `unknown`. */
export type Operation =
  | 'register'
  | 'sign-on'
  | 'sign-off'
  | 'state'
  | 'state-changed'
  | 'task'
  | 'update'
  | 'may-i-run'
  | 'output'
  | 'version'
  | 'storage'
  | 'variables'
  | 'question'
  | 'answer'
  | 'unknown';

/** One request as it arrived. */
export interface RecordedRequest {
  readonly operation: Operation;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly taskId: string | undefined;
  readonly user: string;
  readonly password: string;
  readonly body: Buffer;
  /** The decoded JSON body; undefined when there is none. */
  readonly json: Record<string, unknown> | undefined;
  readonly at: number;
}

/** An answer out of the ordinary. */
export type ScriptedAnswer =
  | {
      readonly status: number;
      readonly json?: unknown;
      readonly text?: string | Buffer;
      readonly headers?: Record<string, string>;
    }
  /** The connection is closed without an answer. */
  | 'hang-up'
  /** The same, after all that was asked for has been done. */
  | 'lost'
  /** The request is never answered. */
  | 'silence';

/** A task to hand out. */
export interface FakeTask {
  readonly uuid: string;
  readonly commands: readonly unknown[];
  status: string;
  worker: string | undefined;
}

interface FakeWorker {
  readonly id: string;
  readonly secret: string;
  status: string;
  requested: { status: string; lazy: boolean } | undefined;
}

const WRONG_CREDENTIALS = { message: 'security requirements failed: authorization failed: no such worker known' };

/**
 * A Manager that behaves towards Workers as contract 01 §4 and 07 describe the original, keeps all requests and gives
 * any other answer when told to. Runs on a real port; can go away and come back on the same one.
 */
export class FakeManager {
  readonly requests: RecordedRequest[] = [];
  readonly workers = new Map<string, FakeWorker>();
  readonly tasks: FakeTask[] = [];
  /** What sign-on announces beyond the original. */
  extras: string[] | undefined;
  /** Where the shared storage is said to be. */
  storage = '';
  #server: Server | undefined;
  #port = 0;
  readonly #scripts = new Map<Operation, ScriptedAnswer[]>();
  readonly #rules = new Map<Operation, (request: RecordedRequest) => ScriptedAnswer | undefined>();
  readonly #headers = new Map<Operation, () => Record<string, string>>();
  readonly #watchers = new Set<() => void>();

  static async start(): Promise<FakeManager> {
    const manager = new FakeManager();
    await manager.appear();
    return manager;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  /** Starts to listen, on the former port when there was one. */
  async appear(): Promise<void> {
    const server = createServer((request, response) => void this.#serve(request, response));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Stops to listen and drops all connections; requests get no answer. */
  async disappear(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  /** The next answers to an operation, instead of the ordinary ones. */
  script(operation: Operation, ...answers: ScriptedAnswer[]): void {
    this.#scripts.set(operation, [...(this.#scripts.get(operation) ?? []), ...answers]);
  }

  /** Decides about every answer to an operation; undefined means the ordinary one. Without `decide` the rule ends. */
  rule(operation: Operation, decide?: (request: RecordedRequest) => ScriptedAnswer | undefined): void {
    if (decide) this.#rules.set(operation, decide);
    else this.#rules.delete(operation);
  }

  /** Headers that the answers to an operation have besides the usual ones. */
  decorate(operation: Operation, headers: () => Record<string, string>): void {
    this.#headers.set(operation, headers);
  }

  /** Offers a task with these commands to whoever asks next. */
  addTask(...commands: unknown[]): FakeTask {
    const task: FakeTask = { uuid: randomUUID(), commands, status: 'queued', worker: undefined };
    this.tasks.push(task);
    return task;
  }

  /** Knows a Worker before it has registered. */
  addWorker(id: string, secret: string): FakeWorker {
    const worker: FakeWorker = { id, secret, status: 'offline', requested: undefined };
    this.workers.set(id, worker);
    return worker;
  }

  /** Asks every Worker for a status. */
  requestStatus(status: string, lazy = false): void {
    for (const worker of this.workers.values()) worker.requested = { status, lazy };
  }

  /** Requests of one operation so far, in order. */
  received(operation: Operation): RecordedRequest[] {
    return this.requests.filter((request) => request.operation === operation);
  }

  /** Bodies of the updates of a task so far, in order. */
  updates(taskId: string): Record<string, unknown>[] {
    return this.received('update').flatMap(({ taskId: id, json }) => (id === taskId && json ? [json] : []));
  }

  /** Resolves when what has been received satisfies the condition; looks again after each request. */
  async until(condition: (manager: this) => boolean): Promise<void> {
    while (!condition(this)) {
      await new Promise<void>((resolve) => {
        const look = () => {
          this.#watchers.delete(look);
          resolve();
        };
        this.#watchers.add(look);
      });
    }
  }

  /** Resolves when an operation was asked for so many times. */
  untilReceived(operation: Operation, count = 1): Promise<void> {
    return this.until(() => this.received(operation).length >= count);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const recorded = await record(request).catch(() => undefined);
    if (!recorded) return;
    this.requests.push(recorded);
    const answer = this.#scripts.get(recorded.operation)?.shift() ?? this.#rules.get(recorded.operation)?.(recorded);
    for (const [name, value] of Object.entries(this.#headers.get(recorded.operation)?.() ?? {}))
      response.setHeader(name, value);
    const ordinary = answer === undefined || answer === 'lost' ? this.#ordinary(recorded) : undefined;
    send(response, answer ?? ordinary ?? 'hang-up');
    for (const watcher of [...this.#watchers]) watcher();
  }

  #ordinary(request: RecordedRequest): ScriptedAnswer {
    if (request.operation === 'unknown') return { status: 404, json: 'Not Found' };
    if (request.operation === 'register') return this.#register(request);
    const open = this.#openOperation(request.operation);
    if (open) return { status: 200, json: open };
    const worker = this.workers.get(request.user);
    if (!worker || worker.secret !== request.password) return { status: 403, json: WRONG_CREDENTIALS };
    return this.#workerOperation(request, worker);
  }

  /** What anybody may ask. */
  #openOperation(operation: Operation): object | undefined {
    switch (operation) {
      case 'version':
        return { version: '3.9', shortversion: '3.9', name: 'Fake Farm', git: '' };
      case 'storage':
        return { location: this.storage, audience: 'workers', platform: 'linux', shamanEnabled: false };
      case 'variables':
        return {};
      default:
        return undefined;
    }
  }

  #workerOperation(request: RecordedRequest, worker: FakeWorker): ScriptedAnswer {
    switch (request.operation) {
      case 'sign-on':
        worker.status = 'starting';
        return { status: 200, json: { status_requested: worker.requested?.status ?? 'awake', extras: this.extras } };
      case 'sign-off':
        return this.#signOff(worker);
      case 'state':
        return worker.requested
          ? { status: 200, json: { status_requested: worker.requested.status } }
          : { status: 204 };
      case 'state-changed':
        return this.#stateChanged(worker, String(request.json?.['status']));
      case 'task':
        return this.#schedule(worker);
      case 'update':
        return this.#update(worker, request);
      case 'may-i-run':
        return { status: 200, json: this.#mayRun(worker, request.taskId) };
      case 'output':
        return { status: 202 };
      case 'question':
      case 'answer':
        return { status: 204 };
      default:
        return { status: 404, json: 'Not Found' };
    }
  }

  #register(request: RecordedRequest): ScriptedAnswer {
    const worker = this.addWorker(randomUUID(), String(request.json?.['secret']));
    const { name, platform, supported_task_types } = request.json ?? {};
    const json = {
      uuid: worker.id,
      name,
      platform,
      supported_task_types,
      address: '127.0.0.1',
      software: '',
      status: '',
    };
    return { status: 200, json };
  }

  #signOff(worker: FakeWorker): ScriptedAnswer {
    const former = worker.status;
    worker.status = 'offline';
    if (worker.requested && ['offline', 'restart'].includes(worker.requested.status)) worker.requested = undefined;
    if (!worker.requested && ['awake', 'asleep'].includes(former)) worker.requested = { status: former, lazy: false };
    this.#requeueTasksOf(worker);
    return { status: 204 };
  }

  #stateChanged(worker: FakeWorker, status: string): ScriptedAnswer {
    if (worker.requested?.status === status) worker.requested = undefined;
    if (worker.status === 'awake' && status !== 'awake') this.#requeueTasksOf(worker);
    worker.status = status;
    return { status: 204 };
  }

  #requeueTasksOf(worker: FakeWorker): void {
    for (const task of this.tasks) if (task.worker === worker.id && task.status === 'active') task.status = 'queued';
  }

  #schedule(worker: FakeWorker): ScriptedAnswer {
    if (worker.requested) return { status: 423, json: { status_requested: worker.requested.status } };
    if (worker.status !== 'awake')
      return { status: 409, json: { code: 409, message: `worker is in state "${worker.status}", requires "awake"` } };
    const own = this.tasks.find((task) => task.status === 'active' && task.worker === worker.id);
    const task = own ?? this.tasks.find(({ status }) => status === 'queued');
    if (!task) return { status: 204 };
    task.status = 'active';
    task.worker = worker.id;
    return { status: 200, json: assignment(task) };
  }

  #update(worker: FakeWorker, { taskId, json }: RecordedRequest): ScriptedAnswer {
    const task = this.tasks.find(({ uuid }) => uuid === taskId);
    if (!task) return { status: 404, json: { code: 404, message: 'task does not exist' } };
    if (task.worker !== worker.id || task.status !== 'active')
      return { status: 409, json: { code: 409, message: 'task is not assigned to this worker' } };
    if (typeof json?.['taskStatus'] === 'string') task.status = json['taskStatus'];
    return { status: 204 };
  }

  #mayRun(worker: FakeWorker, taskId: string | undefined): Record<string, unknown> {
    const no = (reason: string, change = false) => ({ mayKeepRunning: false, reason, statusChangeRequested: change });
    const task = this.tasks.find(({ uuid }) => uuid === taskId);
    if (!task) return no('Task not found');
    if (worker.requested && !worker.requested.lazy) return no('worker status change requested', true);
    if (task.worker !== worker.id) return no('task not assigned to this worker');
    if (task.status !== 'active') return no(`task is in non-runnable status "${task.status}"`);
    return { mayKeepRunning: true, reason: '', statusChangeRequested: false };
  }
}

function assignment(task: FakeTask): Record<string, unknown> {
  return {
    uuid: task.uuid,
    job: '11111111-2222-4333-8444-555555555555',
    name: 'a task',
    status: 'active',
    priority: 50,
    job_priority: 50,
    job_type: 'test',
    task_type: 'misc',
    commands: task.commands,
    steps_completed: 0,
    steps_total: 0,
  };
}

async function record(request: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const path = (request.url ?? '').replace(/^\/farm(?=\/)/, '');
  const { operation, taskId } = operationOf(`${request.method} ${path}`);
  const [user = '', password = ''] = credentialsOf(request.headers.authorization);
  const json = (request.headers['content-type'] ?? '').includes('json')
    ? (JSON.parse(body.toString()) as Record<string, unknown>)
    : undefined;
  const { method = '', headers } = request;
  return { operation, method, path: request.url ?? '', headers, taskId, user, password, body, json, at: Date.now() };
}

function credentialsOf(header: string | undefined): string[] {
  return Buffer.from((header ?? '').replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':');
}

const ROUTES: readonly (readonly [RegExp, Operation])[] = [
  [/^GET \/api\/v3\/version$/, 'version'],
  [/^GET \/api\/v3\/configuration\/shared-storage\/workers\/[^/]+$/, 'storage'],
  [/^GET \/api\/v3\/configuration\/variables\/workers\/[^/]+$/, 'variables'],
  [/^POST \/api\/v3\/worker\/register-worker$/, 'register'],
  [/^POST \/api\/v3\/worker\/sign-on$/, 'sign-on'],
  [/^POST \/api\/v3\/worker\/sign-off$/, 'sign-off'],
  [/^GET \/api\/v3\/worker\/state$/, 'state'],
  [/^GET \/api\/v3\/worker\/storage-question$/, 'question'],
  [/^POST \/api\/v3\/worker\/storage-question\/.+$/, 'answer'],
  [/^POST \/api\/v3\/worker\/state-changed$/, 'state-changed'],
  [/^POST \/api\/v3\/worker\/task$/, 'task'],
  [/^POST \/api\/v3\/worker\/task\/([^/]+)$/, 'update'],
  [/^GET \/api\/v3\/worker\/task\/([^/]+)\/may-i-run$/, 'may-i-run'],
  [/^POST \/api\/v3\/worker\/task\/([^/]+)\/output-produced$/, 'output'],
];

function operationOf(line: string): { operation: Operation; taskId: string | undefined } {
  for (const [pattern, operation] of ROUTES) {
    const match = pattern.exec(line);
    if (match) return { operation, taskId: match[1] };
  }
  return { operation: 'unknown', taskId: undefined };
}

function send(response: ServerResponse, answer: ScriptedAnswer): void {
  if (answer === 'silence') return;
  if (answer === 'hang-up' || answer === 'lost') {
    response.destroy();
    return;
  }
  const text = answer.json === undefined ? answer.text : JSON.stringify(answer.json);
  const type = answer.json === undefined ? 'text/html' : 'application/json';
  response.writeHead(answer.status, { ...(text === undefined ? {} : { 'Content-Type': type }), ...answer.headers });
  response.end(text);
}
