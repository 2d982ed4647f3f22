import { describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILT_IN_TYPES, CREATED, JOB_ID, RecordedLog, writeScripts } from '../../test/support/job-type-scripts.js';
import { createJobTypes, scriptFolders } from './index.js';
import type { JobTypes } from './index.js';
import { BUILT_IN_SCRIPTS } from './script-folders.js';

/** The shortest of some runs: what the code takes, not what else the machine is doing. */
async function shortest(runs: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return Math.min(...times);
}

async function withScripts(
  files: Readonly<Record<string, string>>,
  work: (types: JobTypes) => Promise<void>,
): Promise<void> {
  const farm = await mkdtemp(join(tmpdir(), 'flamenco-speed-'));
  await writeScripts(join(farm, 'scripts'), files);
  const folders = await scriptFolders({ programFile: join(farm, 'bin', 'manager'), workingDirectory: farm });
  const types = createJobTypes({ folders, log: new RecordedLog(), now: () => CREATED, timeZone: 'UTC' });
  await work(types);
  await types.stop();
  await rm(farm, { recursive: true });
}

describe('job types are fast enough', () => {
  it('to list 140 scripts in under 100 ms once they were read (D3.2)', async () => {
    const source = await readFile(join(BUILT_IN_SCRIPTS, 'simple_blender_render.js'), 'utf8');
    const files = Object.fromEntries(Array.from({ length: 140 }, (_, index) => [`type_${index}.js`, source]));
    await withScripts(files, async (types) => {
      expect((await types.list()).jobTypes).toHaveLength(140 + BUILT_IN_TYPES.length);
      expect(await shortest(5, () => types.list())).toBeLessThan(100);
    });
  }, 30_000);

  /** 0.75 s on the machine where it was written; the limit leaves room for a busy one with two slow cores. */
  it('to compile 10,000 frames in about a second', async () => {
    const settings = {
      ...{ frames: '1-10000', chunk_size: 1, format: 'PNG', fps: 24, image_file_extension: '.png', scene: 'Scene' },
      ...{ blendfile: '/render/sf/jobs/scene123.blend', render_output_path: '/r/shot/{timestamp}/######' },
    };
    const job = {
      id: JOB_ID,
      name: 'shot',
      type: 'simple-blender-render',
      priority: 50,
      created: CREATED,
      metadata: {},
    };
    await withScripts({}, async (types) => {
      expect(await types.compile({ ...job, settings })).toMatchObject({ outcome: 'compiled' });
      expect(await shortest(2, () => types.compile({ ...job, settings }))).toBeLessThan(3000);
    });
  }, 30_000);
});

describe('a Manager that has not been asked for a job type', () => {
  /** Files that are loaded with index.ts: what is imported for more than its types. */
  async function loadedWith(file: string, seen = new Set<string>()): Promise<Set<string>> {
    if (seen.has(file)) return seen;
    seen.add(file);
    const source = await readFile(new URL(file, import.meta.url), 'utf8');
    for (const [, imported = ''] of source.matchAll(/^(?:import|export) (?!type\b)[^;]*? from '([^']+)';/gm)) {
      if (imported.startsWith('./')) await loadedWith(imported.replace(/\.js$/, '.ts'), seen);
      else seen.add(imported);
    }
    return seen;
  }

  it('has loaded neither the engine nor the parser', async () => {
    const loaded = await loadedWith('./index.ts');
    expect(loaded).toContain('./sandbox-thread.ts');
    expect([...loaded].filter((name) => !name.startsWith('.') && !name.startsWith('node:'))).toEqual([]);
  });
});
