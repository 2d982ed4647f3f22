import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '@flamenco/common/testing';
import { JOB_TYPE_FILE, JOB_TYPE_SCRIPT } from './independent-tasks.js';
import type { RunningServer } from './running-server.js';
import { endProcess } from './server-process.js';

/** A file that a shell starts; what its first line tells Node.js, whose own options come with a profile, is told here too. */
const PROGRAM = fileURLToPath(new URL('../bin/flamenco-manager.js', import.meta.url));
const BUILT = fileURLToPath(new URL('../dist/main.js', import.meta.url));

const START_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 50;

/** Which Manager to start. */
interface ManagerSetup {
  /** Its farm's directory; becomes its working directory. */
  readonly directory: string;
  /** Of a server; a file in the directory if left out. */
  readonly database?: string | undefined;
  /** Where Node writes a CPU profile when the Manager ends. */
  readonly profile?: string | undefined;
}

/** Starts the built Manager with an empty farm and the settings that a farm has anyway; its log goes to a file. */
export async function startManager({ directory, database, profile }: ManagerSetup): Promise<RunningServer> {
  if (!existsSync(BUILT)) throw new Error('the Manager is not built; run "npm run build" first');
  const port = await freePort();
  await mkdir(path.join(directory, 'scripts'), { recursive: true });
  await writeFile(path.join(directory, 'scripts', JOB_TYPE_FILE), JOB_TYPE_SCRIPT);
  await writeFile(path.join(directory, 'flamenco-manager.yaml'), configuration(port, directory));
  const logFile = path.join(directory, 'manager.log');
  const log = await open(logFile, 'w');
  const nodeOptions = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${path.resolve(profile)}`];
  const usualOptions = await optionsInFirstLine(PROGRAM);
  const child = spawn(
    process.execPath,
    [...usualOptions, ...nodeOptions, PROGRAM, ...(database === undefined ? [] : ['-database', database])],
    {
      cwd: directory,
      stdio: ['ignore', log.fd, log.fd],
    },
  );
  await log.close();
  await answers(child, port, logFile);
  return { port, pid: child.pid ?? 0, stop: () => endProcess(child) };
}

async function optionsInFirstLine(program: string): Promise<string[]> {
  const [firstLine = ''] = (await readFile(program, 'utf8')).split('\n');
  return firstLine.split(' ').filter((word) => word.startsWith('--'));
}

function configuration(port: number, directory: string): string {
  return `_meta:
  version: 3
manager_name: bench
listen: "127.0.0.1:${port}"
autodiscoverable: false
shared_storage_path: ${JSON.stringify(directory)}
shaman:
  enabled: false
variables:
  blender:
    values: [{ platform: all, value: blender }]
  blenderArgs:
    values: [{ platform: all, value: -b -y }]
`;
}

/** Waits until the Manager answers. */
async function answers(child: ChildProcess, port: number, logFile: string): Promise<void> {
  const giveUpAt = performance.now() + START_WITHIN_MS;
  while (child.exitCode === null && performance.now() < giveUpAt) {
    const response = await fetch(`http://127.0.0.1:${port}/api/v3/version`).catch(() => undefined);
    if (response?.ok) return;
    await pause(LOOK_EVERY_MS);
  }
  await endProcess(child);
  throw new Error(`the Manager did not start:\n${await readFile(logFile, 'utf8')}`);
}
