import { describe, expect, it } from '@jest/globals';
import type { AvailableJobSetting, AvailableJobType } from './job-type.js';
import { prepareSettings } from './settings.js';

const SETTINGS: readonly AvailableJobSetting[] = [
  { key: 'frames', type: 'string', required: true },
  { key: 'chunk_size', type: 'int32', default: 1, propargs: { min: 1, max: 32 } },
  { key: 'fps', type: 'float' },
  { key: 'engine', type: 'string', choices: ['CYCLES', 'EEVEE'], default: 'CYCLES' },
  { key: 'previews', type: 'bool', default: false },
  { key: 'label_text', type: 'string', propargs: { maxlen: 4 } },
];
const JOB_TYPE: AvailableJobType = { name: 'film', label: 'Film', settings: SETTINGS, etag: '' };

const messages = (remarks: readonly { readonly message: string }[]): string[] => remarks.map(({ message }) => message);

describe('the settings of a submission (D3.4)', () => {
  it('get the defaults for what is missing or null, and null without a default is left out', () => {
    const { settings, warnings, refusals } = prepareSettings(JOB_TYPE, { frames: '1-10', previews: null, fps: null });
    expect(settings).toEqual({ frames: '1-10', chunk_size: 1, engine: 'CYCLES', previews: false });
    expect([...warnings, ...refusals]).toEqual([]);
  });

  it('are converted, and that is said', () => {
    const { settings, warnings, refusals } = prepareSettings(JOB_TYPE, { frames: 47, chunk_size: 2.5, fps: '24' });
    expect(settings).toMatchObject({ frames: '47', chunk_size: 2, fps: 24 });
    expect(refusals).toEqual([]);
    expect(messages(warnings)).toEqual([
      'setting "frames" should be a string: 47 was taken as "47"',
      'setting "chunk_size" should be an int32: 2.5 was taken as 2',
      'setting "fps" should be a float: "24" was taken as 24',
    ]);
  });

  it('are refused only where that is impossible, all at once and by name', () => {
    const { warnings, refusals } = prepareSettings(JOB_TYPE, { frames: '1', chunk_size: 'many', previews: 'perhaps' });
    expect(warnings).toEqual([]);
    expect(refusals).toEqual([
      { setting: 'chunk_size', message: 'setting "chunk_size" should be an int32, and "many" cannot be made into one' },
      { setting: 'previews', message: 'setting "previews" should be a bool, and "perhaps" cannot be made into one' },
    ]);
  });

  it('may be missing though required, unknown, no choice, beyond limits, or a task graph: with a warning each', () => {
    const graph = { a: ['b'] };
    const given = { extra: [1], engine: 'WORKBENCH', chunk_size: 99, label_text: 'longer', fps: graph };
    const { settings, warnings, refusals } = prepareSettings(JOB_TYPE, given);
    expect(settings).toEqual({ ...given, previews: false });
    expect(refusals).toEqual([]);
    expect(messages(warnings)).toEqual([
      'setting "extra" is not known to job type "film"; it is passed to the script as it is',
      'setting "engine" is "WORKBENCH"; the job type offers "CYCLES" or "EEVEE"',
      'setting "chunk_size" is 99, more than the 32 that the job type allows',
      'setting "label_text" is longer than the 4 characters that the job type allows',
      'setting "fps" should be a float, but is a list or an object; it is passed to the script as it is',
      'setting "frames" is required, but missing and without a default',
    ]);
  });

  it('with strict, every one of these is a refusal', () => {
    const given = { extra: 1, engine: 'WORKBENCH', chunk_size: 0, fps: '24' };
    const { warnings, refusals } = prepareSettings(JOB_TYPE, given, true);
    expect(warnings).toEqual([]);
    expect(refusals.map(({ setting }) => setting)).toEqual(['extra', 'engine', 'chunk_size', 'fps', 'frames']);
    expect(prepareSettings(JOB_TYPE, { frames: '1-3', chunk_size: 3 }, true).refusals).toEqual([]);
  });

  it('named like parts of the language are just settings', () => {
    const given = JSON.parse('{"frames":"1","__proto__":{"x":1},"constructor":"c"}') as Record<string, string>;
    const { settings } = prepareSettings(JOB_TYPE, given);
    expect(Object.keys(settings)).toEqual(expect.arrayContaining(['__proto__', 'constructor', 'frames']));
    expect('x' in settings).toBe(false);
  });
});
