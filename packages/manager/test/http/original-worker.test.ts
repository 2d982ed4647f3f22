import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Schemas } from '@flamenco/api';
import { FarmServer } from './support/farm-server.js';
import { basic } from './support/bare-server.js';
import { JPEG, RENDER_JOB } from './support/submissions.js';

const USER_AGENT = 'Flamenco/3.9-beta1 (cf286e71)';

interface PlainAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** A Worker as the original is on the wire: plain HTTP, `Content-Length: 0` without a body (contract 07 §8). */
class OriginalWorker {
  uuid = '';
  readonly secret = '5f'.repeat(32);

  constructor(private readonly managerUrl: string) {}

  send(method: string, path: string, body?: object | Uint8Array): Promise<PlainAnswer> {
    const bytes = body instanceof Uint8Array ? body : Buffer.from(body ? JSON.stringify(body) : '');
    const contentType = body instanceof Uint8Array ? 'image/jpeg' : 'application/json';
    const headers = {
      'User-Agent': USER_AGENT,
      'Accept-Encoding': 'gzip',
      ...basic(this.uuid, this.uuid && this.secret),
      ...(body && { 'Content-Type': contentType }),
      'Content-Length': bytes.length,
    };
    return new Promise((resolve, reject) => {
      const sent = request(`${this.managerUrl}/api/v3${path}`, { method, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          const { statusCode = 0, headers } = response;
          resolve({ status: statusCode, contentType: headers['content-type'], body: text });
        });
      });
      sent.on('error', reject).end(bytes);
    });
  }

  async register(): Promise<void> {
    const { status, body } = await this.send('POST', '/worker/register-worker', {
      name: 'node7',
      platform: 'linux',
      secret: this.secret,
      supported_task_types: ['blender', 'ffmpeg', 'file-management', 'misc'],
    });
    expect(status).toBe(200);
    this.uuid = (JSON.parse(body) as { uuid: string }).uuid;
  }

  signOn(): Promise<PlainAnswer> {
    return this.send('POST', '/worker/sign-on', {
      can_restart: false,
      name: 'node7',
      software_version: '3.9-beta1 (cf286e71)',
      supported_task_types: ['blender', 'ffmpeg', 'file-management', 'misc'],
    });
  }
}

const NOTHING = { status: 204, contentType: undefined, body: '' };

let server: FarmServer;
let worker: OriginalWorker;

beforeEach(async () => {
  server = await FarmServer.start();
  worker = new OriginalWorker(server.url);
});
afterEach(() => server.stop());

describe('an original Worker (contract 01 §8, 07 §22)', () => {
  it('finds the Manager, renders a job and leaves', async () => {
    const { id: jobId } = (await server.post('/jobs', RENDER_JOB)).body as Schemas['Job'];

    expect((await worker.send('GET', '/version')).status).toBe(200);
    await worker.register();
    const signedOn = await worker.signOn();
    expect(signedOn).toMatchObject({ status: 200, contentType: 'application/json' });
    expect(JSON.parse(signedOn.body)).toMatchObject({ status_requested: 'awake' });
    expect(await worker.send('POST', '/worker/state-changed', { status: 'awake' })).toEqual(NOTHING);

    for (let frame = 1; frame <= 3; frame++) {
      const fetched = await worker.send('POST', '/worker/task');
      expect(fetched).toMatchObject({ status: 200, contentType: 'application/json' });
      const task = JSON.parse(fetched.body) as Schemas['AssignedTask'];
      expect(task).toMatchObject({
        job: jobId,
        name: `render-${frame}`,
        status: 'active',
        job_priority: 60,
        job_type: 'simple-blender-render',
        task_type: 'blender',
        commands: [{ name: 'blender-render', parameters: { exe: 'blender', exeArgs: '-b -y' }, total_step_count: 1 }],
      });
      const update = (body: object) => worker.send('POST', `/worker/task/${task.uuid}`, body);
      expect(await update({ activity: 'Started', taskStatus: 'active' })).toEqual(NOTHING);
      expect(await update({ log: `Fra:${frame} Mem:1M\nSaved: '/render/${frame}.png'\n` })).toEqual(NOTHING);
      expect(await update({ steps_completed: 1 })).toEqual(NOTHING);
      const mayRun = await worker.send('GET', `/worker/task/${task.uuid}/may-i-run`);
      expect(JSON.parse(mayRun.body)).toEqual({ mayKeepRunning: true, reason: '', statusChangeRequested: false });
      const uploaded = await worker.send('POST', `/worker/task/${task.uuid}/output-produced`, JPEG);
      expect(uploaded).toMatchObject({ status: 202, body: '' });
      expect(await update({ activity: 'Completed', taskStatus: 'completed' })).toEqual(NOTHING);
    }

    const video = await worker.send('POST', '/worker/task');
    expect(JSON.parse(video.body)).toMatchObject({ name: 'preview-video', task_type: 'ffmpeg' });
    const { uuid } = JSON.parse(video.body) as Schemas['AssignedTask'];
    await worker.send('POST', `/worker/task/${uuid}`, { activity: 'Completed', taskStatus: 'completed' });
    expect(await worker.send('POST', '/worker/task')).toEqual(NOTHING);
    expect((await server.get(`/jobs/${jobId}`)).body).toMatchObject({ status: 'completed', steps_completed: 4 });

    await server.post(`/worker-mgt/workers/${worker.uuid}/setstatus`, { status: 'asleep', is_lazy: true });
    const asked = await worker.send('POST', '/worker/task');
    expect(asked).toMatchObject({ status: 423, contentType: 'application/json' });
    expect(JSON.parse(asked.body)).toEqual({ status_requested: 'asleep' });
    expect(await worker.send('POST', '/worker/state-changed', { status: 'asleep' })).toEqual(NOTHING);
    expect(await worker.send('GET', '/worker/state')).toEqual(NOTHING);
    expect(await worker.send('POST', '/worker/sign-off')).toEqual(NOTHING);
  });

  it('is told in the words that it knows when nobody knows it', async () => {
    await worker.register();
    await server.ask('DELETE', `/worker-mgt/workers/${worker.uuid}`);
    const refused = await worker.signOn();
    expect(refused).toMatchObject({ status: 403, contentType: 'application/json' });
    expect(JSON.parse(refused.body)).toEqual({
      code: 403,
      message: 'security requirements failed: authorization failed: no such worker known',
    });
  });

  it('that is stopped in the middle of a task gives it back when it signs off, and gets it again', async () => {
    const job = await server.farm.storeJob({ tasks: [{ name: 'render' }] });
    await worker.register();
    await worker.signOn();
    await worker.send('POST', '/worker/state-changed', { status: 'awake' });
    await worker.send('POST', '/worker/task');
    expect(await worker.send('POST', '/worker/sign-off')).toEqual(NOTHING);
    expect(await server.farm.statuses(job)).toEqual({ render: 'queued' });
    expect(JSON.parse((await worker.signOn()).body)).toMatchObject({ status_requested: 'awake' });
    await worker.send('POST', '/worker/state-changed', { status: 'awake' });
    expect((await worker.send('POST', '/worker/task')).status).toBe(200);
  });
});
