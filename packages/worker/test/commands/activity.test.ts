import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '@flamenco/common/testing';
import { useBench } from '../support/command-bench.js';

/** A clock on which six seconds pass whenever somebody looks at it. */
class HastyClock extends FakeClock {
  override now(): Date {
    void this.advance(6_000);
    return super.now();
  }
}

describe('a command that takes its time', () => {
  const bench = useBench();

  it('tells which frame it renders, and how long that takes', async () => {
    const script = [
      'Fra:3 Mem:10M (Peak 12M) | Time:00:00.10 | Remaining:00:42.00 | Scene | Sample 1/16',
      "Warning: Unable to open '/tex/wood.png': No such file",
      "Warning: Unable to open '/tex/wood.png': No such file",
      'Time: 00:43.00 (Saving: 00:00.01)',
    ].map((line) => `echo "${line}"`);
    const record = await bench.run(
      'blender-render',
      { exe: '/bin/sh', blendfile: '-c', args: [script.join('\n')] },
      { clock: new HastyClock() },
    );
    expect(record.activities).toEqual([
      'Rendering frame 3, sample 1 of 16, about 42 s left',
      'Rendering frame 3, sample 1 of 16, about 42 s left, missing file "/tex/wood.png"',
      'Frame 3 done, missing file "/tex/wood.png"',
      'Checking the rendered files',
    ]);
    expect(record.frameTimes).toEqual([{ frame: 3, durationMs: 43_000 }]);
    expect(record.log.filter((line) => line.startsWith('blender-render: WARNING'))).toEqual([
      'blender-render: WARNING: a file is missing, the image may be wrong: "/tex/wood.png"',
    ]);
  });

  it('tells how far the encoding is, with the command line that users know', async () => {
    for (const name of ['1.png', '2.png', '3.png', '4.png']) await writeFile(bench.path(name), '');
    await writeFile(bench.path('ffmpeg.sh'), "#!/bin/sh\nprintf 'frame=    3 fps=1.0 q=2.0 size=1kB \\rdone\\n'\n", {
      mode: 0o755,
    });
    const record = await bench.run(
      'frames-to-video',
      { exe: bench.path('ffmpeg.sh'), fps: 24, inputGlob: bench.path('*.png'), outputFile: '/out.mp4' },
      { clock: new HastyClock() },
    );
    expect(record.failure).toBeUndefined();
    expect(record.activities).toEqual([expect.stringMatching(/^Encoding frame 3 of 4, about \d+ s left$/)]);
    expect(record.output).toEqual(['frame=    3 fps=1.0 q=2.0 size=1kB \rdone']);
  });

  it('tells how much of a file is copied', async () => {
    await writeFile(bench.path('src'), Buffer.alloc(3 * 1024 * 1024));
    const parameters = { src: bench.path('src'), dest: bench.path('dest') };
    const record = await bench.run('copy-file', parameters, { clock: new HastyClock() });
    expect(record.activities).toEqual(
      [33, 66, 100].map((percent) => `Copying "${parameters.src}": ${percent} % of 3.0 MiB`),
    );
  });

  it.each([
    ['Error: System is out of GPU memory', 'the GPU ran out of memory'],
    ['std::bad_alloc', 'the computer ran out of memory'],
  ])('and runs out of memory says so: %s', async (line, reason) => {
    const record = await bench.run('blender-render', {
      exe: '/bin/sh',
      blendfile: '-c',
      args: [`echo '${line}'; exit 1`],
    });
    expect(record.failure).toMatch(`command exited abnormally with code 1: ${reason}; render this`);
  });
});
