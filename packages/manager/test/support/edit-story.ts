import { changeSettings } from '../../src/farm/use-cases/jobs/change-settings.js';
import type { SettingsEdit, SettingsEffect } from '../../src/farm/use-cases/jobs/change-settings.js';
import { listJobTasks } from '../../src/farm/use-cases/jobs/job-queries.js';
import { submitJob } from '../../src/farm/use-cases/jobs/submit-job.js';
import type { Farm } from '../../src/farm/farm.js';
import type { StoredJob } from './builders.js';

/** Stories about jobs that are submitted with settings, and whose settings are edited. */

type Settings = Readonly<Record<string, unknown>>;

export async function submitWith(farm: Farm, type: string, settings: Settings): Promise<StoredJob> {
  const job = await submitJob(farm, {
    job: { name: 'shot 010', type, priority: 50, submitter_platform: 'linux', settings: { ...settings } },
    clientAddress: '',
    userAgent: '',
  });
  return await withPresentTasks(farm, { id: job.id, uuid: job.uuid, tasks: {} });
}

/** The same job with the tasks that it has now. */
export async function withPresentTasks(farm: Farm, job: StoredJob): Promise<StoredJob> {
  const tasks = await listJobTasks(farm, job.uuid);
  return { ...job, tasks: Object.fromEntries(tasks.map(({ name, uuid }) => [name, uuid])) };
}

export function edit(
  farm: Farm,
  job: StoredJob,
  settings: Settings,
  how: Partial<SettingsEdit> = {},
): Promise<SettingsEffect> {
  return changeSettings(farm, job.uuid, {
    ...{ settings, platform: 'linux', acceptsOtherScript: false, isDryRun: false },
    ...how,
  });
}

/** `name status` of every task in its place. */
export async function namesAndStatuses(farm: Farm, job: StoredJob): Promise<string[]> {
  return (await listJobTasks(farm, job.uuid)).map(({ name, status }) => `${name} ${status}`);
}
