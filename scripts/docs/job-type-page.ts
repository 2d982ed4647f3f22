import { createJobTypes } from '../../packages/manager/src/job-types/index.js';
import type { AvailableJobSetting, AvailableJobType, Json } from '../../packages/manager/src/job-types/index.js';
import { BUILT_IN_SCRIPTS } from '../../packages/manager/src/job-types/script-folders.js';
import { code, GENERATED, table } from './markdown.js';

/** A reference page for each job type that comes with the Manager, from its script; contents by path. */
export async function jobTypePages(): Promise<ReadonlyMap<string, string>> {
  const types = await builtInTypes();
  return new Map(types.map((type) => [`docs/reference/job-types/${type.name}.md`, page(type)]));
}

/** @throws when a built-in script has something wrong with it */
async function builtInTypes(): Promise<readonly AvailableJobType[]> {
  const quiet = () => undefined;
  const jobTypes = createJobTypes({
    folders: [{ candidates: [BUILT_IN_SCRIPTS], required: true, builtIn: true }],
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    now: () => new Date(),
  });
  try {
    const { jobTypes: types, problems } = await jobTypes.list();
    if (problems.length > 0) throw new Error(problems.map(({ file, message }) => `${file}: ${message}`).join('\n'));
    return types;
  } finally {
    await jobTypes.stop();
  }
}

function page({ name, label, description, settings }: AvailableJobType): string {
  return [
    GENERATED,
    `# ${label} (${code(name)})`,
    '',
    ...(description === undefined ? [] : [sentence(description), '']),
    'These are the settings of this job type; [the guide](../../user/job-types.md) says what the columns mean.',
    '',
    table(['Setting', 'Type', 'Default', 'Where', 'Meaning'], settings.map(row)),
  ].join('\n');
}

function row(setting: AvailableJobSetting): string[] {
  const { key, type, subtype, required, default: fallback } = setting;
  const kind = subtype === undefined ? type : `${type} (${subtype})`;
  return [code(key), kind, defaultText(fallback, required), place(setting), meaning(setting)];
}

function defaultText(fallback: Json | undefined, required: boolean | undefined): string {
  if (fallback !== undefined && fallback !== null) return code(JSON.stringify(fallback));
  return required === true ? 'required' : '';
}

function place({ visible = 'visible', editable }: AvailableJobSetting): string {
  const places = { visible: 'everywhere', submission: 'submission', web: 'web app', hidden: 'nowhere' };
  return editable === false ? `${places[visible]}, read-only` : places[visible];
}

function meaning({ label, description, choices, propargs, eval: expression, evalInfo }: AvailableJobSetting): string {
  const parts = [
    typeof label === 'string' && label !== '' && `**${label}.**`,
    typeof description === 'string' && sentence(description),
    choices && `One of ${choices.map((choice) => code(JSON.stringify(choice))).join(', ')}.`,
    ...limits(propargs),
    expression !== undefined && evaluated(evalInfo?.description),
  ];
  return parts.filter((part) => part !== false && part !== undefined).join(' ');
}

function limits(propargs: AvailableJobSetting['propargs']): string[] {
  const { min, max } = propargs ?? {};
  return [
    ...(typeof min === 'number' ? [`At least ${min}.`] : []),
    ...(typeof max === 'number' ? [`At most ${max}.`] : []),
  ];
}

function evaluated(what: string | undefined): string {
  return what ? `Blender can fill it in: ${sentence(what)}` : 'Blender fills it in.';
}

function sentence(text: string): string {
  const line = paragraph(text);
  return /[.!?)]$/.test(line) ? line : `${line}.`;
}

/** Text as one line of Markdown. */
function paragraph(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').replaceAll('<', '&lt;');
}
