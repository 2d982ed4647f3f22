import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, jest } from '@jest/globals';
import { BUILT_IN_SCRIPTS } from '../../src/job-types/script-folders.js';
import { eachTimeAFarm } from './support/farm.js';
import type { RealFarm } from './support/farm.js';
import { MANAGER, Program } from './support/program.js';

jest.setTimeout(60_000);

let farm: RealFarm;

eachTimeAFarm((made) => (farm = made));

const check = (...args: readonly string[]) => Program.start(MANAGER, ['-job-type-check', ...args], farm.folder);

it('-job-type-check tells an author what a script does, with exit codes for pipelines', async () => {
  const source = await readFile(path.join(BUILT_IN_SCRIPTS, 'echo_sleep_test.js'), 'utf8');
  await writeFile(path.join(farm.folder, 'copied.js'), source);
  const good = check('copied.js', '-settings', '{"message": "hello", "sleep_repeats": 2}');
  expect(await good.ended).toEqual({ code: 0, signal: null });
  expect(good.output).toMatch(/^Job type "copied", label "Echo Sleep Test"/);
  expect(good.output).toMatch(
    /3 tasks:\n {2}1\. echo \(misc\)\n {5}echo \{"message":"hello"\}\n {2}2\. sleep \(misc\), after echo/,
  );

  await writeFile(path.join(farm.folder, 'broken.js'), source.replace('compileJob(', 'compileJob((('));
  const broken = check('broken.js', '-log-format', 'json');
  expect(await broken.ended).toEqual({ code: 1, signal: null });
  expect(JSON.parse(broken.output)).toMatchObject({
    isSound: false,
    problems: [{ severity: 'error', file: 'broken.js' }],
  });

  expect((await check('none.js').ended).code).toBe(2);
  const alone = Program.start(MANAGER, ['-settings', '{}'], farm.folder);
  expect((await alone.ended).code).toBe(2);
  expect(alone.output).toContain('-settings goes with -job-type-check FILE');
});
