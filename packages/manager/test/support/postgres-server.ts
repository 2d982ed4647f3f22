import { execFile, spawn } from 'node:child_process';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@flamenco/common/testing';
import pg from 'pg';

const run = promisify(execFile);

/** Where Debian keeps the servers, one folder per version. */
const DEBIAN = '/usr/lib/postgresql';

/** The folder with the programs of the newest server; undefined where none is installed. */
export function serverPrograms(): string | undefined {
  if (!existsSync(DEBIAN)) return undefined;
  const versions = readdirSync(DEBIAN).sort((one, other) => Number(other) - Number(one));
  return versions
    .map((version) => path.join(DEBIAN, version, 'bin'))
    .find((bin) => existsSync(path.join(bin, 'initdb')));
}

/** Who runs a server: it refuses to run as root. */
interface Runner {
  readonly uid?: number;
  readonly gid?: number;
}

async function runner(): Promise<Runner> {
  if (process.getuid?.() !== 0) return {};
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((entry) => entry.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

/** Ends the server when the shell's input ends, and that happens however its parent ends. */
const UNTIL_PARENT_ENDS = '"$@" 0</dev/null & server=$!; read -r _; kill -INT "$server"; wait "$server"';

/** Runs the rest of its arguments as a user, with a small disk mounted in a folder that only they see. */
const WITH_SMALL_DISK = `set -e
  mount -t tmpfs -o size=24m,mode=700,uid="$1",gid="$2" tmpfs "$3"
  user=$1 group=$2; shift 3
  exec setpriv --reuid="$user" --regid="$group" --clear-groups "$@"`;

/** Tests lose nothing when the machine crashes, and thousands of their databases are made and emptied. */
const FAST = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };

const USER = 'farmer';

/** A real server in a folder of its own, which only this computer can reach. */
export class PostgresServer {
  #shell: ChildProcess | undefined;

  private constructor(
    private readonly bin: string,
    private readonly as: Runner,
    private readonly folder: string,
    readonly port: number,
    readonly password: string,
    private readonly settings: Readonly<Record<string, string>>,
    private readonly hasSmallDisk: boolean,
  ) {}

  /**
   * Makes and starts a server. It asks for a password, as real ones do.
   *
   * @param options a folder for its own, the system's for temporary files unless told otherwise; and whether it is as
   *   careful with its data as a studio's server; and whether it has a tablespace `small` with room for one small farm,
   *   which needs to be root and lasts until the server is paused
   */
  static async start({ below = tmpdir(), isDurable = false, hasSmallDisk = false } = {}): Promise<PostgresServer> {
    const bin = serverPrograms();
    if (bin === undefined) throw new Error('no PostgreSQL server is installed (Debian: postgresql)');
    const as = await runner();
    const folder = await mkdtemp(path.join(below, 'flamenco-pg-'));
    if (as.uid !== undefined && as.gid !== undefined) await chown(folder, as.uid, as.gid);
    const settings = { ...(isDurable ? {} : FAST), max_connections: '200' };
    const server = new PostgresServer(bin, as, folder, await freePort(), 'p@ss word/:%', settings, hasSmallDisk);
    await server.#initialise();
    await server.resume();
    if (hasSmallDisk) await server.administer(`create tablespace small location '${server.#smallDisk}'`);
    return server;
  }

  /** A URL as users write it into their configuration. */
  url(database: string, { user = USER, password = this.password } = {}): string {
    return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${this.port}/${database}`;
  }

  /** Makes an empty database; gives its URL. */
  async createDatabase(tablespace = 'pg_default'): Promise<string> {
    const name = `farm_${randomUUID().replaceAll('-', '')}`;
    await this.administer(`create database ${name} tablespace ${tablespace}`);
    return this.url(name);
  }

  async dropDatabase(url: string): Promise<void> {
    await this.administer(`drop database ${new URL(url).pathname.slice(1)} with (force)`);
  }

  /** Starts it again after `pause`. */
  async resume(): Promise<void> {
    const args = ['-D', this.#data, '-p', String(this.port), '-h', '127.0.0.1', '-k', ''];
    const options = Object.entries(this.settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
    const command = [path.join(this.bin, 'postgres'), ...args, ...options];
    const shell = this.#spawn('/bin/sh', ['-c', UNTIL_PARENT_ENDS, 'sh', ...command]);
    this.#shell = shell;
    await isReady(shell);
  }

  #spawn(program: string, args: readonly string[]): ChildProcess {
    const options = { cwd: this.folder, stdio: ['pipe', 'ignore', 'pipe'] as StdioOptions };
    if (!this.hasSmallDisk) return spawn(program, args, { ...this.as, ...options });
    const mount = ['sh', String(this.as.uid), String(this.as.gid), this.#smallDisk, program, ...args];
    return spawn('/usr/bin/unshare', ['--mount', '/bin/sh', '-c', WITH_SMALL_DISK, ...mount], options);
  }

  /** Takes all the room that is left on the small disk; gives it back when called again. */
  async fillSmallDisk(): Promise<() => Promise<void>> {
    const seen = path.join('/proc', String(this.#shell?.pid), 'root', this.#smallDisk, 'filler');
    await writeFile(seen, Buffer.alloc(64 * 2 ** 20)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOSPC') throw error;
    });
    return () => rm(seen);
  }

  /** Ends it as an administrator would who restarts it: all connections are cut. */
  async pause(): Promise<void> {
    const shell = this.#shell;
    if (!shell) return;
    this.#shell = undefined;
    const ended = once(shell, 'close');
    shell.stdin?.end();
    await ended;
  }

  async stop(): Promise<void> {
    await this.pause();
    await rm(this.folder, { recursive: true });
  }

  get #smallDisk(): string {
    return path.join(this.folder, 'small');
  }

  get #data(): string {
    return path.join(this.folder, 'data');
  }

  async #initialise(): Promise<void> {
    const passwordFile = path.join(this.folder, 'password');
    await writeFile(passwordFile, `${this.password}\n`, { mode: 0o644 });
    const options = ['--no-sync', '--encoding=UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256'];
    const args = ['-D', this.#data, `--username=${USER}`, `--pwfile=${passwordFile}`, ...options];
    await run(path.join(this.bin, 'initdb'), args, { ...this.as, cwd: this.folder });
    if (this.hasSmallDisk) await mkdir(this.#smallDisk);
  }

  /** Does something as the administrator of the server. */
  async administer(sql: string, database = this.url('postgres')): Promise<void> {
    const client = new pg.Client(database);
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}

async function isReady(shell: ChildProcess): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    shell.stderr?.on('data', (chunk: Buffer) => {
      output += String(chunk);
      if (output.includes('ready to accept connections')) resolve();
    });
    shell.once('close', () => reject(new Error(`PostgreSQL did not start:\n${output}`)));
  });
}

/**
 * Before the tests: one server for all of them. Without one installed they make do with PGlite, except in CI. (In this
 * file, because what Jest calls before the tests cannot import other files of ours.)
 */
export default async function startServer(): Promise<void> {
  if (serverPrograms() === undefined && process.env['CI'] !== 'true') return;
  const server = await PostgresServer.start();
  process.env['FLAMENCO_TEST_SERVER'] = server.url('postgres');
  Reflect.set(globalThis, 'flamencoTestServer', server);
}
