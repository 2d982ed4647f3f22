import { describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runWhole } from '../../test/support/job-type-scripts.js';
import { SETTING_EFFECTS } from '../../test/support/setting-effects.js';
import type { Effect } from '../../test/support/setting-effects.js';
import type { AuthoredTask, AvailableJobSetting, JsonObject } from './job-type.js';
import { BUILT_IN_SCRIPTS } from './script-folders.js';

/** Every setting of every built-in job type does what it is there for. */

const run = async (type: string, settings: JsonObject, changes = {}) => {
  const file = `${type.replaceAll('-', '_')}.js`;
  const source = await readFile(join(BUILT_IN_SCRIPTS, file), 'utf8');
  return await runWhole(source, settings, { file, folders: [BUILT_IN_SCRIPTS], ...changes });
};

async function settingsOf(type: string): Promise<readonly AvailableJobSetting[]> {
  const { end } = await run(type, {}, { job: undefined });
  if (end.outcome.kind !== 'answered') throw new Error(`${type} does not load`);
  return (JSON.parse(end.outcome.answer) as { jobType: { settings: readonly AvailableJobSetting[] } }).jobType.settings;
}

const taskText = ({ name, type, commands, pauseJobAfter }: AuthoredTask) =>
  [
    `${name} ${type}${pauseJobAfter === true ? ', pauses the job' : ''}`,
    ...commands.map((command) => `  ${command.name} ${JSON.stringify(command.parameters)}`),
  ].join('\n');

/** All that a job came to, as text; the time of its creation is `{time}`. */
async function outcomeOf(type: string, settings: JsonObject): Promise<string> {
  const { tasks, end, message } = await run(type, settings);
  const printed = end.report.output.map(({ args }) => args.join(' '));
  const list = `tasks: ${tasks.map(({ name }) => name).join(', ')}`;
  return [list, ...tasks.map(taskText), ...printed, message].join('\n').replaceAll('2024-03-05_070809', '{time}');
}

/** Settings that only help Blender's add-on to find the value of another one stand in an expression of that. */
async function isInExpression(type: string, text: string): Promise<boolean> {
  return (await settingsOf(type)).some((setting) => setting.eval?.includes(text));
}

describe.each(Object.entries(SETTING_EFFECTS))('%s', (type, { plain, effects }) => {
  it.each(effects.map(([key, value, ...rest]): Effect => [key, value, ...rest]))(
    '%s = %j: %s',
    async (key, value, shows, beside = {}) => {
      if (shows.startsWith('eval: ')) {
        expect(await isInExpression(type, shows.slice('eval: '.length))).toBe(true);
        return;
      }
      const without = await outcomeOf(type, { ...plain, ...beside });
      const changed = await outcomeOf(type, { ...plain, ...beside, [key]: value });
      if (shows.startsWith('-')) {
        expect(without).toContain(shows.slice(1));
        expect(changed).not.toContain(shows.slice(1));
      } else {
        expect(changed).toContain(shows);
        expect(without).not.toContain(shows);
      }
    },
  );

  it('has no setting, no choice and no switch that is not looked at here', async () => {
    const settings = await settingsOf(type);
    const unseen = settings.flatMap((setting): string[] => {
      const values = [plain[setting.key], ...effects.filter(([key]) => key === setting.key).map(([, value]) => value)];
      if (values.length === 1) return [setting.key];
      const possible = setting.type === 'bool' ? [true, false] : (setting.choices ?? []);
      return possible.filter((value) => !values.includes(value)).map((value) => `${setting.key}: ${value}`);
    });
    expect(unseen).toEqual([]);
    const keys = new Set(settings.map(({ key }) => key));
    expect(effects.map(([key]) => key).filter((key) => !keys.has(key))).toEqual([]);
  });
});

it('no built-in job type is left out', async () => {
  const files = (await readdir(BUILT_IN_SCRIPTS)).filter((file) => file.endsWith('.js'));
  const types = files.map((file) => file.slice(0, -'.js'.length).replaceAll('_', '-'));
  expect(Object.keys(SETTING_EFFECTS).sort()).toEqual(types.sort());
});
