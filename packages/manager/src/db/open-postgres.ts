import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@flamenco/common';
import { Kysely, sql } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import { databaseTexts as texts } from '../texts/database.js';
import { BorrowedConnection } from './connection.js';
import { DatabaseUnusable } from './database.js';
import type { Database } from './database.js';
import { POSTGRES } from './dialects.js';
import { codeOf } from './error-codes.js';
import { FarmTaken } from './farm-taken.js';
import { appliedChanges, migrate, schemaState, UNFINISHED_COPY } from './migrate.js';
import type { FarmView } from './open-sqlite.js';
import { PostgresDatabase } from './postgres-database.js';
import { serverTrouble } from './postgres-errors.js';
import { ServerConnection } from './postgres-connection.js';
import { connect, ServerPool } from './postgres-pool.js';
import { withoutPassword } from './server-url.js';

/** Older servers lack what our statements use; nobody looks after them any more either. */
const OLDEST_VERSION = 12;

/** After a start of the whole machine the server may need a moment longer than the Manager. */
const STARTING_LIMIT_MS = 30_000;
const STARTING_RETRY_MS = 250;

interface OpenParts {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called when another Manager has claimed the farm while the server was away. */
  readonly taken?: () => void;
  /**
   * Copies the farm before its schema is changed (D8.4).
   *
   * @param name of the database
   * @param changes of the schema that it went through
   * @returns the name of the copy
   */
  readonly copyBeforeUpdate?: (name: string, changes: number) => Promise<string>;
}

/**
 * Connects to the farm's server, claims the farm, and brings its schema up to date in one transaction after it was copied.
 *
 * @throws DatabaseUnusable
 */
export async function openPostgres(url: string, parts: OpenParts): Promise<Database> {
  const pool = new ServerPool(url, parts);
  try {
    await untilStarted(async () => {
      const client = await pool.writer.open();
      const q = builderOver(client);
      const state = await checkedState(q, url);
      if (state === 'older') {
        parts.logger.info(texts.updatingServer);
        await copyBeforeUpdate(client.database ?? 'farm', (await appliedChanges(q)).length, url, parts);
      }
      if (state !== 'current') await migrate(q, POSTGRES);
    });
    return new PostgresDatabase(pool, { ...parts, random: Math.random });
  } catch (error) {
    await pool.close();
    throw asUnusable(error, url);
  }
}

async function copyBeforeUpdate(name: string, changes: number, url: string, parts: OpenParts): Promise<void> {
  try {
    const copy = await parts.copyBeforeUpdate?.(name, changes);
    parts.logger.info({ copy }, texts.serverBackedUp);
  } catch (error) {
    throw new DatabaseUnusable(texts.notUpdated(withoutPassword(url), messageOf(error)), { cause: error });
  }
}

/**
 * The same for a look, also while a Manager works with it. Nothing is written.
 *
 * @throws DatabaseUnusable
 */
export async function openPostgresForReading(url: string, parts: { clock: Clock; logger: Logger }): Promise<FarmView> {
  await withClient(url, (client) => requireCurrent(client, url));
  const database = new PostgresDatabase(new ServerPool(url, parts), { ...parts, random: Math.random });
  return {
    read: (work) => database.read(work),
    // The server looks after its files itself.
    damages: () => [],
    close: () => database.close(),
  };
}

/** Lends a connection of its own. What goes wrong with the server is told as `DatabaseUnusable`. */
async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = await connectedClient(url);
  try {
    return await work(client);
  } catch (error) {
    throw asUnusable(error, url);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * A connection that its user ends.
 *
 * @throws DatabaseUnusable
 */
export async function connectedClient(url: string): Promise<pg.Client> {
  return await untilStarted(() => connect(url)).catch((error: unknown) => {
    throw asUnusable(error, url);
  });
}

/** What a server or the way to it is to blame for, in words for the user; anything else is a bug and stays what it is. */
export function asUnusable(error: unknown, url: string): unknown {
  if (error instanceof FarmTaken) {
    return new DatabaseUnusable(texts.otherManager(withoutPassword(url), error.holder), { cause: error });
  }
  const trouble = serverTrouble(error);
  const isServers = error instanceof pg.DatabaseError || codeOf(error) === 'ERR_INVALID_URL' || trouble !== 'other';
  if (error instanceof DatabaseUnusable || !isServers) return error;
  return new DatabaseUnusable(texts.server[trouble](withoutPassword(url), messageOf(error)), { cause: error });
}

async function untilStarted<Result>(attempt: () => Promise<Result>): Promise<Result> {
  const giveUpAt = performance.now() + STARTING_LIMIT_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (serverTrouble(error) !== 'starting' || performance.now() >= giveUpAt) throw error;
    }
    await pause(STARTING_RETRY_MS);
  }
}

/** Kysely over a client. */
export function builderOver(client: pg.Client): Kysely<unknown> {
  return new Kysely<unknown>({ dialect: POSTGRES.over(new BorrowedConnection(ServerConnection.over(client))) });
}

/** Refuses a database without a farm of this schema. */
export async function requireCurrent(client: pg.Client, url: string): Promise<void> {
  const state = await checkedState(builderOver(client), url);
  if (state !== 'current') throw new DatabaseUnusable(texts.isOlder(withoutPassword(url)));
}

async function checkedState(q: Kysely<unknown>, url: string) {
  const shown = withoutPassword(url);
  await checkServer(q, shown);
  const tables = await q.introspection.getTables();
  if (tables.some(({ name }) => name === UNFINISHED_COPY)) throw new DatabaseUnusable(texts.isUnfinishedCopy(shown));
  const state = schemaState(await appliedChanges(q));
  if (state === 'newer') throw new DatabaseUnusable(texts.isNewer(shown));
  if (state === 'new' && tables.length > 0) throw new DatabaseUnusable(texts.isForeign(shown));
  return state;
}

/** Refuses a server that our statements or texts do not fit. */
export async function checkServer(q: Kysely<unknown>, shown: string): Promise<void> {
  const { rows } = await sql<{ version: string; encoding: string }>`
    select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding`.execute(q);
  const [server] = rows;
  const version = Math.floor(Number(server?.version) / 10_000);
  if (version < OLDEST_VERSION) throw new DatabaseUnusable(texts.serverTooOld(shown, version, OLDEST_VERSION));
  if (server?.encoding !== 'UTF8') throw new DatabaseUnusable(texts.notUnicode(shown, String(server?.encoding)));
}

/** Several addresses that all refuse make an error without a message of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
