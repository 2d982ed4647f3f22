import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runWhole } from '../../test/support/job-type-scripts.js';
import { BUILT_IN_SCRIPTS } from './script-folders.js';

const FAKE_CYCLES = fileURLToPath(new URL('../../test/support/fake-cycles.py', import.meta.url));

/** A computer, as Blender shows it to Python. */
interface Computer {
  readonly engine: string;
  /** What the blend file says. */
  readonly device: 'CPU' | 'GPU';
  /** Name, type, and whether the preferences use it. */
  readonly devices: readonly (readonly [string, string, boolean])[];
  /** The type that the preferences choose, and those that this Blender knows. */
  readonly set: string;
  readonly built: readonly string[];
  /** Blender 3.0 or newer. */
  readonly is_new: boolean;
}

const COMPUTER: Computer = {
  ...{ engine: 'CYCLES', device: 'CPU', set: 'NONE', built: ['NONE', 'CUDA', 'OPTIX', 'HIP'], is_new: true },
  devices: [
    ['RTX 4090', 'CUDA', false],
    ['RTX 4090 (OptiX)', 'OPTIX', false],
    ['Threadripper', 'CPU', true],
  ],
};

/** What comes of a frame's Python on such a computer. */
async function choose(settings: { device?: string; refuse_cpu?: boolean }, changes: Partial<Computer> = {}) {
  const file = 'blender_animation.js';
  const source = await readFile(join(BUILT_IN_SCRIPTS, file), 'utf8');
  const scene = { frames: '1', chunk_size: 1, blendfile: '/shot.blend', render_output_path: '/r/######' };
  const { tasks } = await runWhole(source, { ...scene, ...settings }, { file, folders: [BUILT_IN_SCRIPTS] });
  const args = (tasks[0]?.commands[0]?.parameters?.['args'] ?? []) as readonly string[];
  const code = args[args.indexOf('--python-expr') + 1];
  const input = JSON.stringify({ ...COMPUTER, ...changes, code });
  return JSON.parse(execFileSync('/usr/bin/python3', [FAKE_CYCLES], { input, encoding: 'utf8' })) as {
    readonly device: string;
    readonly used: readonly string[];
    readonly printed: string;
    readonly error: string | null;
  };
}

describe('the Python that chooses the device of Cycles', () => {
  it.each([true, false])(
    'takes the cards of the wanted kind and leaves the processor alone (new Blender: %s)',
    async (is_new) => {
      expect(await choose({ device: 'OptiX' }, { is_new })).toEqual({
        ...{ device: 'GPU', used: ['RTX 4090 (OptiX)'], error: null },
        printed: 'Rendering with OPTIX on RTX 4090 (OptiX)',
      });
    },
  );

  it('renders on the CPU where the wanted kind is missing, in the computer or in its Blender', async () => {
    for (const device of ['HIP', 'Metal']) {
      const { device: taken, printed, error } = await choose({ device }, { device: 'GPU' });
      expect([taken, error]).toEqual(['CPU', null]);
      expect(printed).toBe(`This computer cannot render with ${device.toUpperCase()}, it renders on the CPU`);
    }
  });

  it('fails there instead, if the CPU is refused', async () => {
    const { error } = await choose({ device: 'HIP', refuse_cpu: true });
    expect(error).toBe('Error: This computer cannot render with HIP, and rendering on the CPU is refused');
  });

  it('takes the CPU if that is wanted, whatever there is', async () => {
    expect(await choose({ device: 'CPU' }, { device: 'GPU' })).toMatchObject({ device: 'CPU', error: null });
  });

  it('as the Worker is set: looks only whether scene and preferences choose a card, if the CPU is refused', async () => {
    const asSet = { refuse_cpu: true };
    const used = [['RTX 4090', 'CUDA', true]] as const;
    const good = await choose(asSet, { device: 'GPU', set: 'CUDA', devices: used });
    expect(good).toMatchObject({ device: 'GPU', used: ['RTX 4090'], printed: 'Rendering with CUDA on RTX 4090' });
    for (const wrong of [
      { device: 'CPU', set: 'CUDA' },
      { device: 'GPU', set: 'NONE' },
    ] as const) {
      expect((await choose(asSet, { ...wrong, devices: used })).error).toMatch(
        /Neither scene nor preferences choose a GPU/,
      );
    }
  });

  it('leaves other render engines alone', async () => {
    const { printed, error } = await choose({ device: 'CUDA', refuse_cpu: true }, { engine: 'BLENDER_EEVEE_NEXT' });
    expect([printed, error]).toEqual([expect.stringContaining('renders with BLENDER_EEVEE_NEXT'), null]);
  });
});
