import { createHash } from 'node:crypto';
import { findJob } from '../../../db/jobs.js';
import type { NewTask } from '../../../db/new-tasks.js';
import { consoleTexts } from '../../../texts/console.js';
import { submissionTexts as texts } from '../../../texts/submissions.js';
import { unknown } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type { CompiledResult } from '../../ports.js';
import type { Job } from '../../records.js';
import { stepsOfCommands } from '../../rules/steps-of-commands.js';
import { EMPTY_TALLY } from '../../rules/tally.js';
import { read } from '../../transaction.js';
import { storeJob } from '../steps/store-job.js';
import { prepareJob } from './prepare-job.js';
import type { PreparedJob, Submission } from './prepare-job.js';

/** Takes a job: compiles it and stores it with all its tasks (contract 02 §4.1). Gives it as stored. */
export async function submitJob(farm: Farm, submission: Submission): Promise<Job> {
  const { name, type } = submission.job;
  farm.logger.info({ type, name }, consoleTexts.newJob);
  const store = () => storeSubmission(farm, submission);
  const uuid = isOriginalAddon(submission)
    ? await farm.recentSubmissions.once(fingerprint(submission), farm.clock.now(), store)
    : await store();
  const job = await read(farm, (reader) => findJob(reader, uuid));
  if (!job) throw unknown('job', uuid);
  return job;
}

/** The add-on of 3.9-beta1 sends a job twice in one situation; other clients get what they ask for (D10.5). */
function isOriginalAddon({ userAgent }: Submission): boolean {
  return /^Flamenco\/3\.\S* \(Blender add-on\)/.test(userAgent);
}

function fingerprint({ job, clientAddress }: Submission): string {
  const { name, type, settings } = job;
  return createHash('sha256')
    .update(JSON.stringify([name, type, settings, clientAddress]))
    .digest('hex');
}

async function storeSubmission(farm: Farm, submission: Submission): Promise<string> {
  const prepared = await prepareJob(farm, submission, { isCheck: false, isStrict: false });
  for (const warning of prepared.warnings) {
    farm.logger.warn({ job: prepared.compiled.job.id, warning }, consoleTexts.submissionWarning);
  }
  const tasks = prepared.compiled.tasks.map(toNewTask);
  await storeJob(farm, newJob(submission, prepared, tasks), tasks);
  return prepared.compiled.job.id;
}

function newJob({ job }: Submission, { compiled, warnings, workerTagId }: PreparedJob, tasks: readonly NewTask[]) {
  const { id, name, type, priority, settings, metadata, shamanCheckoutId } = compiled.job;
  return {
    ...{ uuid: id, name, type, priority, settings, metadata, warnings, workerTagId },
    status: job.initial_status === 'paused' ? ('paused' as const) : ('queued' as const),
    activity: warnings.length > 0 ? texts.submittedWithWarnings(warnings) : '',
    blocklistThreshold: job.blocklist_threshold,
    softFailCount: job.task_fail_after_softfail_count,
    checkoutPath: shamanCheckoutId === '' ? undefined : shamanCheckoutId,
    scriptDigest: compiled.scriptDigest,
    stepsTotal: tasks.reduce((sum, { stepsTotal }) => sum + stepsTotal, 0),
    tally: { ...EMPTY_TALLY, queued: tasks.length },
  };
}

function toNewTask(task: CompiledResult['tasks'][number]): NewTask {
  return { ...task, stepsTotal: stepsOfCommands(task.commands) };
}
