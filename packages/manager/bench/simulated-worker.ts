import { basicAuthorization } from '@flamenco/api';
import type { Schemas } from '@flamenco/api';
import { perStep } from './figures.js';
import type { Step } from './figures.js';
import { HttpConnection } from './http-connection.js';

/** Who a simulated Worker is. */
export interface Credentials {
  readonly uuid: string;
  readonly secret: string;
}

/** What a Worker says of every task: about what one of ours sends for a rendered frame. */
const REPORTS: Readonly<Record<Exclude<Step, 'ask'>, Schemas['TaskUpdate']>> = {
  active: { taskStatus: 'active', activity: 'Rendering frame 1' },
  log: {
    log: [
      'Fra:1 Mem:213.52M (Peak 214.61M) | Time:00:00.61 | Mem:89.31M, Peak:89.31M | Scene, View Layer | Sample 64/64',
      'Fra:1 Mem:213.52M (Peak 214.61M) | Time:00:00.63 | Mem:89.31M, Peak:89.31M | Scene, View Layer | Finished',
      "Saved: '/render/bench/frame-000001.png'",
      'Time: 00:00.71 (Saving: 00:00.08)',
    ].join('\n'),
  },
  completed: { taskStatus: 'completed', activity: 'Completed' },
};

const TASK_UUID = /"uuid":"([^"]+)"/;

/** A Worker that does nothing but ask for tasks and report them done, as fast as the answers come. */
export class SimulatedWorker {
  /** Milliseconds per request. */
  readonly latencies = perStep((): number[] => []);
  /** Complete cycles. */
  cycles = 0;
  readonly #ask: string;
  readonly #reportHead: string;
  readonly #headOfReport: string;
  readonly #reportTails: Readonly<Record<Step, string>>;

  private constructor(
    private readonly connection: HttpConnection,
    { uuid, secret }: Credentials,
  ) {
    const headers = `Host: 127.0.0.1\r\nUser-Agent: bench\r\nAuthorization: ${basicAuthorization(uuid, secret)}\r\n`;
    this.#ask = `POST /api/v3/worker/task HTTP/1.1\r\n${headers}Content-Length: 0\r\n\r\n`;
    this.#reportHead = 'POST /api/v3/worker/task/';
    this.#headOfReport = ` HTTP/1.1\r\n${headers}`;
    this.#reportTails = perStep((step) => (step === 'ask' ? '' : this.#headOfReport + bodyPart(REPORTS[step])));
  }

  static async connect(port: number, credentials: Credentials): Promise<SimulatedWorker> {
    return new SimulatedWorker(await HttpConnection.open(port), credentials);
  }

  /** Works until there is no task or nobody wants it to go on. */
  async work(mayGoOn: () => boolean): Promise<void> {
    while (mayGoOn()) {
      const task = await this.#askForTask();
      if (task === undefined) return;
      await this.#report('active', task);
      await this.#report('log', task);
      await this.#report('completed', task);
      this.cycles += 1;
    }
  }

  /** Takes a task and sends pieces of its log, over and over, until nobody wants it to go on; then completes it. */
  async chatter(log: string, mayGoOn: () => boolean): Promise<string> {
    const task = await this.#askForTask();
    if (task === undefined) throw new Error('there is no task to report about');
    await this.#report('active', task);
    const request = this.#reportHead + task + this.#headOfReport + bodyPart({ log });
    while (mayGoOn()) {
      const { status, body } = await this.#timed('log', request);
      if (status !== 204) throw new Error(`a piece of log was answered ${status}: ${body}`);
    }
    await this.#report('completed', task);
    return task;
  }

  /** Asks for a task, and hopes that there is none. */
  async askInVain(): Promise<void> {
    const startedAt = performance.now();
    if ((await this.#askForTask()) !== undefined) throw new Error('there was a task');
    this.latencies.ask.push(performance.now() - startedAt);
  }

  /** Forgets what was measured. */
  reset(): void {
    this.cycles = 0;
    for (const values of Object.values(this.latencies)) values.length = 0;
  }

  close(): void {
    this.connection.close();
  }

  async #askForTask(): Promise<string | undefined> {
    const { status, body } = await this.#timed('ask', this.#ask);
    if (status === 204) return undefined;
    const uuid = TASK_UUID.exec(body)?.[1];
    if (status !== 200 || uuid === undefined) throw new Error(`asking for a task was answered ${status}: ${body}`);
    return uuid;
  }

  async #report(step: Exclude<Step, 'ask'>, task: string): Promise<void> {
    const { status, body } = await this.#timed(step, this.#reportHead + task + this.#reportTails[step]);
    if (status !== 204) throw new Error(`reporting "${step}" was answered ${status}: ${body}`);
  }

  async #timed(step: Step, request: string) {
    const startedAt = performance.now();
    const answer = await this.connection.send(request);
    if (answer.status !== 204 || step !== 'ask') this.latencies[step].push(performance.now() - startedAt);
    return answer;
  }
}

function bodyPart(report: Schemas['TaskUpdate']): string {
  const body = JSON.stringify(report);
  return `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
