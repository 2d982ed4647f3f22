import { createApiClient } from '@flamenco/api';
import type { ApiClient } from '@flamenco/api';
import { submission, TASK_TYPE } from './independent-tasks.js';
import type { Credentials } from './simulated-worker.js';

/** A farm's jobs are of about this size; a longer queue is several of them. */
const TASKS_PER_JOB = 10_000;

/** What the bench prepares in the Manager, and asks afterwards, through the API. */
export class ManagerFarm {
  readonly #url: string;
  readonly #api: ApiClient;
  /** The jobs that were submitted, by their UUIDs. */
  readonly #jobs: string[] = [];

  constructor(port: number) {
    this.#url = `http://127.0.0.1:${port}`;
    this.#api = createApiClient(this.#url);
  }

  /** A new Worker that is awake. */
  async employ(name: string): Promise<Credentials> {
    const about = { name, supported_task_types: [TASK_TYPE, 'ffmpeg', 'file-management', 'misc'] };
    const secret = `secret of ${name}`;
    const registered = await this.#api.POST('/api/v3/worker/register-worker', {
      body: { ...about, secret, platform: 'linux' },
    });
    const { uuid } = expectData('registering', registered);
    const own = createApiClient(this.#url, { auth: { username: uuid, password: secret } });
    const signOn = { ...about, software_version: 'bench' };
    expectData('signing on', await own.POST('/api/v3/worker/sign-on', { body: signOn }));
    const { response } = await own.POST('/api/v3/worker/state-changed', { body: { status: 'awake' } });
    if (!response.ok) throw new Error(`waking up was answered ${response.status}`);
    return { uuid, secret };
  }

  /** Queues this many tasks. */
  async queue(tasks: number): Promise<void> {
    for (let left = tasks; left > 0; left -= TASKS_PER_JOB) {
      const body = submission(Math.min(left, TASKS_PER_JOB));
      const { id } = expectData('submitting', await this.#api.POST('/api/v3/jobs', { body }));
      this.#jobs.push(id);
    }
  }

  /** The job that was submitted last, by its UUID. */
  get lastJob(): string | undefined {
    return this.#jobs.at(-1);
  }

  /** How many tasks the Manager itself believes to be completed. */
  async completedTasks(): Promise<number> {
    let completed = 0;
    for (const job_id of this.#jobs) {
      const answer = await this.#api.GET('/api/v3/jobs/{job_id}', { params: { path: { job_id } } });
      completed += expectData('looking at a job', answer).steps_completed;
    }
    return completed;
  }
}

function expectData<Data>(what: string, answer: { data?: Data; error?: unknown; response: Response }): Data {
  if (answer.data !== undefined) return answer.data;
  throw new Error(`${what} was answered ${answer.response.status}: ${JSON.stringify(answer.error)}`);
}
