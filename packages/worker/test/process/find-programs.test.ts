import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { announceBlender, announceFfmpeg } from '../../src/announce-programs.js';
import { findBlender, resolveBlender } from '../../src/blender/find-blender.js';
import { findFfmpeg } from '../../src/ffmpeg/find-ffmpeg.js';
import { pino } from 'pino';
import { useDirectory } from '../support/directory.js';
import { fakeProgram } from '../support/fake-program.js';

interface Line {
  readonly msg: string;
  readonly level: number;
  readonly cause?: string;
}

/** What these functions log. */
function logOf(work: (logger: pino.Logger) => void): Line {
  const lines: Line[] = [];
  work(pino({}, { write: (line) => void lines.push(JSON.parse(line) as Line) }));
  expect(lines).toHaveLength(1);
  return lines[0] as Line;
}

/** Puts a program into a directory; `script` is for the shell. */
async function install(directory: string, name: string, script: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

describe('Blender (07 §16.1)', () => {
  const directory = useDirectory();
  const place = () => ({ platform: 'linux' as const, env: { PATH: directory() } });

  it('is found on the PATH, with its version', async () => {
    await copyFile(fakeProgram('fake-blender'), join(directory(), 'blender'));
    const found = await findBlender(place());
    expect(found).toEqual({ kind: 'found', path: join(directory(), 'blender'), version: 'Blender 4.5.1' });
    expect(logOf((logger) => announceBlender(found, logger))).toMatchObject({
      msg: 'Blender found on this system, it will be used unless the Flamenco Manager configuration specifies a different path.',
      path: join(directory(), 'blender'),
      version: 'Blender 4.5.1',
      level: 30,
    });
  });

  it('may be missing, which is no reason to worry', async () => {
    const found = await findBlender(place());
    expect(found).toEqual({ kind: 'missing' });
    const line = logOf((logger) => announceBlender(found, logger));
    expect(line).toMatchObject({
      msg: expect.stringMatching(/^Blender could not be found\. Flamenco Manager will/),
      level: 30,
    });
  });

  it.each([
    ['exit 3', 'exited with code 3'],
    ['echo no version', 'its output has no line with a version of Blender'],
  ])('that does `%s` is trouble', async (script, reason) => {
    const path = await install(directory(), 'blender', script);
    const line = logOf.bind(undefined);
    const found = await findBlender(place());
    expect(line((logger) => announceBlender(found, logger))).toMatchObject({ cause: `${path}: ${reason}`, level: 40 });
  });

  it('is the one that opens .blend files on Windows, when it is not on the PATH', async () => {
    const queryRegistry = (key: string) =>
      Promise.resolve(
        `\r\n    (Default)    REG_SZ    ${key === 'HKCR\\.blend' ? 'blendfile' : '"C:\\b\\blender.exe" "%1"'}\r\n`,
      );
    const windows = { platform: 'win32' as const, env: { PATH: 'C:\\nowhere' }, queryRegistry };
    expect(await resolveBlender('blender', windows)).toBe('C:\\b\\blender.exe');
    expect(await resolveBlender('./blender', windows)).toBe('C:\\b\\blender.exe');
    for (const exe of ['D:\\x\\blender.exe', 'D:/x/blender.exe', '/opt/blender'])
      expect(await resolveBlender(exe, windows)).toBe(exe);
  });

  it('stays what the task calls it, when it is on the PATH or nowhere', async () => {
    expect(await resolveBlender('blender', place())).toBe('blender');
    await copyFile(fakeProgram('fake-blender'), join(directory(), 'blender'));
    expect(await resolveBlender('blender', place())).toBe('blender');
  });
});

describe('FFmpeg (07 §16.2)', () => {
  const directory = useDirectory();
  const onPath = () => join(directory(), 'path');
  const tools = () => join(directory(), 'tools');
  const place = () => ({
    platform: 'linux' as const,
    architecture: 'x64',
    env: { PATH: onPath() },
    programDirectory: directory(),
  });
  const VERSION = 'printf "ffmpeg version 7.0.2 Copyright\\nbuilt with\\n"';

  it.each([
    [['tools/ffmpeg-linux-amd64', 'tools/ffmpeg-linux', 'tools/ffmpeg', 'path/ffmpeg'], 'tools/ffmpeg-linux-amd64'],
    [['tools/ffmpeg-linux', 'tools/ffmpeg', 'path/ffmpeg'], 'tools/ffmpeg-linux'],
    [['tools/ffmpeg', 'path/ffmpeg'], 'tools/ffmpeg'],
    [['path/ffmpeg', 'tools/ffmpeg-linux-arm64'], 'path/ffmpeg'],
  ])('of %j is %s', async (installed, chosen) => {
    for (const path of installed) {
      const [folder = '', name = ''] = path.split('/');
      await install(folder === 'tools' ? tools() : onPath(), name, VERSION);
    }
    const found = await findFfmpeg(place());
    expect(found).toEqual({ kind: 'found', path: join(directory(), chosen), version: '7.0.2' });
    expect(logOf((logger) => announceFfmpeg(found, logger))).toMatchObject({
      msg: 'FFmpeg found on this system',
      level: 30,
    });
  });

  it('may be missing, which is worth a warning', async () => {
    const line = logOf(
      await findFfmpeg(place()).then((found) => (logger: pino.Logger) => announceFfmpeg(found, logger)),
    );
    expect(line).toMatchObject({
      msg: 'FFmpeg could not be found on this system, jobs may not run correctly',
      level: 40,
    });
  });

  it.each([
    ['exit 1', 'exited with code 1'],
    ['echo ffmpeg version 7', 'its output does not begin with a version of FFmpeg'],
    ['printf "hello\\nworld\\n"', 'its output does not begin with a version of FFmpeg'],
  ])('beside the Worker that does `%s` is trouble, whatever is on the PATH', async (script, reason) => {
    const path = await install(tools(), 'ffmpeg', script);
    await install(onPath(), 'ffmpeg', VERSION);
    const found = await findFfmpeg(place());
    expect(logOf((logger) => announceFfmpeg(found, logger))).toMatchObject({ cause: `${path}: ${reason}`, level: 40 });
  });
});
