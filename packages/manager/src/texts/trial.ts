import type { TrialResult } from '../farm/use-cases/job-types/try-script.js';
import type { AuthoredTask, AvailableJobSetting, PrintedLine } from '../job-types/job-type.js';
import { workbenchTexts as texts } from './workbench.js';

/** Names that a task waits for are listed up to this many. */
const MOST_NAMES = 8;

/** The result of trying a script, for a terminal. Pure. */
export function trialText({ isSound, jobType, problems, output, compiled }: TrialResult): string {
  const sections = [
    jobType && [
      texts.heading(jobType.name, jobType.label, jobType.etag),
      texts.settings,
      ...jobType.settings.map(settingLine),
    ],
    output.length > 0 && [texts.output, ...output.map(printedLine)],
    compiled && [texts.tasks(compiled.tasks.length), ...taskLines(compiled.tasks)],
    problems.map(texts.problem),
    jobType && !compiled && isSound && [texts.notCompiled],
    [isSound ? texts.sound : texts.notSound],
  ];
  const written = sections.flatMap((lines) => (lines && lines.length > 0 ? [lines.join('\n')] : []));
  return `${written.join('\n\n')}\n`;
}

function settingLine({ key, type, required, default: fallback }: AvailableJobSetting): string {
  const more = [required === true && 'required', fallback !== undefined && `default ${JSON.stringify(fallback)}`];
  const words = [type, ...more.filter((word) => word !== false)];
  return `  ${key}: ${words.join(', ')}`;
}

function printedLine({ level, args }: PrintedLine): string {
  const shown = args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg)));
  return `  ${level}: ${shown.join(' ')}`;
}

function taskLines(tasks: readonly AuthoredTask[]): string[] {
  const names = new Map(tasks.map(({ uuid, name }) => [uuid, name]));
  return tasks.flatMap((task, index) => [
    `  ${index + 1}. ${texts.task(task)}${waitsFor(task, names)}`,
    ...task.commands.map(({ name, totalStepCount, parameters }) => {
      const steps = totalStepCount === 0 ? '' : ` [${totalStepCount}]`;
      return `     ${name}${steps} ${JSON.stringify(parameters)}`;
    }),
  ]);
}

function waitsFor({ dependencies }: AuthoredTask, names: ReadonlyMap<string, string>): string {
  if (dependencies.length === 0) return '';
  const named = dependencies.slice(0, MOST_NAMES).map((uuid) => names.get(uuid) ?? uuid);
  const more = dependencies.length - named.length;
  return `, ${texts.after(more > 0 ? [...named, `and ${more} more`] : named)}`;
}
