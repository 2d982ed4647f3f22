import { taskStates } from '../../../db/authored-tasks.js';
import { findJob } from '../../../db/jobs.js';
import { prepareSettings } from '../../../job-types/settings.js';
import { settingsChangeTexts as texts } from '../../../texts/settings-change.js';
import { submissionTexts } from '../../../texts/submissions.js';
import { checkUuid, FarmError, unknown } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type { AvailableJobType, JsonObject } from '../../ports.js';
import type { Job } from '../../records.js';
import { frameRanges } from '../../rules/rendered-frames.js';
import type { Fate } from '../../rules/settings-change.js';
import { isPlaceable } from '../../rules/submission.js';
import { read, transact } from '../../transaction.js';
import { compileAgain } from '../steps/compile-again.js';
import type { CompiledAgain } from '../steps/compile-again.js';
import { namedJob } from '../steps/known-job.js';
import { matchStoredTasks } from '../steps/match-tasks.js';
import { changedMeanwhile, planFor, prepareReplacement } from '../steps/prepare-replacement.js';
import type { Matches, Plan } from '../steps/prepare-replacement.js';
import { replaceTasks } from '../steps/replace-tasks.js';
import type { Stage } from '../steps/replace-tasks.js';
import { withStage } from '../steps/stage-tasks.js';

/** Other values for some settings of a job. */
export interface SettingsEdit {
  /** Null: the job type's default. What is not named stays. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The etag of the job type as the client knows it; undefined to compare nothing. */
  readonly typeEtag?: string | undefined;
  /** Whose paths the values are, as at submission. */
  readonly platform: string;
  /** Also when the script is not the one that made the tasks. */
  readonly acceptsOtherScript: boolean;
  /** Only tell what would happen. */
  readonly isDryRun: boolean;
}

/** Whether the script is still the one that made the tasks. */
export type ScriptState = 'same' | 'changed' | 'unknown';

/** What it does to the tasks. */
export interface SettingsEffect {
  readonly tasks: Readonly<Record<Fate | 'removed' | 'stopped', number>>;
  readonly script: ScriptState;
  readonly warnings: readonly string[];
}

/**
 * Edits the settings of a submitted job: its job type makes the tasks anew, what is completed and unchanged
 * stays. See docs/user/job-types.md for what becomes of each task.
 */
export async function changeSettings(farm: Farm, jobUuid: string, edit: SettingsEdit): Promise<SettingsEffect> {
  checkUuid('job', jobUuid);
  const job = await read(farm, (reader) => findJob(reader, jobUuid));
  if (!job) throw unknown('job', jobUuid);
  if (job.deleteRequestedAt) throw new FarmError('refused', { tag: 'bad-submission', problems: [texts.goesAway] });
  const jobType = await currentJobType(farm, job, edit.typeEtag);
  const { settings, warnings } = editedSettings(farm, job, jobType, edit);
  const again = await compileAgain(farm, job, settings);
  const script = scriptState(job, again);
  if (script === 'changed' && !edit.isDryRun && !edit.acceptsOtherScript) {
    throw new FarmError('conflict', { tag: 'bad-submission', problems: [texts.otherScript(job.type)] });
  }
  const matches = await matchStoredTasks(farm, job, again.tasks);
  const change = { ...again, matches, keys: Object.keys(edit.settings) };
  const aboutSettings = [...warnings, ...again.compiled.warnings];
  const plan = edit.isDryRun
    ? await planFor(matches, await read(farm, (reader) => taskStates(reader, job.id)), () => farm.db.breathe())
    : await withStage(farm, job, matches, (stage) => store(farm, job, change, { warnings: aboutSettings, stage }));
  const aboutEffect = [...(isWithoutEffect(plan) ? [texts.noEffect] : []), ...aboutLostWork(plan)];
  const aboutScript = { same: [], changed: [texts.scriptChanged(job.type)], unknown: [texts.scriptUnknown(job.type)] };
  return { tasks: countsOf(plan), script, warnings: [...aboutSettings, ...aboutScript[script], ...aboutEffect] };
}

function scriptState({ scriptDigest }: Job, { compiled }: CompiledAgain): ScriptState {
  if (scriptDigest === undefined) return 'unknown';
  return scriptDigest === compiled.scriptDigest ? 'same' : 'changed';
}

interface Change extends CompiledAgain {
  readonly matches: Matches;
  readonly keys: readonly string[];
}

