import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Farm } from '../farm.mjs';
import { placesIn } from '../places.mjs';

export type Behaviour = 'renders' | 'fails' | 'waits' | 'dies';

const PROBED = { streams: [{ width: 320, height: 180, nb_read_frames: '24' }], format: { duration: '1.0' } };

/** A repository of small fake programs, which the demo starts like the real ones. */
export async function fakeFarm(behaviour: Behaviour): Promise<{ farm: Farm; remove: () => Promise<void> }> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'flamenco-fake-'));
  const places = placesIn(path.join(root, 'farm'));
  for (const folder of [places.frames, places.workerHome, places.logs]) await mkdir(folder, { recursive: true });
  await writeFile(path.join(places.farm, 'behaviour'), behaviour);
  await addPrograms(root);
  const programs = {
    blender: await addScript(root, 'blender', 'require("fs").writeFileSync(process.argv.at(-1), "")'),
    ffmpeg: await addScript(root, 'ffmpeg', ''),
    ffprobe: await addScript(root, 'ffprobe', `console.log(${JSON.stringify(JSON.stringify(PROBED))})`),
  };
  return { farm: new Farm(root, places, programs), remove: () => rm(root, { recursive: true }) };
}

async function addPrograms(root: string): Promise<void> {
  const file = (name: string) => path.join(root, 'packages', name, 'bin', `flamenco-${name}.js`);
  for (const name of ['manager', 'worker']) await mkdir(path.dirname(file(name)), { recursive: true });
  await writeFile(path.join(root, 'package.json'), '{"type": "module"}');
  await copyFile(fileURLToPath(new URL('fake-manager.mjs', import.meta.url)), file('manager'));
  await writeFile(file('worker'), 'setInterval(() => undefined, 60_000);');
}

async function addScript(root: string, name: string, script: string): Promise<string> {
  const file = path.join(root, 'tools', name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(path.join(root, 'tools', 'package.json'), '{}');
  await writeFile(file, `#!${process.execPath}\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}
