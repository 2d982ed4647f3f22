import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createApiClient } from '@flamenco/api';
import type { ApiClient, Schemas } from '@flamenco/api';
import { startManager } from '../../manager/bench/manager-process.js';
import type { RunningServer } from '../../manager/bench/running-server.js';
import { endProcess } from '../../manager/bench/server-process.js';

const WORKER = fileURLToPath(new URL('../bin/flamenco-worker.js', import.meta.url));

/** A job of so many tasks that only say something. */
const ECHO_SCRIPT = `
const JOB_TYPE = { label: 'Echoes', settings: [{ key: 'tasks', type: 'int32', required: true }] };
function compileJob(job) {
  for (let index = 1; index <= job.settings.tasks; index += 1) {
    const task = author.Task('echo-' + index, 'misc');
    task.addCommand(author.Command('echo', { message: 'echo ' + index }));
    job.addTask(task);
  }
}
`;

/** Notes when a program was started and when it ended, for it and for the sum of all its runs. */
const stopwatch = (program: string, times: string) => `#!/bin/sh
start=$(date +%s%N)
${program} "$@"
code=$?
echo "$(($(date +%s%N) - start))" >> '${times}'
exit $code
`;

/** How many milliseconds a task ran: from its assignment to its end, as the Manager has it. */
export interface Attempt {
  readonly startedAt: number;
  readonly endedAt: number;
}

/** A Manager and one Worker, both real processes, with a stopwatch around Blender and FFmpeg. */
export class FarmOfOne {
  private constructor(
    readonly directory: string,
    private readonly manager: RunningServer,
    private readonly worker: ChildProcess,
    readonly api: ApiClient,
  ) {}

  static async start(directory: string): Promise<FarmOfOne> {
    await mkdir(path.join(directory, 'scripts'), { recursive: true });
    await writeFile(path.join(directory, 'scripts', 'echoes.js'), ECHO_SCRIPT);
    const programs = path.join(directory, 'programs');
    await mkdir(programs);
    for (const program of ['blender', 'ffmpeg']) {
      const text = stopwatch(`/usr/bin/${program}`, path.join(directory, 'times'));
      await writeFile(path.join(programs, program), text, { mode: 0o755 });
    }
    const manager = await startManager({ directory });
    const log = await open(path.join(directory, 'worker.log'), 'w');
    const url = `http://127.0.0.1:${manager.port}/`;
    const worker = spawn(process.execPath, [WORKER, '-manager', url], {
      cwd: programs,
      env: { ...process.env, PATH: `${programs}:/usr/bin:/bin`, FLAMENCO_HOME: path.join(directory, 'home') },
      stdio: ['ignore', log.fd, log.fd],
    });
    await log.close();
    const farm = new FarmOfOne(directory, manager, worker, createApiClient(url));
    await farm.#untilAwake();
    return farm;
  }

  async submit(job: Partial<Schemas['SubmittedJob']>): Promise<string> {
    const body = { name: 'bench', type: 'echoes', priority: 50, submitter_platform: 'linux', ...job };
    const { data, error } = await this.api.POST('/api/v3/jobs', { body });
    if (!data) throw new Error(JSON.stringify(error));
    return data.id;
  }

  /** Waits for the job's end; gives when each of its tasks ran, the first one first. */
  async finished(job: string): Promise<readonly Attempt[]> {
    const params = { path: { job_id: job } };
    for (;;) {
      const { data } = await this.api.GET('/api/v3/jobs/{job_id}', { params });
      if (data?.status === 'completed') break;
      if (data?.status === 'failed') throw new Error(`the job failed: ${data.activity}; ${await this.#workerLog()}`);
      await pause(20);
    }
    const { data } = await this.api.GET('/api/v3/jobs/{job_id}/attempts', { params });
    const attempts = (data?.attempts ?? []).map(({ started_at, ended_at }) => ({
      startedAt: Date.parse(started_at),
      endedAt: Date.parse(ended_at ?? ''),
    }));
    return attempts.sort((a, b) => a.startedAt - b.startedAt);
  }

  /** What Blender and FFmpeg took since the start of the farm, in milliseconds, and how often they ran. */
  async programTimes(): Promise<{ readonly runs: number; readonly ms: number }> {
    const text = await readFile(path.join(this.directory, 'times'), 'utf8').catch(() => '');
    const times = text.split('\n').filter(Boolean).map(Number);
    return { runs: times.length, ms: times.reduce((sum, ns) => sum + ns / 1e6, 0) };
  }

  async stop(): Promise<void> {
    await endProcess(this.worker);
    await this.manager.stop();
  }

  async #untilAwake(): Promise<void> {
    for (;;) {
      const { data } = await this.api.GET('/api/v3/worker-mgt/workers');
      if (data?.workers.some(({ status }) => status === 'awake')) return;
      if (this.worker.exitCode !== null) throw new Error(`the Worker ended: ${await this.#workerLog()}`);
      await pause(50);
    }
  }

  async #workerLog(): Promise<string> {
    return (await readFile(path.join(this.directory, 'worker.log'), 'utf8')).slice(-2000);
  }
}
