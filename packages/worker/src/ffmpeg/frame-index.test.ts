import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { indexText, writeFrameIndex } from './frame-index.js';
import { globPattern } from './glob-pattern.js';

describe('a list of frames', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'flamenco-frames-test-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('names the frames of the glob in order, for as long as it is needed', async () => {
    for (const name of ['0002.png', '0001.png', '0010.png', '0001.exr', 'notes.txt'])
      await writeFile(join(directory, name), '');
    const index = await writeFrameIndex(join(directory, '*.png'), 24);
    const lines = (await readFile(index?.file ?? '', 'utf8')).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      `file '${directory}/0001.png'`,
      'duration 0.041667',
      `file '${directory}/0002.png'`,
    ]);
    expect(lines).toHaveLength(7);
    expect(dirname(index?.file ?? '')).not.toBe(directory);
    await index?.remove();
    await expect(readFile(index?.file ?? '')).rejects.toThrow(/ENOENT/);
  });

  it('is none without frames', async () => {
    expect(await writeFrameIndex(join(directory, '*.png'), 24)).toBeUndefined();
    expect(await writeFrameIndex(join(directory, 'missing', '*.png'), 24)).toBeUndefined();
  });

  it('quotes a quote in the way that FFmpeg understands', () => {
    expect(indexText(["/it's/1.png"], 10)).toBe("file '/it'\\''s/1.png'\nduration 0.100000\n");
  });
});

describe('a glob', () => {
  it.each([
    ['*.png', 'a.b.png', true],
    ['*.png', 'a.pngx', false],
    ['frame-????.jpg', 'frame-0001.jpg', true],
    ['frame-????.jpg', 'frame-001.jpg', false],
    ['[ab]-[0-9].png', 'b-7.png', true],
    ['[^ab].png', 'b.png', false],
    ['(1) + {x}.png', '(1) + {x}.png', true],
    ['a-b.png', 'a-b.png', true],
    ['[', '[', true],
  ])('%s and %s: %s', (pattern, name, matches) => {
    expect(globPattern(pattern).test(name)).toBe(matches);
  });
});
