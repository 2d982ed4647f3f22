import { randomUUID } from 'node:crypto';
import type { Schemas } from '@flamenco/api';
import { findTag } from '../../../db/tags.js';
import { prepareSettings } from '../../../job-types/settings.js';
import { consoleTexts } from '../../../texts/console.js';
import { submissionTexts as texts } from '../../../texts/submissions.js';
import { FarmError } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type { AvailableJobType, CompiledResult, JsonObject } from '../../ports.js';
import { checkTaskGraph } from '../../rules/task-graph.js';
import { isPlaceable } from '../../rules/submission.js';
import { read } from '../../transaction.js';

/** A job as it was sent, and by whom. */
export interface Submission {
  readonly job: Schemas['SubmittedJob'];
  readonly clientAddress: string;
  readonly userAgent: string;
}

/** How closely to look. */
export interface PrepareOptions {
  /** A check before files are sent: the path of the blend file is a placeholder then (D10.4). */
  readonly isCheck: boolean;
  /** Refuses everything that the job type's schema forbids (D3.4). */
  readonly isStrict: boolean;
}

/** A job that can be stored. */
export interface PreparedJob {
  readonly compiled: CompiledResult;
  /** What the submitter should know, a sentence each. */
  readonly warnings: readonly string[];
  readonly workerTagId: number | undefined;
}

/**
 * Everything that can be said about a submission before it is stored; check and submission both do exactly this, so that
 * they cannot differ (contract 04 §7.1, D3.4). Rejects with one `FarmError` that names all that is wrong.
 */
export async function prepareJob(farm: Farm, submission: Submission, options: PrepareOptions): Promise<PreparedJob> {
  const jobType = await currentJobType(farm, submission, options);
  const { settings, metadata, warnings, problems } = prepareInput(farm, submission, jobType, options);
  const tag = await findWorkerTag(farm, submission.job.worker_tag ?? '');
  if (tag === 'unknown') problems.push(texts.unknownTag(submission.job.worker_tag ?? ''));
  refuseProblems(problems);
  const compiled = await compile(farm, submission, settings, metadata);
  refuseProblems(checkTaskGraph(compiled.tasks).map(texts.graphProblem));
  const finalTag = await findWorkerTag(farm, compiled.job.workerTag);
  if (finalTag === 'unknown') refuseProblems([texts.unknownTag(compiled.job.workerTag)]);
  const workerTagId = finalTag === 'unknown' ? undefined : finalTag;
  return { compiled, warnings: [...warnings, ...compiled.warnings], workerTagId };
}

async function currentJobType(farm: Farm, { job }: Submission, { isCheck }: PrepareOptions): Promise<AvailableJobType> {
  const found = await farm.jobTypes.find(job.type);
  if (!found) throw new FarmError('invalid', { tag: 'unknown-job-type', name: job.type });
  if ('problem' in found) {
    const message = texts.brokenJobType(job.type, found.problem.message);
    throw new FarmError('invalid', { tag: 'broken-job-type', message });
  }
  const fields = { type: job.type, name: job.name };
  if (!job.type_etag) farm.logger.warn(fields, consoleTexts.noEtag);
  else if (job.type_etag !== found.etag) {
    farm.logger[isCheck ? 'warn' : 'info'](fields, consoleTexts.outdatedSettings);
    throw new FarmError('conflict', { tag: 'outdated-job-type' });
  }
  return found;
}

interface Prepared {
  readonly settings: JsonObject;
  readonly metadata: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
  readonly problems: string[];
}

/** Paths become variables, then settings get their types and defaults; everything wrong with them is collected. */
function prepareInput(
  farm: Farm,
  { job }: Submission,
  jobType: AvailableJobType,
  { isCheck, isStrict }: PrepareOptions,
): Prepared {
  const collapsed = farm.variables.collapse(job.settings ?? {}, job.metadata ?? {}, job.submitter_platform);
  // What came as JSON is JSON.
  const submitted = collapsed.settings as JsonObject;
  const { settings, warnings, refusals } = prepareSettings(jobType, submitted, isStrict);
  const problems = refusals.map(({ message }) => message);
  if (!isInitialStatus(job.initial_status)) problems.push(texts.badInitialStatus(job.initial_status ?? ''));
  const { blendfile } = settings;
  if (!isCheck && typeof blendfile === 'string' && !isPlaceable(blendfile)) {
    problems.push(texts.relativeBlendFile(blendfile));
  }
  return { settings, metadata: collapsed.metadata, warnings: warnings.map(({ message }) => message), problems };
}

/** `active` is taken as `queued` (D2.17). */
function isInitialStatus(status: Schemas['JobStatus'] | undefined): boolean {
  return status === undefined || status === 'queued' || status === 'active' || status === 'paused';
}

/** The tag's number, undefined for none. */
async function findWorkerTag(farm: Farm, uuid: string): Promise<number | undefined | 'unknown'> {
  if (uuid === '') return undefined;
  const tag = await read(farm, (reader) => findTag(reader, uuid));
  return tag ? tag.id : 'unknown';
}

async function compile(
  farm: Farm,
  { job }: Submission,
  settings: JsonObject,
  metadata: Readonly<Record<string, string>>,
): Promise<CompiledResult> {
  const result = await farm.jobTypes.compile({
    id: randomUUID(),
    name: job.name,
    type: job.type,
    priority: job.priority,
    created: farm.clock.now(),
    settings,
    metadata,
    ...(job.storage?.shaman_checkout_id && { shamanCheckoutId: job.storage.shaman_checkout_id }),
    ...(job.worker_tag && { workerTag: job.worker_tag }),
  });
  if (result.outcome === 'compiled') return result;
  farm.logger.warn({ error: result.message, type: job.type, name: job.name }, consoleTexts.compileError);
  throw new FarmError('invalid', { tag: 'bad-submission', problems: [result.message] });
}

function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new FarmError('invalid', { tag: 'bad-submission', problems });
}
