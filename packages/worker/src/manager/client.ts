import type { components } from '@flamenco/api';
import type { Credentials } from '../config/credentials.js';
import { WAIT_HEADER } from './additions.js';
import type { Answer } from './answer.js';
import type { Requester } from './requester.js';

type Schemas = components['schemas'];

/** A task update as it is sent (contract 07 §13.1). */
export type TaskUpdate = Schemas['TaskUpdate'];

const NOBODY: Credentials = { workerId: '', secret: '' };

/** The Worker's operations of the Manager, one method each (contract 07 §8). */
export class ManagerClient {
  constructor(private readonly requester: Requester) {}

  get baseUrl(): string {
    return this.requester.baseUrl;
  }

  /** Sends empty credentials, as the original does. */
  register(body: Schemas['WorkerRegistration'], signal: AbortSignal): Promise<Answer> {
    return this.requester.send(NOBODY, signal, (api, common) =>
      api.POST('/api/v3/worker/register-worker', { ...common, body }),
    );
  }

  signOn(who: Credentials, body: Schemas['WorkerSignOn'], signal: AbortSignal): Promise<Answer> {
    return this.requester.send(who, signal, (api, common) => api.POST('/api/v3/worker/sign-on', { ...common, body }));
  }

  signOff(who: Credentials, signal: AbortSignal): Promise<Answer> {
    return this.requester.send(who, signal, (api, common) => api.POST('/api/v3/worker/sign-off', common));
  }

  state(who: Credentials, signal: AbortSignal): Promise<Answer> {
    return this.requester.send(who, signal, (api, common) => api.GET('/api/v3/worker/state', common));
  }

  stateChanged(who: Credentials, body: Schemas['WorkerStateChanged'], signal: AbortSignal): Promise<Answer> {
    return this.requester.send(who, signal, (api, common) =>
      api.POST('/api/v3/worker/state-changed', { ...common, body }),
    );
  }

  /** @param waitMs how long the Manager may keep the request open; 0 for one that knows no waiting */
  fetchTask(who: Credentials, waitMs: number, signal: AbortSignal): Promise<Answer> {
    const { afterWaitMs, requestMs } = this.requester.limits;
    const limitMs = waitMs > 0 ? waitMs + afterWaitMs : requestMs;
    const hint = waitMs > 0 ? { [WAIT_HEADER]: String(waitMs) } : {};
    return this.requester.send(
      who,
      signal,
      (api, common) => api.POST('/api/v3/worker/task', { ...common, headers: { ...common.headers, ...hint } }),
      limitMs,
    );
  }

  taskUpdate(who: Credentials, taskId: string, body: TaskUpdate, signal: AbortSignal): Promise<Answer> {
    return this.requester.send(who, signal, (api, common) =>
      api.POST('/api/v3/worker/task/{task_id}', { ...common, params: { path: { task_id: taskId } }, body }),
    );
  }

  mayRun(who: Credentials, taskId: string, signal: AbortSignal): Promise<Answer> {
    return this.requester.send(who, signal, (api, common) =>
      api.GET('/api/v3/worker/task/{task_id}/may-i-run', { ...common, params: { path: { task_id: taskId } } }),
    );
  }

  storageQuestion(who: Credentials, signal: AbortSignal): Promise<Answer> {
    return this.requester.send(who, signal, (api, common) => api.GET('/api/v3/worker/storage-question', common));
  }

  answerStorageQuestion(
    who: Credentials,
    id: string,
    body: Schemas['StorageFindings'],
    signal: AbortSignal,
  ): Promise<Answer> {
    return this.requester.send(who, signal, (api, common) =>
      api.POST('/api/v3/worker/storage-question/{check_id}', { ...common, params: { path: { check_id: id } }, body }),
    );
  }

  /** Uploads a preview (contract 07 §17). */
  outputProduced(
    who: Credentials,
    taskId: string,
    jpeg: Uint8Array<ArrayBuffer>,
    signal: AbortSignal,
  ): Promise<Answer> {
    return this.requester.send(
      who,
      signal,
      (api, common) =>
        api.POST('/api/v3/worker/task/{task_id}/output-produced', {
          ...common,
          params: { path: { task_id: taskId } },
          headers: { ...common.headers, 'Content-Type': 'image/jpeg' },
          // The description's binary text is a string to the types; the bytes go in where it would be encoded.
          body: '',
          bodySerializer: () => jpeg,
        }),
      this.requester.limits.uploadMs,
    );
  }
}
