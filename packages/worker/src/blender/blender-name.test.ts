import { expect, it } from '@jest/globals';
import { isCalledBlender } from './blender-name.js';

it.each([
  'blender',
  '/usr/bin/blender',
  '/opt/blender-4.5.1',
  'C:\\Program Files\\Blender Foundation\\Blender 4.5\\blender.exe',
  '/Applications/Blender.app/Contents/MacOS/Blender',
])('%s is called like Blender', (exe) => {
  expect(isCalledBlender(exe)).toBe(true);
});

it.each(['/bin/sh', '/opt/blender/run.sh', 'blender-wrapper', 'myblender', 'blenderbin'])(
  '%s is not called like Blender',
  (exe) => {
    expect(isCalledBlender(exe)).toBe(false);
  },
);
