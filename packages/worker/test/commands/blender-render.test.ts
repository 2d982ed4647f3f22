import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { useBench } from '../support/command-bench.js';
import { fakeProgram } from '../support/fake-program.js';
import { makeImage } from '../support/images.js';

const BLENDER = fakeProgram('fake-blender');

/** For tests in which no image is written. */
const UNCHECKED = { exe: BLENDER, checkResults: false };

describe('blender-render (contract 04 §14, 07 §14.5)', () => {
  const bench = useBench();

  /** Runs the fake Blender, told what to do by its environment. */
  async function render(environment: Readonly<Record<string, string>>, parameters = {}) {
    const before = { ...process.env };
    Object.assign(process.env, environment);
    try {
      return await bench.run('blender-render', { exe: BLENDER, blendfile: '/a.blend', ...parameters });
    } finally {
      process.env = before;
    }
  }

  it.each(['2', '3', '5'])(
    'counts a step for each frame, and hands over its image, with the lines of Blender %s',
    async (style) => {
      await writeFile(bench.path('image'), await makeImage('png'));
      const OUT = bench.directory();
      const record = await render({ STYLE: style, FRAMES: '1 2 3', OUT, IMAGE: bench.path('image') });
      expect(record.steps).toBe(3);
      expect(record.images).toEqual(['1.png', '2.png', '3.png'].map((name) => bench.path(name)));
      expect(record.failure).toBeUndefined();
    },
  );

  it('counts a step for each frame that is left out because it exists', async () => {
    expect(await render({ STYLE: 'skip', FRAMES: '1 2' })).toMatchObject({ steps: 2, images: [] });
  });

  it('puts the parts of the command line in their order', async () => {
    const record = await bench.run('blender-render', {
      checkResults: false,
      exe: BLENDER,
      exeArgs: '--factory-startup --python-expr "import bpy"',
      argsBefore: ['--background', 1],
      blendfile: '/my file.blend',
      args: ['-f', 3],
      pythonFiles: ['ignored'],
    });
    expect(record.output[0]).toBe(
      'arguments: --factory-startup --python-expr import bpy --background 1 /my file.blend -f 3',
    );
    expect(record.log[2]).toBe(
      `    ${BLENDER} --factory-startup --python-expr 'import bpy' --background 1 '/my file.blend' -f 3`,
    );
  });

  it.each([[{ blendfile: '' }], [{}]])('does without a blend file: %j', async (parameters) => {
    const record = await bench.run('blender-render', { ...UNCHECKED, args: ['-x'], ...parameters });
    expect(record.output[0]).toBe('arguments: -x');
  });

  it('runs any other program unchanged (D6.9)', async () => {
    const image = bench.path('out.png');
    await writeFile(image, await makeImage('png'));
    const script = `echo "$0"; echo "Saved: '${image}'"`;
    const record = await bench.run('blender-render', { exe: '/bin/sh', blendfile: '-c', args: [script, 'me'] });
    expect(record).toMatchObject({ output: ['me', `Saved: '${image}'`], images: [image], failure: undefined });
  });

  it('starts the Blender that is found for a bare name, under that name', async () => {
    const asked: string[] = [];
    const blender = (exe: string) => {
      asked.push(exe);
      return Promise.resolve(BLENDER);
    };
    const record = await bench.run(
      'blender-render',
      { ...UNCHECKED, exe: 'blender', blendfile: 'x' },
      { programs: { blender } },
    );
    expect(asked).toEqual(['blender']);
    expect(record.log[2]).toBe('    blender x');
    expect(record.output[0]).toBe('arguments: x');
  });

  it('that fails says so with the exit code, and repeats what Blender complained about', async () => {
    const record = await render({ FAIL: '11' });
    expect(record.failure).toBe('command exited abnormally with code 11');
    expect(record.log.at(-1)).toBe(
      "blender-render: the last error that Blender reported was: Error: Cannot read file 'x.blend'",
    );
  });

  it('without Blender fails clearly', async () => {
    const { failure } = await bench.run('blender-render', { exe: 'no-blender-here', blendfile: 'x' });
    expect(failure).toBe('exec: "no-blender-here": executable file not found in $PATH');
    const elsewhere = await bench.run('blender-render', { exe: '/opt/blender/blender', blendfile: 'x' });
    expect(elsewhere.failure).toBe('fork/exec /opt/blender/blender: no such file or directory');
  });

  const MISSING = 'blender-render: mandatory parameter "exe" is missing: map[';

  it.each([
    [{ blendfile: 'x' }, `${MISSING}blendfile:x]`],
    [{ exe: '', blendfile: 'x' }, `${MISSING}blendfile:x exe:]`],
    [{ exe: 'b', blendfile: 3 }, 'blender-render: parameter "blendfile" has invalid value 3: cannot convert to string'],
    [
      { exe: 'b', exeArgs: '"x' },
      'blender-render: parameter "exeArgs" has invalid value "x: EOF found when expecting closing quote',
    ],
    [
      { exe: 'b', exeArgs: 'x\\' },
      'blender-render: parameter "exeArgs" has invalid value x\\: EOF found after escape character',
    ],
    [
      { exe: 'b', argsBefore: {} },
      'blender-render: parameter "argsBefore" has invalid value map[]: cannot convert to list of strings',
    ],
  ])('with %j fails', async (parameters, failure) => {
    expect((await bench.run('blender-render', parameters)).failure).toBe(failure);
  });

  it('ignores an exeArgs that is no text', async () => {
    expect((await bench.run('blender-render', { exe: BLENDER, exeArgs: 3, blendfile: 'x' })).output[0]).toBe(
      'arguments: x',
    );
  });
});
