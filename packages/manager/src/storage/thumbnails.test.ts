import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { LastRenderedImages } from './last-rendered.js';
import { fitInside } from './thumbnails.js';

describe('fitInside', () => {
  it.each([
    [
      { width: 3840, height: 2160 },
      { width: 1920, height: 1080 },
      { width: 1920, height: 1080 },
    ],
    [
      { width: 100, height: 50 },
      { width: 600, height: 338 },
      { width: 100, height: 50 },
    ],
    [
      { width: 1000, height: 3000 },
      { width: 200, height: 112 },
      { width: 37, height: 112 },
    ],
    [
      { width: 5000, height: 1 },
      { width: 200, height: 112 },
      { width: 200, height: 1 },
    ],
  ])('%j in %j is %j', (image, box, expected) => expect(fitInside(image, box)).toEqual(expected));
});

describe('last-rendered images (contract 11 §10.2)', () => {
  it('come in three sizes, and what is no image is told', async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'last-rendered-'));
    const told: string[] = [];
    const images = new LastRenderedImages(root);
    images.listen({
      stored: (job) => Promise.resolve(void told.push(`stored ${job}`)),
      failed: (job) => void told.push(`failed ${job}`),
    });
    const picture = await sharp({ create: { width: 2000, height: 1000, channels: 4, background: '#0f08' } })
      .png()
      .toBuffer();
    expect(images.offer('aaaa-1', picture)).toBe(true);
    expect(images.offer('bbbb-2', Buffer.from('no image'))).toBe(true);
    await images.stop();
    expect(told).toEqual(['stored aaaa-1', 'failed bbbb-2']);
    const suffixes = ['last-rendered.jpg', 'last-rendered-small.jpg', 'last-rendered-tiny.jpg'];
    expect(images.info('aaaa-1')).toEqual({ base: '/job-files/job-aaaa/aaaa-1', suffixes });
    expect(images.info('bbbb-2')).toBeUndefined();
    const directory = path.join(root, 'job-aaaa', 'aaaa-1');
    expect(readdirSync(directory).sort()).toEqual([
      'last-rendered-small.jpg',
      'last-rendered-tiny.jpg',
      'last-rendered.jpg',
    ]);
    const sizes = await Promise.all(
      ['', '-small', '-tiny'].map((suffix) => sharp(path.join(directory, `last-rendered${suffix}.jpg`)).metadata()),
    );
    expect(sizes.map(({ width, height }) => [width, height])).toEqual([
      [1920, 960],
      [600, 300],
      [200, 100],
    ]);
    rmSync(root, { recursive: true });
  });

  it('keep only the newest waiting image of a job, and refuse when too many jobs wait', () => {
    const images = new LastRenderedImages('/nowhere');
    images.listen({ stored: () => Promise.resolve(), failed: () => undefined });
    const results = Array.from({ length: 70 }, (_, index) => images.offer(`job${index}`, Buffer.alloc(0)));
    expect(results.filter(Boolean).length).toBe(65); // one at work, 64 waiting
    expect(images.offer('job5', Buffer.alloc(1))).toBe(true);
    for (let index = 0; index < 70; index++) images.forgetJob(`job${index}`);
  });
});
