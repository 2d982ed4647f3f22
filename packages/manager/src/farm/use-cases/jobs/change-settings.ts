import { commandsText } from '../../../db/codecs.js';
import { authoredTasks } from '../../../db/changed-tasks.js';
import { findJob } from '../../../db/jobs.js';
import { canonicalJson } from '../../../job-types/etag.js';
import { prepareSettings } from '../../../job-types/settings.js';
import { consoleTexts } from '../../../texts/console.js';
import { settingsChangeTexts as texts } from '../../../texts/settings-change.js';
import { submissionTexts } from '../../../texts/submissions.js';
import { checkUuid, FarmError, unknown } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type { AvailableJobType, CompiledResult, Json, JsonObject } from '../../ports.js';
import type { Job } from '../../records.js';
import { planSettingsChange } from '../../rules/settings-change.js';
import type { Fate } from '../../rules/settings-change.js';
import { isPlaceable } from '../../rules/submission.js';
import { checkTaskGraph } from '../../rules/task-graph.js';
import { read, transact } from '../../transaction.js';
import { namedJob } from '../steps/known-job.js';
import { replaceTasks } from '../steps/replace-tasks.js';
import type { NewAuthoredTask, TaskReplacement } from '../steps/replace-tasks.js';

/** Other values for some settings of a job. */
export interface SettingsEdit {
  /** Null: the job type's default. What is not named stays. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The etag of the job type as the client knows it; undefined to compare nothing. */
  readonly typeEtag?: string | undefined;
  /** Whose paths the values are, as at submission. */
  readonly platform: string;
  /** Only tell what would happen. */
  readonly isDryRun: boolean;
}

/** What it does to the tasks. */
export interface SettingsEffect {
  readonly tasks: Readonly<Record<Fate | 'removed' | 'stopped', number>>;
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
  const compiled = await compile(farm, job, settings);
  const tasks = compiled.tasks.map(toAuthored);
  const all = [...warnings, ...compiled.warnings];
  if (edit.isDryRun)
    return effectOf(await read(farm, async (reader) => planFor(await authoredTasks(reader, job.id), tasks)), all);
  const plan = await store(farm, job, { compiled, tasks, warnings: all, keys: Object.keys(edit.settings) });
  return effectOf(plan, all);
}

interface Recompiled {
  readonly compiled: CompiledResult;
  readonly tasks: readonly NewAuthoredTask[];
  readonly warnings: readonly string[];
  readonly keys: readonly string[];
}

async function store(farm: Farm, job: Job, { compiled, tasks, warnings, keys }: Recompiled): Promise<TaskReplacement> {
  return await transact(farm, async (tx) => {
    const state = await namedJob(tx, job.uuid);
    // The job type saw the settings as they were then.
    const { settings, deleteRequestedAt } = (await findJob(tx, job.uuid)) ?? job;
    if (deleteRequestedAt || JSON.stringify(settings) !== JSON.stringify(job.settings)) {
      throw new FarmError('conflict', { tag: 'bad-submission', problems: [texts.changedMeanwhile] });
    }
    const plan = planFor(await authoredTasks(tx, state.id), tasks);
    await replaceTasks(tx, state, plan, {
      settings: JSON.stringify(compiled.job.settings),
      metadata: JSON.stringify(compiled.job.metadata),
      warnings: JSON.stringify(warnings),
      activity: texts.jobActivity(keys, warnings),
    });
    tx.tell('info', texts.told, { job: job.uuid, settings: keys, ...effectOf(plan, warnings).tasks });
    return plan;
  });
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

async function compile(farm: Farm, job: Job, settings: JsonObject): Promise<CompiledResult> {
  const { uuid, name, type, priority, metadata, createdAt, checkoutPath, workerTagUuid } = job;
  const result = await farm.jobTypes.compile({
    ...{ id: uuid, name, type, priority, created: createdAt, settings, metadata },
    ...(checkoutPath !== undefined && { shamanCheckoutId: checkoutPath }),
    ...(workerTagUuid !== undefined && { workerTag: workerTagUuid }),
  });
  if (result.outcome === 'failed') {
    farm.logger.warn({ error: result.message, type, name }, consoleTexts.compileError);
    throw new FarmError('invalid', { tag: 'bad-submission', problems: [result.message] });
  }
  refuse(checkTaskGraph(result.tasks).map(submissionTexts.graphProblem));
  return result;
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new FarmError('invalid', { tag: 'bad-submission', problems });
}

function toAuthored({ commands, ...task }: CompiledResult['tasks'][number]): NewAuthoredTask {
  const stepsTotal = commands.reduce((sum, { totalStepCount }) => sum + Math.max(1, totalStepCount), 0);
  return { ...task, commands: commandsText(commands), stepsTotal };
}

/** Commands are compared by what they mean: of an imported job they may be written differently. */
function planFor(before: Awaited<ReturnType<typeof authoredTasks>>, now: readonly NewAuthoredTask[]): TaskReplacement {
  const written = new Set(now.map(({ commands }) => commands));
  const byMeaning = new Map<string, string>();
  const strange = before.filter(({ commands }) => !written.has(commands));
  if (strange.length > 0) for (const commands of written) byMeaning.set(meaning(commands), commands);
  return planSettingsChange(
    before.map((task) => {
      const commands = written.has(task.commands)
        ? task.commands
        : (byMeaning.get(meaning(task.commands)) ?? task.commands);
      return { ...task, commands };
    }),
    now,
  );
}

const meaning = (commands: string) => canonicalJson(JSON.parse(commands) as Json);

function effectOf({ tasks, removed }: TaskReplacement, warnings: readonly string[]): SettingsEffect {
  const counts = { kept: 0, again: 0, changed: 0, added: 0, removed: removed.length, stopped: 0 };
  for (const { fate } of tasks) counts[fate] += 1;
  const stopped = [...tasks.flatMap(({ before, fate }) => (before && fate !== 'kept' ? [before] : [])), ...removed];
  counts.stopped = stopped.filter(({ status }) => status === 'active').length;
  return { tasks: counts, warnings };
}
