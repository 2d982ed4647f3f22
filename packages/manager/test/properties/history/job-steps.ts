import type { JobStatus, TaskStatus } from '@flamenco/api';
import type { JobState } from '../../../src/db/records.js';
import { statusOfOpenTask } from '../../../src/farm/rules/settings-change.js';
import { addToBlocklist } from '../../../src/farm/use-cases/jobs/add-to-blocklist.js';
import { removeFromBlocklist } from '../../../src/farm/use-cases/jobs/edit-blocklist.js';
import { changeSettings } from '../../../src/farm/use-cases/jobs/change-settings.js';
import { massDelete } from '../../../src/farm/use-cases/jobs/mass-delete.js';
import { requestDeletion } from '../../../src/farm/use-cases/jobs/request-deletion.js';
import { setFailureLimits } from '../../../src/farm/use-cases/jobs/set-failure-limits.js';
import { setJobPriority } from '../../../src/farm/use-cases/jobs/set-job-priority.js';
import { setJobStatus } from '../../../src/farm/use-cases/jobs/set-job-status.js';
import { setJobTag } from '../../../src/farm/use-cases/jobs/set-job-tag.js';
import { submitJob } from '../../../src/farm/use-cases/jobs/submit-job.js';
import { withdrawDeletion } from '../../../src/farm/use-cases/jobs/withdraw-deletion.js';
import { deleteTag } from '../../../src/farm/use-cases/tags/delete-tag.js';
import { setTaskStatus } from '../../../src/farm/use-cases/tasks/set-task-status.js';
import { anyOf, endedAnew, endedWithJob, followsFailure, from, nothing, when } from './deed.js';
import type { Permit } from './deed.js';
import { pick } from './dice.js';
import { editedPlan, randomPlan } from './planned-jobs.js';
import type { StepTable } from './steps.js';
import { tried } from './tried.js';
import { TAGS } from './world.js';

const MOST_JOBS = 5;
const PRIORITIES = [50, 50, 10, 90];
const UNFINISHED = ['active', 'queued', 'soft-failed', 'paused'] as const;
const NOT_DONE = ['canceled', 'failed', 'paused', 'soft-failed'] as const;

const ofJob = ({ id }: JobState, permit: Permit): Permit => when(({ before }) => before.jobId === id, permit);

/** What a request for a job's status may do to its tasks (D2.20). */
function tasksOfRequest(job: JobState, status: JobStatus): Permit {
  const requeued = status === 'requeueing' && job.status === 'completed' ? from('completed') : from(...NOT_DONE);
  switch (status) {
    case 'cancel-requested':
    case 'canceled':
    case 'failed':
      return from(...UNFINISHED).to('canceled');
    case 'pause-requested':
    case 'paused':
      return from('queued', 'soft-failed').to('paused');
    case 'requeueing':
    case 'queued':
    case 'active':
      return anyOf(requeued.to('queued'), endedWithJob);
    default:
      return nothing;
  }
}

