import { DemoError } from './demo-error.mjs';
import * as texts from './texts.mjs';

/** How many tasks are shown at most: they mostly failed for the same reason. */
const MOST_TASKS = 2;

/**
 * Adds to a failure what the logs of the tasks say; if there is nothing, the logs of the programs.
 * @param {unknown} error
 * @param {import('./farm.mjs').Farm} farm
 * @param {import('./manager-api.mjs').ManagerApi} api
 * @param {string} jobId
 * @returns {Promise<unknown>} the error to throw
 */
export async function explained(error, farm, api, jobId) {
  if (!(error instanceof DemoError)) return error;
  // The Manager may be what has failed.
  const tasks = await taskLogTails(api, jobId).catch(() => '');
  const logs = [tasks, error.log].filter(Boolean);
  return new DemoError(error.message, logs.length > 0 ? logs.join('\n') : await farm.tails());
}

/**
 * @param {import('./manager-api.mjs').ManagerApi} api
 * @param {string} jobId
 */
async function taskLogTails(api, jobId) {
  const tasks = tasksToShow(await api.tasks(jobId));
  const tails = await Promise.all(tasks.map(async ({ id, name }) => texts.taskLogTail(name, await api.logTail(id))));
  return tails.join('\n');
}

/**
 * Pure: the failed tasks; if none failed, those that are being worked on; else the last one that was.
 * @param {readonly import('./manager-api.mjs').Task[]} tasks
 */
export function tasksToShow(tasks) {
  const having = (/** @type {string[]} */ ...statuses) => tasks.filter(({ status }) => statuses.includes(status));
  const choices = [having('failed', 'soft-failed'), having('active'), having('completed').slice(-1)];
  return (choices.find((choice) => choice.length > 0) ?? []).slice(0, MOST_TASKS);
}
