import { describe, expect, it } from '@jest/globals';
import { FrameIndex, frameRanges, frameTask } from './rendered-frames.js';

const render = (frames: string, { args = ['--scene', 'Scene'], steps = 1, exe = '{blender}' } = {}) => ({
  type: 'blender',
  commands: JSON.stringify([
    { name: 'blender-render', parameters: { exe, args: [...args, '--render-frame', frames] }, totalStepCount: steps },
  ]),
});

describe('frames of tasks', () => {
  it.each([
    ['7', [7]],
    ['1..3', [1, 2, 3]],
    ['1,5..7,9', [1, 5, 6, 7, 9]],
    ['-3', undefined],
    ['+1', undefined],
    ['1..99999', undefined],
    ['{first}', undefined],
  ])('of --render-frame %s', (text, frames) => {
    expect(frameTask(render(text))?.frames).toEqual(frames);
  });

  it('only the frames may differ between tasks that write the same images', () => {
    const known = frameTask(render('1..4', { steps: 4 }))?.what;
    expect(known).toBe(frameTask(render('2'))?.what);
    expect(known).not.toBe(frameTask(render('2', { args: ['--scene', 'Other'] }))?.what);
    expect(known).not.toBe(frameTask(render('2', { exe: '{blender4}' }))?.what);
    expect(known).not.toBe(frameTask({ ...render('2'), type: 'gpu' })?.what);
  });

  it('of anything but one run of Blender for given frames, nothing is known', () => {
    const task = (...commands: readonly object[]) => ({ type: 'blender', commands: JSON.stringify(commands) });
    const blender = (...args: readonly string[]) => ({ name: 'blender-render', parameters: { args } });
    for (const other of [
      task(),
      task({ name: 'exec', parameters: { args: ['-f', '1'] } }),
      task({ name: 'blender-render', parameters: null }),
      task(blender('-a')),
      task(blender('-f')),
      task(blender('-f', '1', '-f', '2')),
      task(blender('-f', '1'), blender('-f', '2')),
    ]) {
      expect(frameTask(other)).toBeUndefined();
    }
    expect(frameTask(task(blender('-f', '1')))?.frames).toEqual([1]);
  });

  it('are found by what is rendered', () => {
    const index = new FrameIndex<string>();
    index.add({ what: 'beauty', frames: [1, 2] }, 'first');
    index.add({ what: 'mask', frames: [3] }, 'mask');
    expect(index.find({ what: 'beauty', frames: [2, 3] })).toEqual([
      { frame: 2, by: 'first' },
      { frame: 3, by: undefined },
    ]);
    expect(index.find({ what: 'beauty', frames: [3] })).toBeUndefined();
    expect(index.find({ what: 'depth', frames: [1] })).toBeUndefined();
  });

  it('are written as people write them', () => {
    expect(frameRanges([3, 1, 2, 2, 7])).toBe('1-3,7');
    expect(frameRanges([1, 3, 5, 7], 2)).toBe('1,3,…');
  });
});
