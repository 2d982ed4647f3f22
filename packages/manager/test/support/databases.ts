import { PGlite } from '@electric-sql/pglite';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@flamenco/common';
import type { Clock } from '@flamenco/common';
import { describe } from '@jest/globals';
import { Kysely } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { BorrowedConnection } from '../../src/db/connection.js';
import type { Connection } from '../../src/db/connection.js';
import type { Database } from '../../src/db/database.js';
import { POSTGRES } from '../../src/db/dialects.js';
import { migrate } from '../../src/db/migrate.js';
import { openPostgres } from '../../src/db/open-postgres.js';
import { openSqlite } from '../../src/db/open-sqlite.js';
import { PostgresDatabase } from '../../src/db/postgres-database.js';
import type { ConnectionPool } from '../../src/db/postgres-database.js';
import { ServerPool } from '../../src/db/postgres-pool.js';

/** A kind of database that the farm runs on. */
export interface DatabaseKind {
  readonly name: string;
  /** A fresh, empty database with our schema. */
  open(clock: Clock): Promise<OpenDatabase>;
}

export interface OpenDatabase {
  readonly database: Database;
  close(): Promise<void>;
}

/** Where postgres-server.ts started a server. */
const SERVER = process.env['FLAMENCO_TEST_SERVER'];

const silent = pino({ level: 'silent' });

const MODULES = fileURLToPath(new URL('../../../../node_modules', import.meta.url));
const PGLITE = path.join(MODULES, '@electric-sql/pglite');
const CACHE = path.join(MODULES, '.cache/flamenco');

export const SQLITE_FILE: DatabaseKind = {
  name: 'SQLite',
  async open(clock) {
    const directory = await mkdtemp(path.join(tmpdir(), 'flamenco-db-'));
    const database = await openSqlite(path.join(directory, 'farm.sqlite'), { clock, logger: silent });
    return {
      database,
      close: async () => {
        await database.close();
        await rm(directory, { recursive: true });
      },
    };
  },
};

/** PostgreSQL in this process; starting one takes seconds, so all tests of a file share it and empty its tables. */
export const POSTGRES_IN_PROCESS: DatabaseKind = {
  name: 'PostgreSQL (PGlite)',
  async open(clock) {
    shared ??= startShared();
    const pool = await shared;
    await pool.empty();
    const database = new PostgresDatabase(pool, { clock, logger: silent, random: Math.random });
    return { database, close: async () => undefined };
  },
};

/**
 * A real server, which postgres-server.ts starts. A file of tests has a database of its own, and empties its tables for each
 * test.
 */
export const POSTGRES_SERVER: DatabaseKind = {
  name: 'PostgreSQL',
  async open(clock) {
    own ??= makeOwn();
    const { pool } = await own;
    await pool.withConnection((connection) => connection.execute(EMPTY, []));
    return {
      database: new PostgresDatabase(pool, { clock, logger: silent, random: Math.random }),
      close: async () => undefined,
    };
  },
};

/** What a test starts with is empty: everything else belongs to one of these. */
const EMPTY = 'truncate workers, worker_tags, jobs, checkouts restart identity cascade';

let own: Promise<{ url: string; pool: ServerPool }> | undefined;

async function makeOwn(): Promise<{ url: string; pool: ServerPool }> {
  const url = await administer(async (client, server) => {
    const name = `farm_${randomUUID().replaceAll('-', '')}`;
    await client.query(`create database ${name}`);
    return Object.assign(new URL(server), { pathname: `/${name}` }).href;
  });
  await (await openPostgres(url, { clock: systemClock, logger: silent })).close();
  return { url, pool: new ServerPool(url, { logger: silent }) };
}

async function dropOwn(): Promise<void> {
  const made = await own;
  own = undefined;
  if (!made) return;
  await made.pool.close();
  await administer((client) => client.query(`drop database ${new URL(made.url).pathname.slice(1)} with (force)`));
}

async function administer<Result>(work: (client: pg.Client, server: string) => Promise<Result>): Promise<Result> {
  const server = SERVER;
  if (server === undefined) throw new Error('there is no server for the tests');
  const client = new pg.Client(server);
  await client.connect();
  try {
    return await work(client, server);
  } finally {
    await client.end();
  }
}

let shared: Promise<SharedPglite> | undefined;

async function startShared(): Promise<SharedPglite> {
  const engine = await startEngine();
  const pool = new SharedPglite(engine);
  await migrate(new Kysely<unknown>({ dialect: POSTGRES.over(new BorrowedConnection(pool.connection)) }), POSTGRES);
  return pool;
}

/** Making an empty PostgreSQL takes seconds, unpacking one a moment: so one is kept, for all test files. */
async function startEngine(): Promise<PGlite> {
  const { version } = JSON.parse(await readFile(path.join(PGLITE, 'package.json'), 'utf8')) as { version: string };
  const file = path.join(CACHE, `pglite-${version}.tar`);
  const kept = await readFile(file).catch(() => undefined);
  if (kept) return await PGlite.create({ loadDataDir: new Blob([kept]) });
  const engine = await PGlite.create();
  await keep(file, await engine.dumpDataDir('none'));
  return engine;
}

/** Other test files may do the same at this moment, so that it appears whole or not at all. */
async function keep(file: string, content: Blob): Promise<void> {
  const unfinished = `${file}.${process.pid}`;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(unfinished, Buffer.from(await content.arrayBuffer()));
  await rename(unfinished, file);
}

/** One engine that everybody takes turns with. */
class SharedPglite implements ConnectionPool {
  readonly connection: Connection;
  readonly writer = {
    use: <Result>(work: (connection: Connection) => Promise<Result>) => this.withConnection(work),
    outcomeOf: () => Promise.reject(new Error('an engine in this process does not go away')),
  };
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly engine: PGlite) {
    this.connection = {
      execute: async (sql, parameters) => {
        const { rows, affectedRows } = await engine.query(sql, [...parameters]);
        return { rows, changes: affectedRows ?? 0 };
      },
    };
  }

  withConnection<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> {
    const done = this.#last.then(() => work(this.connection));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async empty(): Promise<void> {
    await this.engine.exec(EMPTY);
  }

  async close(): Promise<void> {}

  async stop(): Promise<void> {
    await this.engine.close();
  }
}

/** Ends what the tests of a file shared; a file that used it calls this at its end. */
export async function stopSharedDatabases(): Promise<void> {
  const pool = await shared;
  shared = undefined;
  await pool?.stop();
  await dropOwn();
}

/** PGlite is PostgreSQL too, and slower: it stands in where no server is installed, and joins in long runs. */
const KINDS = [
  SQLITE_FILE,
  ...(SERVER === undefined ? [] : [POSTGRES_SERVER]),
  ...(SERVER === undefined || process.env['SOAK'] ? [POSTGRES_IN_PROCESS] : []),
];

/** Runs the same behaviours on every kind of database (habit 3). */
export function forEachDatabase(behaviours: (kind: DatabaseKind) => void): void {
  for (const kind of KINDS) describe(`on ${kind.name}`, () => behaviours(kind));
}
