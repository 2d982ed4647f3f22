import { describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILT_IN_TYPES, CREATED, RecordedLog, writeScripts } from '../../test/support/job-type-scripts.js';
import { createJobTypes, scriptFolders } from './index.js';
import type { JobTypes } from './index.js';
import { BUILT_IN_SCRIPTS } from './script-folders.js';

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

/** How long it takes is what bench/compile-job.ts measures. */
describe('job types are fast', () => {
  it('because 140 scripts that were read are neither read nor run again when they are listed (D3.2)', async () => {
    const source = await readFile(join(BUILT_IN_SCRIPTS, 'simple_blender_render.js'), 'utf8');
    const files = Object.fromEntries(Array.from({ length: 140 }, (_, index) => [`type_${index}.js`, source]));
    await withScripts(files, async (types) => {
      const first = (await types.list()).jobTypes;
      expect(first).toHaveLength(140 + BUILT_IN_TYPES.length);
      const again = (await types.list()).jobTypes;
      expect(again.every((jobType, index) => jobType === first[index])).toBe(true);
    });
  }, 30_000);
});

describe('a Manager that has not been asked for a job type', () => {
  it('gets ready for it without a word, and may end in the middle of that', async () => {
    const log = new RecordedLog();
    const types = createJobTypes({ folders: [], log, now: () => CREATED, timeZone: 'UTC' });
    types.warmUp();
    await types.stop();
    expect(log.lines).toEqual([]);
  });

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
