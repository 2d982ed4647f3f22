import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@flamenco/common/testing';
import { createApiClient } from '@flamenco/api';
import type { ApiClient, Schemas } from '@flamenco/api';
import { afterEach, beforeEach } from '@jest/globals';
import { killLeftovers, MANAGER, Program, WORKER } from './program.js';

const run = promisify(execFile);

/** What the processes of a farm are. */
export interface FarmPrograms {
  readonly manager: string;
  readonly worker: string;
  /** Put on top of the usual environment. */
  readonly managerEnv?: NodeJS.ProcessEnv;
  readonly workerEnv?: NodeJS.ProcessEnv;
}

/** A farm of real processes in a folder of its own. */
export class RealFarm {
  readonly client: ApiClient;

  private constructor(
    readonly folder: string,
    readonly port: number,
    private readonly programs: FarmPrograms,
  ) {
    this.client = createApiClient(this.url);
  }

  static async make(programs: FarmPrograms = { manager: MANAGER, worker: WORKER }): Promise<RealFarm> {
    const folder = await mkdtemp(path.join(tmpdir(), 'flamenco-farm-'));
    const farm = new RealFarm(folder, await freePort(), programs);
    await mkdir(farm.storage);
    await farm.configure();
    return farm;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  /** What Manager and Workers share. */
  get storage(): string {
    return path.join(this.folder, 'storage');
  }

  /** Writes the Manager's file; `more` are further lines. */
  async configure(more = ''): Promise<void> {
    const text = [
      '_meta: { version: 3 }',
      'manager_name: Test Farm',
      `listen: 127.0.0.1:${this.port}`,
      'autodiscoverable: false',
      `shared_storage_path: ${this.storage}`,
      'shaman: { enabled: false }',
      more,
    ].join('\n');
    await writeFile(path.join(this.folder, 'flamenco-manager.yaml'), `${text}\n`);
  }

  /** Starts the Manager; resolves when it listens. */
  async startManager(...args: readonly string[]): Promise<Program> {
    const { manager: file, managerEnv } = this.programs;
    const manager = Program.start(file, args, this.folder, managerEnv);
    await manager.line(/possible URLs/);
    return manager;
  }

  /** Starts a Worker with a home of its own. */
  startWorker(name: string, env: NodeJS.ProcessEnv = {}): Program {
    return this.startWorkerAt(this.url, name, env);
  }

  /** The same, for a Worker that reaches the Manager in another way. */
  startWorkerAt(url: string, name: string, env: NodeJS.ProcessEnv = {}): Program {
    return Program.start(this.programs.worker, ['-manager', url], this.folder, this.#workerEnv(name, env));
  }

  /**
   * The same on another machine, as far as its mounts go: a shell changes them before, which nobody else notices. Takes
   * an administrator.
   *
   * @param script may use `$STORAGE`
   */
  startWorkerAfter(script: string, name: string): Program {
    const command = `${script} && exec "$0" "$@"`;
    const args = ['--mount', '/bin/sh', '-c', command, this.programs.worker, '-manager', this.url];
    return Program.start('unshare', args, this.folder, this.#workerEnv(name, { STORAGE: this.storage }));
  }

  #workerEnv(name: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    const home = path.join(this.folder, name);
    return { FLAMENCO_HOME: home, FLAMENCO_WORKER_NAME: name, ...this.programs.workerEnv, ...env };
  }

  /** Has Blender make a small scene; `more` are further lines of Python about the scene `s`. */
  async makeScene(fileName: string, samples = 1, more: readonly string[] = []): Promise<string> {
    const file = path.join(this.storage, fileName);
    const script = [
      'import bpy',
      's = bpy.context.scene',
      's.render.engine = "CYCLES"',
      's.cycles.device = "CPU"',
      `s.cycles.samples = ${samples}`,
      's.cycles.use_denoising = False',
      's.render.resolution_x = 64',
      's.render.resolution_y = 64',
      's.render.resolution_percentage = 100',
      ...more,
      `bpy.ops.wm.save_as_mainfile(filepath=${JSON.stringify(file)})`,
    ].join('\n');
    await run('/usr/bin/blender', ['-b', '--factory-startup', '--python-expr', script], {
      env: { PATH: '/usr/bin:/bin', HOME: this.folder },
    });
    return file;
  }

  async submit(job: Partial<Schemas['SubmittedJob']>): Promise<Schemas['Job']> {
    const defaults = { name: 'film', type: 'simple-blender-render', priority: 50, submitter_platform: 'linux' };
    const { data, error } = await this.client.POST('/api/v3/jobs', { body: { ...defaults, ...job } });
    if (!data) throw new Error(JSON.stringify(error));
    return data;
  }

  /** Settings of a film. */
  film(blendfile: string, frames: string, chunkSize = 1): Record<string, unknown> {
    return {
      ...{ blendfile, frames, chunk_size: chunkSize, scene: 'Scene', fps: 24, format: 'PNG' },
      ...{ image_file_extension: '.png', has_previews: false, add_path_components: 0 },
      render_output_root: path.join(this.storage, 'render'),
      render_output_path: path.join(this.storage, 'render', 'film', '######'),
    };
  }

  async job(id: string): Promise<Schemas['Job']> {
    const { data } = await this.client.GET('/api/v3/jobs/{job_id}', { params: { path: { job_id: id } } });
    if (!data) throw new Error(`no job ${id}`);
    return data;
  }

  async tasks(id: string): Promise<readonly Schemas['TaskSummary'][]> {
    const { data } = await this.client.GET('/api/v3/jobs/{job_id}/tasks', { params: { path: { job_id: id } } });
    return data?.tasks ?? [];
  }

  async workers(): Promise<readonly Schemas['WorkerSummary'][]> {
    const { data } = await this.client.GET('/api/v3/worker-mgt/workers');
    return data?.workers ?? [];
  }

  async taskLog(id: string): Promise<string> {
    const answer = await fetch(`${this.url}api/v3/tasks/${id}/logtail`);
    return await answer.text();
  }

  /** The log of a task from its beginning. */
  async wholeTaskLog(id: string): Promise<string> {
    const { data } = await this.client.GET('/api/v3/tasks/{task_id}/log', { params: { path: { task_id: id } } });
    if (!data) return '';
    const answer = await fetch(new URL(data.url, this.url));
    return await answer.text();
  }

  /** Asks again and again until the job has one of these statuses. The Manager may be away in between. */
  async untilStatus(id: string, ...statuses: readonly string[]): Promise<Schemas['Job']> {
    return await this.until(
      async () => {
        const job = await this.job(id);
        return statuses.includes(job.status) ? job : undefined;
      },
      `job with status ${statuses.join(' or ')}`,
    );
  }

  /** Asks again and again until there is an answer. */
  async until<Answer>(ask: () => Promise<Answer | undefined>, what: string): Promise<Answer> {
    for (let tries = 0; tries < 1200; tries += 1) {
      const answer = await ask().catch(() => undefined);
      if (answer !== undefined) return answer;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`waited in vain for ${what}`);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Frames per second, width and number of frames of a video, as ffprobe counts them. */
export async function probeVideo(file: string): Promise<Record<string, unknown>> {
  const args = [
    '-v',
    'error',
    '-count_frames',
    '-show_entries',
    'stream=width,height,nb_read_frames',
    '-of',
    'json',
    file,
  ];
  const { stdout } = await run('ffprobe', args);
  const { streams } = JSON.parse(stdout) as { streams: Record<string, unknown>[] };
  return streams[0] ?? {};
}

/** Gives each test a farm of its own, of which nothing is left afterwards, whatever the test started. */
export function eachTimeAFarm(use: (farm: RealFarm) => void): void {
  let farm: RealFarm;
  beforeEach(async () => {
    farm = await RealFarm.make();
    use(farm);
  });
  afterEach(async () => {
    await killLeftovers();
    await farm.remove();
  });
}
