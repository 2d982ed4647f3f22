import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { framesAsked, listFrames } from './frames-asked.js';

const asked = (...args: string[]) => {
  const frames = framesAsked(args);
  return frames && [...frames];
};

describe('the frames of a command line', () => {
  it.each([
    [['-f', '7'], [7]],
    [
      ['--render-frame', '1..4'],
      [1, 2, 3, 4],
    ],
    [
      ['-b', 'a.blend', '-f', '1,3,5..7', '-F', 'PNG'],
      [1, 3, 5, 6, 7],
    ],
    [
      ['-f', '1', '-f', '2..3'],
      [1, 2, 3],
    ],
    [
      ['-f', '2,2,1..2'],
      [2, 1],
    ],
    [['-f', '0'], [0]],
  ])('%j are %j', (args, frames) => {
    expect(asked(...args)).toEqual(frames);
  });

  it.each([
    [['-b', 'a.blend', '-a'], 'the scene decides'],
    [['-f', '+2'], 'it counts from the first frame of the scene'],
    [['-f', '-1'], 'it counts from the last frame of the scene'],
    [['-f', '1,-1'], 'one of them counts from the end'],
    [['-f', '4..1'], 'Blender refuses them'],
    [['-f', '1-3'], 'Blender does not know this form'],
    [['-f'], 'there is no number'],
    [['--', '-f', '3'], 'they are for a script'],
    [['-f', '1..999999999999'], 'nobody renders so many'],
    [['--quiet', '-f', '3'], 'Blender says nothing about them'],
    [['--log-level', 'error', '-f', '3'], 'Blender says nothing about them'],
  ])('%j cannot be known: %s', (args) => {
    expect(asked(...args)).toBeUndefined();
  });

  it('are listed in a form that asks for them again', () => {
    expect(listFrames([5, 1, 2, 3, 9, 8])).toBe('1-3, 5, 8-9');
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(60), { minLength: 1 }), (frames) => {
        const again = asked('-f', listFrames(frames).replaceAll('-', '..').replaceAll(' ', ''));
        expect(again).toEqual([...frames].sort((a, b) => a - b));
      }),
    );
  });
});
