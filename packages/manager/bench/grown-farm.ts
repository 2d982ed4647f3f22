import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { connectManager, emptyQueues } from './targets.js';
import { startManager } from './manager-process.js';

/** Name of the farm's database in its directory. */
export const DATABASE_FILE = 'flamenco-manager.sqlite';

/** Tasks of a job that a farm is grown from: one such job is completed, one queued. */
export const TASKS_PER_JOB = 1000;

/**
 * A farm with one completed and one queued job, made by a Manager and its Workers; the Manager is stopped again. Larger
 * farms are grown from it.
 */
export async function plantFarm(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const server = await startManager({ directory });
  try {
    const manager = await connectManager(server, 4);
    await emptyQueues(manager, TASKS_PER_JOB, 0);
    await manager.farm.queue(TASKS_PER_JOB);
    for (const worker of manager.workers) worker.close();
  } finally {
    await server.stop();
  }
}

/**
 * A copy of a planted farm with so many queued tasks, and as many completed ones. The jobs are copied row by row in the
 * file, because working off a million tasks would take a quarter of an hour; `-check` finds nothing wrong with them.
 */
export async function growFarm(planted: string, directory: string, queuedTasks: number): Promise<void> {
  await mkdir(directory, { recursive: true });
  const file = path.join(directory, DATABASE_FILE);
  await copyFile(path.join(planted, DATABASE_FILE), file);
  const database = new Sqlite(file);
  try {
    database.pragma('synchronous = OFF');
    database.pragma('cache_size = -200000');
    copyJobs(database, Math.ceil(queuedTasks / TASKS_PER_JOB) - 1);
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

/** The tables in which a job has rows, parents first. */
const TABLES = ['jobs', 'job_runnable', 'job_times', 'tasks', 'task_commands', 'task_attempts'];

/** Columns that name rows of these tables. */
const OWN_IDS = new Set(['id', 'job_id', 'task_id', 'attempt_id']);

const UUID = `lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' ||
  substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))`;

function copyJobs(database: Sqlite.Database, copies: number): void {
  const { span } = database
    .prepare('select max((select max(id) from tasks), (select max(id) from task_attempts)) + 1 as span')
    .get() as { span: number };
  const statements = TABLES.map((table) => database.prepare(copyStatement(database, table)));
  for (let copy = 1; copy <= copies; copy += 1) {
    database.transaction(() => {
      for (const statement of statements) statement.run({ shift: copy * span, span });
    })();
  }
}

/** Copies a table's first rows under other numbers. */
function copyStatement(database: Sqlite.Database, table: string): string {
  const columns = (database.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
  const isOwn = (name: string) => OWN_IDS.has(name);
  const values = columns.map((name) => (name === 'uuid' ? UUID : isOwn(name) ? `${name} + @shift` : name));
  const key = columns.includes('job_id') ? 'job_id' : columns.includes('id') ? 'id' : 'task_id';
  return `insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from ${table} where ${key} < @span`;
}

/** How many completed tasks the file knows of. */
export function completedTasks(directory: string): number {
  const database = new Sqlite(path.join(directory, DATABASE_FILE), { readonly: true });
  try {
    const row = database.prepare('select sum(n_completed) as completed from jobs').get() as { completed: number };
    return row.completed;
  } finally {
    database.close();
  }
}
