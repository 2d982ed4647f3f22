import { copyFile, mkdir, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { freePort } from '@flamenco/common/testing';
import { RealFarm } from './support/farm.js';
import { killLeftovers, Program } from './support/program.js';
import { unpackedRelease } from './support/release.js';
import type { UnpackedRelease } from './support/release.js';

jest.setTimeout(180_000);

/** What the quick start says that a computer has. There is no Node.js among it. */
const TOOLS = ['sh', 'blender', 'cat', 'curl', 'ffmpeg', 'gzip', 'ln', 'ls', 'mkdir', 'tar'];

let release: UnpackedRelease;
let home: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  release = await unpackedRelease();
  const farm = await RealFarm.make();
  home = path.join(farm.folder, 'home');
  remove = () => farm.remove();
  await mkdir(path.join(home, 'bin'), { recursive: true });
  for (const tool of TOOLS) await symlink(`/usr/bin/${tool}`, path.join(home, 'bin', tool));
});
afterEach(async () => {
  await killLeftovers();
  await remove();
  await release.remove();
});

/** The commands of a chapter of the quick start, as they stand in its blocks. */
async function commandsOf(chapter: string): Promise<string[]> {
  const page = await readFile(path.join(release.folder, 'docs/user/quickstart.md'), 'utf8');
  const [, text = ''] = page.split(`## ${chapter}\n`);
  const [body = ''] = text.split('\n## ');
  return [...body.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
}

it('who follows the quick start has a farm and a film, on a computer without Node.js', async () => {
  const port = await freePort();
  const env = { PATH: path.join(home, 'bin'), HOME: home, FLAMENCO_LISTEN: `127.0.0.1:${port}`, DISPLAY: '' };
  const archive = path.basename(release.archive);
  // The page names a release and the usual port.
  const asHere = (block: string) =>
    block
      .replaceAll('localhost:8080', `127.0.0.1:${port}`)
      .replaceAll(/flamenco-4\.0\.0-linux-\w+/g, archive.replace('.tar.gz', ''));
  const type = (block: string) => Program.start('/bin/sh', ['-e', '-c', asHere(block)], home, env);
  /** Types the commands of a block and waits for their end. */
  const follow = async (block = '') => {
    const program = type(block);
    expect({ block, ending: await program.ended, output: program.output }).toMatchObject({ ending: { code: 0 } });
    return program.output;
  };
  /** The same where the last command is a program that goes on; it takes the place of the shell, to get its signals. */
  const leaveRunning = ([block = '']: readonly string[]) => type(block.trimEnd().replace(/.*$/, 'exec $&'));

  await copyFile(release.archive, path.join(home, archive));
  for (const block of await commandsOf('1. Unpack the archive')) await follow(block);
  const manager = leaveRunning(await commandsOf('2. Start the Manager'));
  await manager.line(/this is the first run of Flamenco/);
  await manager.line(/possible URLs/);
  const [setUp] = await commandsOf('3. Set up the farm');
  const answers = await follow(setUp);
  expect(answers).toContain('"source":"path_envvar","is_usable":true');
  expect(answers).toContain('"cause":"Directory checked successfully"');
  expect(answers).not.toContain('"code":4');
  await manager.line(/restarting Flamenco/);
  expect(await follow('~/flamenco/flamenco-worker -manager http://localhost:8080/ -test')).toMatch(/ready to work/);
  const worker = leaveRunning(await commandsOf('4. Start a Worker'));
  await worker.line(/state change curState=starting newState=awake/);
  const [submit, look] = await commandsOf('5. Render');
  await follow(submit);
  const ended = await manager.line(/job status changed .*jobStatusNew=(?:completed|failed)/);
  expect({ ended, worker: worker.output }).toMatchObject({ ended: expect.stringContaining('jobStatusNew=completed') });
  const images = Array.from({ length: 12 }, (_, index) => `${String(index + 1).padStart(6, '0')}.png`);
  const seen = await follow(look);
  expect(seen).toContain('"status":"completed"');
  expect(seen.trimEnd().split('\n').slice(-13)).toEqual([...images, 'cube-1-12.mp4']);
  for (const program of [worker, manager]) expect(await program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
});