async function store(
  farm: Farm,
  job: Job,
  { compiled, matches, keys }: Change,
  { warnings, stage }: { readonly warnings: readonly string[]; readonly stage: Stage | undefined },
): Promise<Plan> {
  const prepared = await prepareReplacement(
    matches,
    await read(farm, (reader) => taskStates(reader, job.id)),
    stage,
    () => farm.db.breathe(),
  );
  return await transact(farm, async (tx) => {
    const state = await namedJob(tx, job.uuid);
    // The job type saw the job as it was then.
    const present = (await findJob(tx, job.uuid)) ?? job;
    if (contentOf(present) !== contentOf(job)) throw changedMeanwhile();
    const states = await taskStates(tx, job.id);
    const isAsPrepared = states.fingerprint === prepared.states.fingerprint;
    const replacement = isAsPrepared ? prepared : await prepareReplacement(matches, states, stage, () => tx.breathe());
    await replaceTasks(tx, state, replacement, {
      settings: JSON.stringify(compiled.job.settings),
      metadata: JSON.stringify(compiled.job.metadata),
      warnings: JSON.stringify(warnings),
      activity: texts.jobActivity(keys, warnings),
      script_digest: compiled.scriptDigest,
    });
    tx.tell('info', texts.told, { job: job.uuid, settings: keys, ...countsOf(replacement.plan) });
    return replacement.plan;
  });
}

/** What a compilation depends on, and the mark of a job that is going to be deleted. */
function contentOf({ settings, scriptDigest, deleteRequestedAt }: Job): string {
  return JSON.stringify([settings, scriptDigest, deleteRequestedAt]);
}

async function currentJobType(farm: Farm, { type }: Job, etag: string | undefined): Promise<AvailableJobType> {
  const found = await farm.jobTypes.find(type);
  if (!found) throw new FarmError('refused', { tag: 'unknown-job-type', name: type });
  if ('problem' in found) {
    const message = submissionTexts.brokenJobType(type, found.problem.message);
    throw new FarmError('refused', { tag: 'broken-job-type', message });
  }
  if (etag && etag !== found.etag) throw new FarmError('conflict', { tag: 'outdated-job-type' });
  return found;
}

/** The job's settings with the other values. @throws FarmError that names all that is wrong */
function editedSettings(farm: Farm, job: Job, jobType: AvailableJobType, edit: SettingsEdit) {
  const problems = Object.keys(edit.settings).flatMap((key) => {
    const setting = jobType.settings.find((known) => known.key === key);
    if (!setting) return [texts.unknownSetting(key, jobType.name)];
    return setting.editable === false || setting.visible === 'hidden' ? [texts.notEditable(key)] : [];
  });
  if (Object.keys(edit.settings).length === 0) problems.push(texts.nothingGiven);
  const given = farm.variables.collapse(edit.settings, {}, edit.platform).settings as JsonObject;
  const prepared = prepareSettings(jobType, { ...(job.settings as JsonObject), ...given });
  problems.push(...prepared.refusals.map(({ message }) => message));
  const { blendfile } = prepared.settings;
  if ('blendfile' in given && typeof blendfile === 'string' && !isPlaceable(blendfile)) {
    problems.push(submissionTexts.relativeBlendFile(blendfile));
  }
  refuse(problems);
  return { settings: prepared.settings, warnings: prepared.warnings.map(({ message }) => message) };
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new FarmError('invalid', { tag: 'bad-submission', problems });
}

/** Many settings only help Blender to find the value of another one. */
function isWithoutEffect({ tasks, removed }: Plan): boolean {
  const isSame = ({ before, fate, now }: Plan['tasks'][number], position: number) =>
    fate === 'kept' && before?.indexInJob === position + 1 && before.priority === now.priority;
  return removed.length === 0 && tasks.every(isSame);
}

function aboutLostWork({ lost: { frames, tasks } }: Plan): string[] {
  return [
    ...(frames.length > 0 ? [texts.renderedAgain(frameRanges(frames))] : []),
    ...(tasks > 0 ? [texts.completedRemoved(tasks)] : []),
  ];
}

function countsOf({ tasks, removed, stopped }: Plan): SettingsEffect['tasks'] {
  const counts = { kept: 0, again: 0, changed: 0, added: 0, done: 0, removed: removed.length, stopped };
  for (const { fate } of tasks) counts[fate] += 1;
  return counts;
}
