import path from 'node:path';
import { expect, it } from '@jest/globals';
import { farmEnvironment } from './environment.mjs';

it("keeps settings of the user's own farm and of other Pythons away from the demo's", () => {
  const env = {
    HOME: '/home/me',
    FLAMENCO_LISTEN: ':8080',
    flamenco_home: '/farm',
    PYTHONHOME: '/opt/python',
    PATH: '/bin',
  };
  expect(farmEnvironment(env, [])).toEqual({ HOME: '/home/me', PATH: '/bin' });
});

it('finds the programs that were found, also when their folders are not on the PATH', () => {
  const folder = (...names: string[]) => path.join(path.sep, ...names);
  const programs = [folder('apps', 'blender'), folder('tools', 'ffmpeg'), folder('tools', 'ffprobe')];
  const { PATH } = farmEnvironment({ Path: folder('bin') }, programs);
  expect(PATH?.split(path.delimiter)).toEqual([folder('apps'), folder('tools'), folder('bin')]);
});
