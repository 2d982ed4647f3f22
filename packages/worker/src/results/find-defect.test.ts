import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { findDefect } from './find-defect.js';

describe('a rendered file', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'flamenco-results-test-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  async function write(name: string, content: Buffer | string): Promise<string> {
    const path = join(directory, name);
    await writeFile(path, content);
    return path;
  }

  const picture = () => sharp({ create: { width: 200, height: 100, channels: 3, background: '#2a6fdb' } });

  it.each(['png', 'jpeg', 'tiff', 'webp'] as const)('as %s is whole, or cut off', async (format) => {
    const image = await picture().toFormat(format).toBuffer();
    expect(await findDefect(await write(`whole.${format}`, image))).toBeUndefined();
    for (const cut of [1, 40, image.length - 40])
      expect(await findDefect(await write(`cut.${format}`, image.subarray(0, image.length - cut)))).toMatchObject({
        kind: 'incomplete',
      });
  });

  it('that is a JPEG with garbage in it is damaged', async () => {
    const path = await write(
      'garbage.jpg',
      Buffer.concat([Buffer.from('\xff\xd8\xff\xe0', 'latin1'), Buffer.alloc(500, 7)]),
    );
    expect((await findDefect(path))?.kind).toMatch(/damaged|incomplete/);
  });

  it('of a kind that nobody knows is fine with any content', async () => {
    expect(await findDefect(await write('clip.mp4', 'ftyp'))).toBeUndefined();
  });

  it('is told by its content, not by its name', async () => {
    const png = await picture().png().toBuffer();
    expect(await findDefect(await write('preview.jpg', png))).toBeUndefined();
    expect(await findDefect(await write('zeros.exr', Buffer.alloc(100)))).toEqual({
      kind: 'not-as-named',
      format: 'OpenEXR',
    });
  });

  it('may be missing, empty, or no file at all', async () => {
    expect(await findDefect(join(directory, 'missing.png'))).toEqual({ kind: 'missing' });
    expect(await findDefect(await write('empty.png', ''))).toEqual({ kind: 'empty' });
    expect(await findDefect(directory)).toEqual({ kind: 'not-a-file' });
    expect(await findDefect(join(await write('file', 'x'), 'below.png'))).toMatchObject({ kind: 'unreadable' });
  });

  it('that is a pipe is not waited for', async () => {
    await promisify(execFile)('mkfifo', [join(directory, 'pipe.png')]);
    expect(await findDefect(join(directory, 'pipe.png'))).toEqual({ kind: 'not-a-file' });
  });
});
