import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { useBench } from '../support/command-bench.js';
import { fakeProgram } from '../support/fake-program.js';

const FFMPEG = fakeProgram('fake-ffmpeg');

describe('frames-to-video (contract 04 §14, 07 §14.6)', () => {
  const bench = useBench();
  const needed = () => ({ exe: FFMPEG, fps: 24, inputGlob: bench.path('*.png'), outputFile: '/out.mp4' });

  it('gives FFmpeg a glob', async () => {
    const record = await bench.run('frames-to-video', {
      ...needed(),
      exeArgs: '-hide_banner',
      argsBefore: ['-y'],
      args: ['-crf', 23],
      fps: 23.976,
      inputGlob: '\\render\\*.png',
    });
    expect(record.output).toEqual(
      [
        '-hide_banner',
        '-y',
        '-r',
        '23.976',
        '-pattern_type',
        'glob',
        '-i',
        '/render/*.png',
        '-crf',
        '23',
        '-r',
        '23.976',
        '/out.mp4',
      ].map((argument) => `<${argument}>`),
    );
  });

  it('gives FFmpeg for Windows a list, which is gone afterwards', async () => {
    for (const name of ['2.png', '1.png']) await writeFile(bench.path(name), '');
    const record = await bench.run('frames-to-video', needed(), { platform: 'win32' });
    expect(record.output.slice(0, 5)).toEqual(['<-f>', '<concat>', '<-safe>', '<0>', '<-i>']);
    const file = record.output[5]?.slice(1, -1) ?? '';
    await expect(readFile(file)).rejects.toThrow(/ENOENT/);
  });

  it('without frames fails on Windows', async () => {
    const { failure } = await bench.run('frames-to-video', needed(), { platform: 'win32' });
    expect(failure).toBe(`creating input for FFmpeg: no files found at ${bench.path('*.png')}`);
  });

  it.each(['ffmpeg', 'ffmpeg.exe'])(
    'called as %s is the FFmpeg of this machine, and is shown with its path',
    async (exe) => {
      const programs = { ffmpeg: () => Promise.resolve({ path: FFMPEG }) };
      const record = await bench.run('frames-to-video', { ...needed(), exe }, { programs });
      expect(record.log[2]).toMatch(`    ${FFMPEG} -r 24`);
      expect(record.failure).toBeUndefined();
    },
  );

  it('fails when this machine has no FFmpeg', async () => {
    const { failure } = await bench.run('frames-to-video', { ...needed(), exe: 'ffmpeg' });
    expect(failure).toBe('frames-to-video: parameter "exe" has invalid value ffmpeg: no FFmpeg here');
  });

  it.each(['exe', 'fps', 'inputGlob', 'outputFile'])('needs %s', async (name) => {
    const { [name]: _left, ...parameters } = needed() as Record<string, unknown>;
    const { failure } = await bench.run('frames-to-video', parameters);
    expect(failure).toMatch(`frames-to-video: mandatory parameter "${name}" is missing: map[`);
  });

  it.each([0, '24', null])('takes no rate of %j', async (fps) => {
    const { failure } = await bench.run('frames-to-video', { ...needed(), fps });
    expect(failure).toMatch('frames-to-video: mandatory parameter "fps" is missing: map[');
  });
});
