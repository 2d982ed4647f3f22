import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { FarmTaken } from './farm-taken.js';

/** Names a farm's lock among the advisory locks of its database: "Flamenco" as a number. */
const FARM_LOCK = BigInt(`0x${Buffer.from('Flamenco').toString('hex')}`).toString();

/** A session of the server; the numbers of processes alone are used again. */
export interface Session {
  readonly pid: number;
  readonly start: string;
}

/** How long another session may take to end. */
const ENDING_WITHIN_MS = 5_000;
const LOOK_AGAIN_MS = 50;

/**
 * After the loss of the Manager's machine, the server should notice within half a minute that nobody is there any more, not
 * within two hours; on a socket of the same machine it notices at once.
 */
const NOTICE_SOON = ['tcp_keepalives_idle = 10', 'tcp_keepalives_interval = 5', 'tcp_keepalives_count = 4'];

/**
 * Claims the farm for this connection, for as long as it exists: the server frees the lock however the connection ends.
 *
 * @param former session of this Manager, which is ended when the server has not noticed yet that it is lost
 * @throws FarmTaken when another Manager has the farm, and keeps it for some seconds
 */
export async function claimFarm(client: pg.Client, former?: Session): Promise<void> {
  for (const setting of NOTICE_SOON) await client.query(`set ${setting}`);
  const giveUpAt = performance.now() + ENDING_WITHIN_MS;
  for (;;) {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [FARM_LOCK]);
    if (rows[0]?.mine === true) return;
    const holder = await holderOf(client);
    if (former && holder && isSame(holder, former)) await end(client, former);
    else if (performance.now() >= giveUpAt) throw new FarmTaken(holder?.about ?? 'somebody');
    await pause(LOOK_AGAIN_MS);
  }
}

/** The session of a connection. */
export async function thisSession(client: pg.Client): Promise<Session> {
  const { rows } = await client.query<Session>(
    'select pid, backend_start::text as start from pg_stat_activity where pid = pg_backend_pid()',
  );
  const [session] = rows;
  if (!session) throw new Error('the server does not know this session');
  return session;
}

function isSame(one: Session, other: Session): boolean {
  return one.pid === other.pid && one.start === other.start;
}

async function holderOf(client: pg.Client): Promise<(Session & { readonly about: string }) | undefined> {
  const { rows } = await client.query<Session & { about: string }>(
    `select pid, backend_start::text as start,
        concat(application_name, ', connected since ', to_char(backend_start, 'YYYY-MM-DD HH24:MI'),
          coalesce(' from ' || host(client_addr), ''), ', process ', pid, ' of the server') as about
      from pg_locks join pg_stat_activity using (pid)
      where locktype = 'advisory' and granted and objsubid = 1
        and pg_locks.database = (select oid from pg_database where datname = current_database())
        and (classid::bigint << 32) + objid::bigint = $1::bigint`,
    [FARM_LOCK],
  );
  return rows[0];
}

async function end(client: pg.Client, { pid, start }: Session): Promise<void> {
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 and backend_start::text = $2',
    [pid, start],
  );
}
