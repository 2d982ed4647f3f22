import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { submission } from './independent-tasks.js';
import { startManager } from './manager-process.js';

/** What came of a request. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly bytes: number;
  readonly ms: number;
}

/** What one operation took, and the longest that anybody else waited meanwhile, in milliseconds. */
export interface WaitFigures {
  readonly name: string;
  readonly ms: number;
  readonly longestRead: number;
  readonly longestWrite: number;
}

/** One client; several requests of it may be under way. */
export class Client {
  readonly #agent = new Agent({ keepAlive: true });

  constructor(private readonly port: number) {}

  /** Keeps only the beginning of a long answer: looking at it would hold up the other requests of this process. */
  ask(method: string, address: string, body?: object): Promise<Answer> {
    const startedAt = performance.now();
    return new Promise((resolve, reject) => {
      const headers = body ? { 'Content-Type': 'application/json' } : {};
      const options = { method, headers, agent: this.#agent, port: this.port, host: '127.0.0.1' };
      const sent = request({ ...options, path: `/api/v3${address}` }, (response) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        response.on('data', (part: Buffer) => {
          bytes += part.length;
          if (bytes < 100_000) parts.push(part);
        });
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          resolve({ status: response.statusCode ?? 0, text, bytes, ms: performance.now() - startedAt });
        });
      });
      sent.on('error', reject).end(body && JSON.stringify(body));
    });
  }

  async expect(method: string, address: string, body?: object): Promise<Answer> {
    const answer = await this.ask(method, address, body);
    if (answer.status >= 300) throw new Error(`${method} ${address} was answered ${answer.status}: ${answer.text}`);
    return answer;
  }

  async submit(tasks: number): Promise<string> {
    const { text } = await this.expect('POST', '/jobs', submission(tasks));
    return (JSON.parse(text) as { id: string }).id;
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Measures works with a Manager of their own, after a line about what the machine itself makes others wait. */
export async function waitsOf(
  name: string,
  work: (client: Client, add: (name: string, work: () => Promise<unknown>) => Promise<unknown>) => Promise<void>,
): Promise<readonly WaitFigures[]> {
  const directory = await mkdtemp(path.join(tmpdir(), `flamenco-${name}-`));
  const server = await startManager({ directory });
  const client = new Client(server.port);
  try {
    const small = await client.submit(1);
    await client.submit(100);
    const figures: WaitFigures[] = [];
    const add = async (what: string, deed: () => Promise<unknown>) =>
      figures.push(await measureWaits(client, what, small, deed));
    await add('nothing', () => pause(1_000));
    await work(client, add);
    return figures;
  } finally {
    client.close();
    await server.stop();
    await rm(directory, { recursive: true });
  }
}

/** Sends a request over and over until told to stop; gives the longest time that one took. */
async function longestWait(work: () => Promise<Answer>, isOver: () => boolean): Promise<number> {
  let longest = 0;
  while (!isOver()) {
    longest = Math.max(longest, (await work()).ms);
    await pause(2);
  }
  return longest;
}

/** Does the work while two others ask without a break: one reads and one writes a small job. */
async function measureWaits(
  client: Client,
  name: string,
  smallJob: string,
  work: () => Promise<unknown>,
): Promise<WaitFigures> {
  let isOver = false;
  const reads = longestWait(
    () => client.expect('GET', `/jobs/${smallJob}`),
    () => isOver,
  );
  const writes = longestWait(
    () => client.expect('POST', `/jobs/${smallJob}/setpriority`, { priority: 50 }),
    () => isOver,
  );
  await pause(100);
  const startedAt = performance.now();
  await work();
  const ms = performance.now() - startedAt;
  isOver = true;
  return { name, ms, longestRead: await reads, longestWrite: await writes };
}

/** The figures as text. Pure. */
export function waitsText(figures: readonly WaitFigures[]): string {
  const number = (ms: number) => ms.toFixed(0).padStart(12);
  const rows = figures.map(
    ({ name, ms, longestRead, longestWrite }) =>
      `${name.padEnd(20)}${number(ms)}${number(longestRead)}${number(longestWrite)}`,
  );
  const head = `${''.padEnd(20)}${'took'.padStart(12)}${'a read'.padStart(12)}${'a write'.padStart(12)}   (ms; longest wait)`;
  return [head, ...rows].join('\n');
}
