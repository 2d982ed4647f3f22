import * as texts from './texts.mjs';
import { DemoError } from './demo-error.mjs';

/**
 * The parts of the Manager's answers that the demo reads (contract 02 §13).
 * @typedef {'queued' | 'active' | 'completed' | 'failed' | 'canceled' | string} Status
 * @typedef {{ id: string, name: string, status: Status, activity?: string }} Job
 * @typedef {{ id: string, name: string, status: Status, steps_completed?: number, steps_total?: number }} Task
 */

/** How long one request may take, in milliseconds. */
const REQUEST_LIMIT_MS = 20_000;

/** The Manager gave no answer at all, which another attempt may change. */
export class ManagerAway extends DemoError {}

/** The requests of the demo. They reject with a DemoError that says what the Manager answered. */
export class ManagerApi {
  /**
   * @param {string} url of the Manager, with a slash at the end
   * @param {AbortSignal} signal ends every request
   */
  constructor(url, signal) {
    this.url = url;
    this.signal = signal;
  }

  /** Whether the Manager answers by now. */
  async isThere() {
    this.signal.throwIfAborted();
    return this.#request('version').then(
      (response) => response.ok,
      () => false,
    );
  }

  /** @returns {Promise<Job>} @param {object} job as contract 02 §13.1 */
  submit(job) {
    const headers = { 'Content-Type': 'application/json' };
    return this.#json('jobs', { method: 'POST', headers, body: JSON.stringify(job) });
  }

  /** @returns {Promise<Job>} @param {string} id */
  job(id) {
    return this.#json(`jobs/${id}`);
  }

  /** In the order of the job. @returns {Promise<Task[]>} @param {string} jobId */
  async tasks(jobId) {
    return (await this.#json(`jobs/${jobId}/tasks`)).tasks;
  }

  /** Empty when there is no log. @returns {Promise<string>} @param {string} taskId */
  async logTail(taskId) {
    const response = await this.#request(`tasks/${taskId}/logtail`);
    return response.ok ? await response.text() : '';
  }

  /**
   * @param {string} path
   * @param {RequestInit} [init]
   */
  async #json(path, init) {
    const response = await this.#request(path, init);
    const text = await response.text();
    if (!response.ok) throw new DemoError(texts.managerRefuses(path, response.status, text));
    return JSON.parse(text);
  }

  /**
   * @param {string} path
   * @param {RequestInit} [init]
   */
  async #request(path, init) {
    const signal = AbortSignal.any([this.signal, AbortSignal.timeout(REQUEST_LIMIT_MS)]);
    try {
      return await fetch(new URL(`api/v3/${path}`, this.url), { ...init, signal });
    } catch (error) {
      this.signal.throwIfAborted();
      throw new ManagerAway(texts.managerAway(path, String(error)));
    }
  }
}