/** What users do with jobs and tasks. */
export const jobSteps: StepTable = {
  async submit(world, a, b, c) {
    if (world.snapshot.jobs.size >= MOST_JOBS) return undefined;
    const worker_tag = b % 5 === 0 && (await world.hasTag(TAGS[0])) ? TAGS[0] : '';
    const name = `job ${world.story.length}`;
    const plan = { name, type: 'planned', priority: pick(PRIORITIES, a) ?? 50, settings: { plan: randomPlan(c) } };
    const job = { ...plan, worker_tag, submitter_platform: 'linux', initial_status: initialStatus(a) };
    const stored = await submitJob(world.farm, { job, clientAddress: '10.0.0.1', userAgent: 'history' });
    await setFailureLimits(world.farm, stored.uuid, limitsOf(b));
    return {
      text: `a user submits ${name} (${stored.tally.queued} tasks, ${stored.status})`,
      permits: nothing,
      makesTasks: true,
    };
  },

  async setJobStatus(world, a, b) {
    const job = world.job(a);
    const statuses = ['cancel-requested', 'pause-requested', 'requeueing', 'requeueing', 'queued', 'active', 'failed'];
    const status = pick([...statuses, 'canceled', 'paused', 'completed', 'under-construction'] as JobStatus[], b);
    if (!job || !status) return undefined;
    return await tried(setJobStatus(world.farm, job.uuid, status, 'by a user'), {
      text: `a user sets ${job.name} (${job.status}) to ${status}`,
      permits: ofJob(job, tasksOfRequest(job, status)),
      revives: ({ id }) => id === job.id,
    });
  },

  async setTaskStatus(world, a, b) {
    const task = world.task(a);
    const status = pick(['canceled', 'queued', 'canceled', 'queued', 'active', 'failed', 'paused'] as TaskStatus[], b);
    if (!task || !status) return undefined;
    const own = when(
      ({ before }) => before.id === task.id,
      anyOf(({ after }) => after.status === status, status === 'queued' ? endedAnew : nothing),
    );
    return await tried(setTaskStatus(world.farm, task.uuid, status, 'by a user'), {
      text: `a user sets ${task.name} (${task.status}) to ${status}`,
      permits: anyOf(own, endedWithJob),
      revives: ({ id }) => id === task.jobId && status === 'queued',
    });
  },

  async requeueWithDependents(world, a) {
    const task = world.task(a);
    if (!task) return undefined;
    const options = { includesDependents: true };
    const queued: Permit = ({ before, after }) => before.jobId === task.jobId && after.status === 'queued';
    const ended = when(({ before }) => before.jobId === task.jobId, endedAnew);
    return await tried(setTaskStatus(world.farm, task.uuid, 'queued', 'by a user', options), {
      text: `a user queues ${task.name} (${task.status}) and all that depends on it`,
      permits: anyOf(queued, ended, endedWithJob),
      revives: ({ id }) => id === task.jobId,
    });
  },

  async setPriority(world, a, b) {
    const job = world.job(a);
    if (!job) return undefined;
    await setJobPriority(world.farm, job.uuid, b % 101);
    return { text: `a user gives ${job.name} priority ${b % 101}`, permits: nothing };
  },

  async setJobTag(world, a, b) {
    const job = world.job(a);
    if (!job) return undefined;
    const id = b % 3 === 0 ? pick(TAGS, b) : undefined;
    const text = `a user gives ${job.name} ${id ? 'a' : 'no'} tag`;
    return await tried(setJobTag(world.farm, job.uuid, { id }), { text, permits: nothing });
  },

  async editSettings(world, a, b, c) {
    const job = world.job(a);
    if (!job) return undefined;
    const { settings } = await world.farm.job(job.uuid);
    const edit = { settings: { plan: editedPlan(String(settings['plan']), c) }, platform: 'linux' };
    const isDryRun = b % 8 === 0;
    const text = `a user edits ${job.name} (${job.status})${isDryRun ? ' and wants to see first' : ''}`;
    const doing = changeSettings(world.farm, job.uuid, { ...edit, isDryRun, acceptsOtherScript: true });
    if (isDryRun) return await tried(doing, { text, permits: nothing, changesNothing: true });
    return await tried(doing, {
      ...{ text, makesTasks: true, replacesTasksOf: job.id },
      permits: ofJob(
        job,
        anyOf(({ after }) => after.status === statusOfOpenTask(job.status), endedWithJob),
      ),
      revives: ({ id }) => id === job.id && job.status === 'completed',
    });
  },

  async remakeTag(world, a, b) {
    const uuid = pick(TAGS, a) ?? '';
    const isThere = await world.hasTag(uuid);
    if (!isThere) {
      await world.makeTags();
      return { text: 'a user makes the tags that are missing', permits: nothing };
    }
    const text = `a user deletes a tag${b % 2 === 0 ? ' by force' : ''}`;
    return await tried(deleteTag(world.farm, uuid, { force: b % 2 === 0 }), { text, permits: nothing });
  },

  async setThresholds(world, a, b) {
    const job = world.job(a);
    if (!job) return undefined;
    await setFailureLimits(world.farm, job.uuid, limitsOf(b));
    return { text: `${job.name} blocks at ${b % 4} and fails at ${1 + (b % 3)}`, permits: nothing };
  },

  async block(world, a, b) {
    const task = world.task(a);
    const worker = world.worker(b);
    if (!task || !worker) return undefined;
    const entry = { workerUuid: worker.uuid, taskType: task.type };
    return await tried(addToBlocklist(world.farm, task.jobUuid, [entry]), {
      text: `a user blocks ${worker.name} from tasks such as ${task.name}`,
      permits: followsFailure(worker.id),
    });
  },

  async unblock(world, a) {
    const entry = pick(world.snapshot.blocks, a);
    if (!entry) return undefined;
    const job = world.snapshot.jobs.get(entry.jobId);
    const worker = world.snapshot.workers.get(entry.workerId);
    if (!job || !worker) return undefined;
    await removeFromBlocklist(world.farm, job.uuid, [{ workerUuid: worker.uuid, taskType: entry.taskType }]);
    return { text: `a user unblocks ${worker.name} from ${entry.taskType} of ${job.name}`, permits: nothing };
  },

  async requestDeletion(world, a) {
    const job = world.job(a);
    if (!job) return undefined;
    await requestDeletion(world.farm, job.uuid);
    return { text: `a user deletes ${job.name}`, permits: ofJob(job, from(...UNFINISHED).to('canceled')) };
  },

  async withdrawDeletion(world, a) {
    const job = pick(
      [...world.snapshot.jobs.values()].filter(({ deleteRequestedAt }) => deleteRequestedAt),
      a,
    );
    if (!job) return undefined;
    return await tried(withdrawDeletion(world.farm, job.uuid), { text: `a user keeps ${job.name}`, permits: nothing });
  },

  async massDelete(world, a, b) {
    const lastUpdatedMax = new Date(world.farm.clock.now().getTime() - (a % 20) * 60_000);
    return await tried(massDelete(world.farm, { lastUpdatedMax, includesActive: b % 2 === 0 }), {
      text: `a user deletes everything older than ${a % 20} min`,
      permits: ({ before, after, job }) =>
        job.deleteRequestedAt !== undefined && from(...UNFINISHED).to('canceled')({ before, after, job }),
    });
  },
};

function limitsOf(b: number) {
  return { blocklistThreshold: b % 4, softFailCount: 1 + (b % 3) };
}

function initialStatus(a: number): 'queued' | 'paused' {
  return a % 7 === 0 ? 'paused' : 'queued';
}
