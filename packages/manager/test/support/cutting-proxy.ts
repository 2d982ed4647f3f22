import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { once } from 'node:events';

/**
 * When the way to the server breaks: before the request to commit arrives there, so that the server hears of it or still
 * believes that somebody is there; or after the server has committed, before it can say so.
 */
export type Cut = 'before-commit' | 'before-commit-unnoticed' | 'after-commit';

/** Stands between a Manager and its PostgreSQL server, and breaks the way at the next commit when told to. */
export class CuttingProxy {
  #next: Cut | undefined;
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {}

  static async start(target: number): Promise<CuttingProxy> {
    const server = createServer();
    const proxy = new CuttingProxy(server, target);
    server.on('connection', (client) => proxy.#join(client));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  /** The URL of the server's database, by way of this proxy. */
  via(url: string): string {
    const address = this.server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return url.replace(`:${this.target}/`, `:${port}/`);
  }

  cutAtNextCommit(cut: Cut): void {
    this.#next = cut;
  }

  /** Whether what was ordered has happened. */
  get hasCut(): boolean {
    return this.#next === undefined;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  #join(client: Socket): void {
    const server = connect(this.target, '127.0.0.1');
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
    }
    const commits = new CommitSpotter();
    let isNoticed = true;
    client.on('data', (data) => {
      const isCommit = commits.isIn(data);
      if (isCommit && this.#next === 'before-commit') this.#cut(client, server);
      else if (isCommit && this.#next === 'before-commit-unnoticed') {
        isNoticed = false;
        this.#cut(client);
      } else server.write(data);
    });
    server.on('data', (data) => {
      if (this.#next === 'after-commit' && data.includes('COMMIT\0')) this.#cut(client, server);
      else client.write(data);
    });
    client.on('close', () => {
      if (isNoticed) server.end();
    });
    server.on('close', () => client.destroy());
  }

  #cut(client: Socket, server?: Socket): void {
    this.#next = undefined;
    server?.destroy();
    client.destroy();
  }
}

/** Recognises the request to commit in what a client sends, by its text or by the name under which it was prepared. */
class CommitSpotter {
  #name: string | undefined;

  isIn(data: Buffer): boolean {
    const text = data.toString('latin1');
    const prepared = /(?<name>s\d+)\0commit\0/.exec(text);
    this.#name ??= prepared?.groups?.['name'];
    return this.#name !== undefined && text.includes(`\0${this.#name}\0`);
  }
}
