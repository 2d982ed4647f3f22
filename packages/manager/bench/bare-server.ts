import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import Sqlite from 'better-sqlite3';

/**
 * The limit of the machine: Node's web server with one transaction of one prepared statement per request, in a database
 * on disk with the same settings as the Manager's. It takes the requests of a task cycle, and knows no rules: whoever
 * asks gets a task, whatever is reported is written down. Started by `startBareServer` with its database's file.
 */
const database = new Sqlite(process.argv[2] ?? '');
database.pragma('journal_mode = WAL');
database.pragma('synchronous = NORMAL');
database.exec('create table tasks (id integer primary key, status text not null, report text, updated_at integer)');
const insert = database.prepare("insert into tasks (status, updated_at) values ('active', ?)");
const update = database.prepare('update tasks set report = ?, updated_at = ? where id = ?');

const give = database.transaction((now: number) => insert.run(now).lastInsertRowid);
const note = database.transaction((report: string, now: number, id: number) => update.run(report, now, id));

const ASK = '/api/v3/worker/task';

/** About as long as the answer of the Manager. */
const assignedTask = (id: number | bigint) =>
  `{"uuid":"${id}","job":"","name":"task","status":"active","filling":"${'.'.repeat(500)}"}\n`;

// Like the Manager it waits for Workers that pause; Node by itself would hang up after five seconds.
const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const path = request.url ?? '';
    if (path === ASK) {
      const body = assignedTask(give(Date.now()));
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length }).end(body);
      return;
    }
    note(Buffer.concat(chunks).toString(), Date.now(), Number(path.slice(ASK.length + 1)));
    response.writeHead(204).end();
  });
});

server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
  database.close();
  process.disconnect();
});
