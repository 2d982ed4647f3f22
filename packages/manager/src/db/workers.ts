import type { WorkerStatus } from '@flamenco/api';
import { sql } from 'kysely';
import { orNull, toWorker, truth, typeKey, WORKER_COLUMNS } from './codecs.js';
import type { StatusRequest, Worker, WorkerCredentials, WorkerDetails } from './records.js';
import type { RowChange } from './schema.js';
import { statement } from './statement.js';
import type { Reader, Tx } from './transaction.js';

/** A Worker that registers. */
export interface NewWorker {
  readonly uuid: string;
  readonly secretHash: string;
  readonly name: string;
  readonly address: string;
  readonly platform: string;
  readonly taskTypes: readonly string[];
}

/** Stores a new Worker, which is offline until it signs on (D2.12); gives its number. */
export async function insertWorker(tx: Tx, worker: NewWorker): Promise<number> {
  const now = tx.now.getTime();
  const { id } = await tx.q
    .insertInto('workers')
    .values({
      uuid: worker.uuid,
      secret: worker.secretHash,
      name: worker.name,
      address: worker.address,
      platform: worker.platform,
      software: '',
      status: 'offline',
      is_lazy_request: 0,
      task_types: JSON.stringify(worker.taskTypes),
      can_restart: 0,
      can_test: 0,
      can_check_storage: 0,
      is_block_exempt: 0,
      created_at: now,
      updated_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await setTaskTypes(tx, id, worker.taskTypes);
  return id;
}

async function setTaskTypes(tx: Tx, workerId: number, taskTypes: readonly string[]): Promise<void> {
  const keys = [...new Set(taskTypes.map(typeKey))];
  await tx.q.deleteFrom('worker_task_types').where('worker_id', '=', workerId).execute();
  if (keys.length === 0) return;
  await tx.q
    .insertInto('worker_task_types')
    .values(keys.map((type_key) => ({ worker_id: workerId, type_key })))
    .execute();
}

const workerById = statement<{ id: number }>()((q, p) =>
  q.selectFrom('workers').select(WORKER_COLUMNS).where('id', '=', p.id),
);

/** The present state of a Worker that this transaction is about to change, also of a deleted one. */
export async function lockWorker(tx: Tx, id: number): Promise<Worker | undefined> {
  const row = await tx.first(workerById, { id });
  return row && toWorker(row);
}

/** The same by UUID; undefined for a deleted one. */
export async function lockWorkerByUuid(tx: Tx, uuid: string): Promise<Worker | undefined> {
  const worker = await findWorker(tx, uuid);
  return worker && (await lockWorker(tx, worker.id));
}

/** A Worker that is not deleted. */
export async function findWorker(reader: Reader, uuid: string): Promise<Worker | undefined> {
  const row = await reader.q
    .selectFrom('workers')
    .select(WORKER_COLUMNS)
    .where('uuid', '=', uuid)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row && toWorker(row);
}

/** A Worker by its number, also a deleted one. */
export async function findWorkerById(reader: Reader, id: number): Promise<Worker | undefined> {
  const row = await reader.first(workerById, { id });
  return row && toWorker(row);
}

/** What is stored of the credentials of a Worker that is not deleted. */
export async function findCredentials(reader: Reader, uuid: string): Promise<WorkerCredentials | undefined> {
  const row = await reader.q
    .selectFrom('workers')
    .select(['id', 'uuid', 'name', 'secret'])
    .where('uuid', '=', uuid)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row && { id: row.id, uuid: row.uuid, name: row.name, secretHash: row.secret };
}

/** A Worker that talks more often than this is not noted each time, in milliseconds; nobody cares for fractions of it. */
const SEEN_ONCE_IN_MS = 1000;

const seen = statement<{ id: number; at: number; recently: number }>()((q, p) =>
  q
    .updateTable('workers')
    .set({ last_seen_at: p.at })
    .where('id', '=', p.id)
    .where(sql<boolean>`(last_seen_at is null or last_seen_at not between ${p.recently} and ${p.at})`),
);

/**
 * The Worker was heard from. Who knows when it was last seen tells it: mostly that was a moment ago, and the database need
 * not be asked.
 */
export async function markSeen(tx: Tx, { id, lastSeenAt }: Pick<Worker, 'id' | 'lastSeenAt'>): Promise<void> {
  const at = tx.now.getTime();
  const before = lastSeenAt?.getTime();
  const recently = at - SEEN_ONCE_IN_MS;
  if (before !== undefined && before >= recently && before <= at) return;
  await tx.run(seen, { id, at, recently });
}

/** What a Worker tells about itself at sign-on. */
export interface Introduction {
  readonly name: string;
  readonly address: string;
  readonly softwareVersion: string;
  readonly taskTypes: readonly string[];
  readonly canRestart: boolean;
  readonly canTest: boolean;
  readonly canCheckStorage: boolean;
  readonly hostFacts?: WorkerDetails['hostFacts'];
}

/** Stores what a Worker told about itself. */
export async function introduceWorker(tx: Tx, id: number, introduction: Introduction): Promise<void> {
  const { name, address, softwareVersion, taskTypes, canRestart, canTest, canCheckStorage, hostFacts } = introduction;
  await changeWorker(tx, id, {
    name,
    address,
    software: softwareVersion,
    task_types: JSON.stringify(taskTypes),
    can_restart: truth(canRestart),
    can_test: truth(canTest),
    can_check_storage: truth(canCheckStorage),
    host_facts: hostFacts ? JSON.stringify(hostFacts) : null,
  });
  await setTaskTypes(tx, id, taskTypes);
}

/** What changes of a Worker's status; what is left out stays. */
export interface StatusChange {
  readonly status?: WorkerStatus;
  /** Null takes the request away. */
  readonly statusRequest?: StatusRequest | null;
  /** Null forgets it. */
  readonly statusBeforeError?: WorkerStatus | null;
}

/** Changes only the columns that are named, so that nothing stored meanwhile is overwritten. */
export async function changeStatus(tx: Tx, id: number, change: StatusChange): Promise<void> {
  const { status, statusRequest, statusBeforeError } = change;
  await changeWorker(tx, id, {
    ...(status !== undefined && { status }),
    ...(statusRequest !== undefined && {
      status_requested: statusRequest === null ? null : statusRequest.status,
      is_lazy_request: truth(statusRequest?.isLazy ?? false),
      request_reason: statusRequest?.reason ?? null,
    }),
    ...(statusBeforeError !== undefined && { status_before_error: statusBeforeError }),
  });
}

/** Changes columns of a Worker, and its time of change. */
export async function changeWorker(tx: Tx, id: number, change: RowChange<'workers'>): Promise<void> {
  const updated_at = tx.now.getTime();
  await tx.q
    .updateTable('workers')
    .set({ ...change, updated_at })
    .where('id', '=', id)
    .execute();
}

/** Workers that were not heard from since, apart from those that are gone anyway (contract 03 §7.2). */
export async function workersUnseenSince(reader: Reader, since: Date): Promise<Worker[]> {
  const rows = await reader.q
    .selectFrom('workers')
    .select(WORKER_COLUMNS)
    .where('deleted_at', 'is', null)
    .where('last_seen_at', '<=', since.getTime())
    .where('status', 'not in', ['error', 'offline'])
    .orderBy('id')
    .execute();
  return rows.map(toWorker);
}

/** Workers that are gone, were not heard from since, and have no task; those that never signed on by their registration. */
export async function workersGoneSince(reader: Reader, since: Date): Promise<Worker[]> {
  const time = since.getTime();
  const rows = await reader.q
    .selectFrom('workers')
    .select(WORKER_COLUMNS)
    .where('deleted_at', 'is', null)
    .where('status', 'in', ['error', 'offline'])
    .where((where) =>
      where.or([
        where('last_seen_at', '<=', time),
        where.and([where('last_seen_at', 'is', null), where('created_at', '<=', time)]),
      ]),
    )
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('tasks')
            .select('tasks.id')
            .whereRef('tasks.worker_id', '=', 'workers.id')
            .where('tasks.status', '=', 'active'),
        ),
      ),
    )
    .orderBy('id')
    .execute();
  return rows.map(toWorker);
}

/** Notes a change of status in the Worker's history (D8.2). */
export async function recordStatus(tx: Tx, workerId: number, status: WorkerStatus, reason = ''): Promise<void> {
  await tx.q
    .insertInto('worker_status_history')
    .values({ worker_id: workerId, status, since: tx.now.getTime(), reason })
    .execute();
}

/** Marks a Worker as deleted; what refers to it stays (contract 01 §5.3). */
export async function markDeleted(tx: Tx, id: number): Promise<void> {
  await changeWorker(tx, id, { deleted_at: orNull(tx.now.getTime()) });
}

/** Numbers of Workers by their UUIDs, also of deleted ones. */
export async function findWorkerIds(reader: Reader, uuids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (uuids.length === 0) return new Map();
  const rows = await reader.q.selectFrom('workers').select(['id', 'uuid']).where('uuid', 'in', uuids).execute();
  return new Map(rows.map(({ id, uuid }) => [uuid, id]));
}
