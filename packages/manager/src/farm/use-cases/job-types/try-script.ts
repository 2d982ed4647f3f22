import { randomUUID } from 'node:crypto';
import { prepareSettings } from '../../../job-types/settings.js';
import { workbenchTexts as texts } from '../../../texts/workbench.js';
import { submissionTexts } from '../../../texts/submissions.js';
import { FarmError } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type {
  AuthoredTask,
  AvailableJobType,
  CompileResult,
  Examination,
  JobToCompile,
  JobTypeProblem,
  JsonObject,
  LooseScript,
  PrintedLine,
} from '../../ports.js';
import { checkTaskGraph } from '../../rules/task-graph.js';

/** A script, and a job that it may be tried with. */
export interface ScriptTrial {
  readonly script: LooseScript;
  readonly job: Pick<JobToCompile, 'name' | 'priority' | 'metadata'>;
  /** Without settings only `JOB_TYPE` is looked at; `{}` compiles with the defaults. */
  readonly settings?: JsonObject | undefined;
}

const FILE_NAME = /^[^/\\]+\.js$/;

/** What a script makes of a job. */
export interface TrialResult {
  /** Whether nothing is wrong: a farm would take the script, and with settings also the job. */
  readonly isSound: boolean;
  /** Undefined when the script cannot be used at all. */
  readonly jobType: AvailableJobType | undefined;
  readonly problems: readonly TrialProblem[];
  readonly output: readonly PrintedLine[];
  /** Undefined when nothing was compiled. */
  readonly compiled: { readonly settings: JsonObject; readonly tasks: readonly AuthoredTask[] } | undefined;
}

/** What is wrong with script, settings or tasks. */
export type TrialProblem = Omit<JobTypeProblem, 'name' | 'file'> & { readonly file?: string };

/**
 * The workbench of script authors: says what a script is and what it would make of a job, with everything
 * that a submission would be told (D3.3, D3.4). Stores nothing. Path variables are not put into the settings.
 */
export async function tryScript(
  { jobTypes, clock }: Pick<Farm, 'jobTypes' | 'clock'>,
  { script, job, settings }: ScriptTrial,
  signal?: AbortSignal,
): Promise<TrialResult> {
  if (!FILE_NAME.test(script.fileName)) {
    throw new FarmError('invalid', { tag: 'bad-submission', problems: [texts.badFileName(script.fileName)] });
  }
  const examined = await jobTypes.examine(script, signal);
  const { jobType, output, problems } = examined;
  if (jobType === undefined || settings === undefined) return result({ jobType, output, problems });
  const prepared = prepareSettings(jobType, settings);
  const remarks = [
    ...problems,
    ...prepared.warnings.map(({ message }) => warning(message)),
    ...prepared.refusals.map(({ message }) => error(message)),
  ];
  if (prepared.refusals.length > 0) return result({ jobType, output, problems: remarks });
  const toCompile = {
    ...job,
    ...{ id: randomUUID(), type: jobType.name, created: clock.now(), settings: prepared.settings },
  };
  return judge(examined, remarks, await examined.compile(toCompile, signal));
}

function judge(examined: Examination, remarks: readonly TrialProblem[], compiled: CompileResult): TrialResult {
  // The top level runs again for the compilation and prints what it printed before.
  const known = { jobType: examined.jobType, output: compiled.output };
  if (compiled.outcome === 'failed') {
    const { message, file, line } = compiled;
    const failure = { ...error(message), ...(file !== undefined && { file }), ...(line !== undefined && { line }) };
    return result({ ...known, problems: [...remarks, failure] });
  }
  const graph = checkTaskGraph(compiled.tasks).map((problem) => error(submissionTexts.graphProblem(problem)));
  const doubts = [...compiled.warnings, ...new Set(compiled.tasks.flatMap(doubtsAboutCommands))].map(warning);
  return result({
    ...known,
    problems: [...remarks, ...doubts, ...graph],
    compiled: { settings: compiled.job.settings, tasks: compiled.tasks },
  });
}

/** The commands of our Worker and of the original's (contract 04 §14). */
const COMMANDS: ReadonlySet<string> = new Set([
  ...['blender-render', 'frames-to-video', 'make-directory', 'move-directory', 'copy-file', 'exec', 'echo', 'sleep'],
]);

/** A farm takes such tasks, as Workers may know more commands than we do; a slip of the pen is more likely. */
function doubtsAboutCommands({ name, commands }: AuthoredTask): string[] {
  if (commands.length === 0) return [texts.noCommands(name)];
  const unknown = commands.filter((command) => !COMMANDS.has(command.name));
  return unknown.map((command) => texts.unknownCommand(command.name));
}

function result(parts: {
  readonly jobType: AvailableJobType | undefined;
  readonly output: readonly PrintedLine[];
  readonly problems: readonly TrialProblem[];
  readonly compiled?: TrialResult['compiled'];
}): TrialResult {
  const isSound = parts.problems.every(({ severity }) => severity !== 'error');
  return { isSound, ...parts, compiled: parts.compiled };
}

const error = (message: string): TrialProblem => ({ message, severity: 'error' });
const warning = (message: string): TrialProblem => ({ message, severity: 'warning' });
