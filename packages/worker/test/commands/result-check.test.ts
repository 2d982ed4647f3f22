import { mkdir, writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { useBench } from '../support/command-bench.js';
import type { BenchOptions } from '../support/command-bench.js';
import { fakeProgram } from '../support/fake-program.js';
import { makeImage } from '../support/images.js';

const BLENDER = fakeProgram('fake-blender');
const VERSION = 'Blender 4.5.1 (hash 0123456789ab built 2025-08-01)';
const SWITCH =
  'blender-render: the check of the results can be switched off, with the parameter checkResults: false of the command, or with check_results: false in flamenco-worker.yaml';

describe('the check of a render', () => {
  const bench = useBench();
  let png: Buffer;
  beforeEach(async () => {
    png = await makeImage('png');
    await writeFile(bench.path('good.png'), png);
  });

  /** A program that prints these lines, and what is to happen before. */
  function say(...lines: readonly string[]) {
    return ['-c', lines.map((line) => `echo "${line}"`).join('\n')];
  }

  function run(lines: readonly string[], parameters = {}, options: BenchOptions = {}) {
    const [blendfile, script] = say(...lines);
    return bench.run('blender-render', { exe: '/bin/sh', blendfile, args: [script], ...parameters }, options);
  }

  /** Runs the fake Blender, which really is one: it says so. */
  async function render(environment: Readonly<Record<string, string>>, args: readonly string[]) {
    const before = { ...process.env };
    Object.assign(process.env, { OUT: bench.directory(), SAYS: VERSION, ...environment });
    try {
      return await bench.run('blender-render', { exe: BLENDER, blendfile: 'a.blend', args });
    } finally {
      process.env = before;
    }
  }

  it('is content with whole images', async () => {
    expect((await run([`Saved: '${bench.path('good.png')}'`])).failure).toBeUndefined();
  });

  it('finds a file that is not there', async () => {
    const path = bench.path('missing.png');
    const record = await run([`Saved: '${path}'`]);
    expect(record.failure).toBe(`rendered file "${path}" does not exist`);
    expect(record.log.slice(-2)).toEqual([`blender-render: rendered file "${path}" does not exist`, SWITCH]);
  });

  it('finds a file without content', async () => {
    await writeFile(bench.path('empty.exr'), '');
    expect((await run([`Saved: '${bench.path('empty.exr')}'`])).failure).toMatch(/empty\.exr" is empty$/);
  });

  it('finds an image that is cut off, and names it', async () => {
    await writeFile(bench.path('grün ☃.png'), png.subarray(0, -20));
    const record = await run([`Saved: '${bench.path('good.png')}'`, `Saved: '${bench.path('grün ☃.png')}'`]);
    expect(record.failure).toBe(
      `rendered file "${bench.path('grün ☃.png')}" is incomplete: it ends before its PNG image does`,
    );
  });

  it('finds a directory in the place of a file', async () => {
    await mkdir(bench.path('directory.png'));
    expect((await run([`Saved: '${bench.path('directory.png')}'`])).failure).toMatch('is not a regular file');
  });

  it('names the first files, and counts the others', async () => {
    const record = await run(['1', '2', '3', '4', '5'].map((name) => `Saved: '/nowhere/${name}.png'`));
    expect(record.failure).toMatch(/^rendered file "\/nowhere\/1\.png" does not exist; .*; and 2 more, see the log$/);
    expect(record.log.filter((line) => line.includes('does not exist'))).toHaveLength(5);
  });

  it('looks again at a file that was written anew after it was announced', async () => {
    const path = bench.path('late.png');
    await writeFile(path, png.subarray(0, 100));
    const script = `echo "Saved: '${path}'"; cp '${bench.path('good.png')}' '${path}'`;
    const record = await bench.run('blender-render', { exe: '/bin/sh', blendfile: '-c', args: [script] });
    expect(record.failure).toBeUndefined();
  });

  it('can be switched off by the command, and by the configuration of the Worker', async () => {
    const lines = ["Saved: '/nowhere.png'"];
    expect((await run(lines, { checkResults: false })).failure).toBeUndefined();
    expect((await run(lines, {}, { checkResults: false })).failure).toBeUndefined();
    expect((await run(lines, { checkResults: null })).failure).toBeDefined();
    expect((await run(lines, { checkResults: true }, { checkResults: false })).failure).toBeDefined();
    expect((await run(lines, { checkResults: 'no' })).failure).toBe(
      'blender-render: parameter "checkResults" has invalid value no: cannot convert to boolean',
    );
  });

  it('leaves it to other programs how they call their files, and which frames they make', async () => {
    await writeFile(bench.path('notes.png'), 'not an image');
    const record = await run([`Saved: '${bench.path('notes.png')}'`], { exeArgs: '' });
    expect(record.failure).toBeUndefined();
    const other = await bench.run('blender-render', { exe: '/bin/true', blendfile: 'x', args: ['-f', '1..3'] });
    expect(other.failure).toBeUndefined();
  });

  it('holds Blender to the names of its files', async () => {
    await writeFile(bench.path('notes.png'), 'not an image');
    expect((await run([VERSION, `Saved: '${bench.path('notes.png')}'`])).failure).toBe(
      `rendered file "${bench.path('notes.png')}" is not the PNG image that its name promises`,
    );
  });

  it('finds a frame that Blender was asked for and left out', async () => {
    const record = await render({ FRAMES: '1 3', IMAGE: bench.path('good.png') }, ['--render-frame', '1..4']);
    expect(record.failure).toBe('frames 2, 4 were asked for, but neither saved nor skipped by Blender');
    expect(record.steps).toBe(2);
  });

  it('says what Blender complained about, where that is the reason', async () => {
    const says = `${VERSION}\nError: Cannot render, no camera`;
    const record = await render({ FRAMES: ' ', SAYS: says }, ['-f', '7']);
    expect(record.failure).toBe(
      'frame 7 was asked for, but neither saved nor skipped by Blender; the last error that Blender reported was: Error: Cannot render, no camera',
    );
  });

  it.each(['2', '3', '5'])('is content when all frames are there, in the lines of Blender %s', async (style) => {
    const record = await render({ STYLE: style, FRAMES: '1 2 3', IMAGE: bench.path('good.png') }, ['-f', '1,2..3']);
    expect(record.failure).toBeUndefined();
  });

  it('counts frames that are skipped as done', async () => {
    expect((await render({ STYLE: 'skip', FRAMES: '1 2' }, ['-f', '1..2'])).failure).toBeUndefined();
    expect((await render({ STYLE: 'skip', FRAMES: '1' }, ['-f', '1..2'])).failure).toMatch('asked for');
  });

  it('does not ask for frames of a program that is only called Blender', async () => {
    await writeFile(bench.path('blender'), '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
    const record = await bench.run('blender-render', { exe: bench.path('blender'), blendfile: 'x', args: ['-f', 1] });
    expect(record.failure).toBeUndefined();
  });

  it('says nothing about the results of a program that failed', async () => {
    const record = await run(["Saved: '/nowhere.png'", '`kill -9 $$`']);
    expect(record.failure).toBe('command exited abnormally with code -1');
  });
});
