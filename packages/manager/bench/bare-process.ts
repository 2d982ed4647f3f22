import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { endProcess } from './server-process.js';
import type { RunningServer } from './running-server.js';

const PROGRAM = fileURLToPath(new URL('./bare-server.ts', import.meta.url));

/** Starts the server without rules, in a process of its own. */
export async function startBareServer(directory: string): Promise<RunningServer> {
  const child = fork(PROGRAM, [path.join(directory, 'bare.sqlite')]);
  const port = await Promise.race([once(child, 'message'), once(child, 'exit')]).then(([message]) => message);
  if (child.exitCode !== null || typeof port !== 'number') throw new Error('the bare server did not start');
  return { port, pid: child.pid ?? 0, stop: () => endProcess(child) };
}
