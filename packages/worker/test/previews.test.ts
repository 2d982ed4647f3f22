import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { systemClock } from '@flamenco/common';
import { pino } from 'pino';
import sharp from 'sharp';
import type { Answer } from '../src/manager/answer.js';
import { ManagerClient } from '../src/manager/client.js';
import { Requester } from '../src/manager/requester.js';
import type { Session } from '../src/manager/session.js';
import { PreviewUploader } from '../src/upload/last-rendered.js';
import { useDirectory } from './support/directory.js';
import { FakeManager } from './support/fake-manager.js';
import type { ScriptedAnswer } from './support/fake-manager.js';

const TASK = '00000000-0000-4000-8000-000000000000';
const WHO = { workerId: '6b0b2a3f-1111-4444-8888-000000000000', secret: 'ab' };

interface Line {
  readonly msg: string;
  readonly level: number;
  readonly image: string;
}

describe('the last rendered image (07 §17, D6.7)', () => {
  const directory = useDirectory();
  const path = (name: string) => join(directory(), name);
  let manager: FakeManager;
  let uploader: PreviewUploader;
  let lines: Line[];
  let watchers: (() => void)[];

  beforeEach(async () => {
    [lines, watchers] = [[], []];
    manager = await FakeManager.start();
    manager.addWorker(WHO.workerId, WHO.secret);
    const client = new ManagerClient(new Requester({ baseUrl: manager.url, userAgent: 'test', clock: systemClock }));
    const session = { ask: (request: (who: typeof WHO) => Promise<Answer>) => request(WHO) } as unknown as Session;
    const write = (line: string) => {
      lines.push(JSON.parse(line) as Line);
      for (const watcher of watchers.splice(0)) watcher();
    };
    uploader = new PreviewUploader({ client, session, logger: pino({ level: 'info' }, { write }) });
  });
  afterEach(async () => {
    await uploader.stop();
    await manager.disappear();
  });

  /** Resolves with the line when one with this text has been logged. */
  async function logged(text: string): Promise<Line> {
    for (;;) {
      const line = lines.find(({ msg }) => msg.includes(text));
      if (line) return line;
      await new Promise<void>((resolve) => watchers.push(resolve));
    }
  }

  /** An image of one colour. */
  const image = (width: number, height: number, background = '#ff0000') =>
    sharp({ create: { width, height, channels: 4, background } });
  const uploaded = (index = 0) => sharp(manager.received('output')[index]?.body);
  const red = async (index = 0) => (await uploaded(index).stats()).channels[0]?.mean ?? -1;

  it.each([
    ['PNG', (file: string) => image(40, 20).png().toFile(file)],
    ['JPEG', (file: string) => image(40, 20).jpeg().toFile(file)],
    ['TIFF', (file: string) => image(40, 20).tiff().toFile(file)],
    ['PNG of 16 bits', (file: string) => image(40, 20).toColourspace('rgb16').png().toFile(file)],
    ['WebP', (file: string) => image(40, 20).webp().toFile(file)],
  ])('is sent as JPEG when it is a %s, whatever it is called', async (_format, write) => {
    await write(path('frame'));
    uploader.produced(TASK, path('frame'));
    await logged('Manager accepted our image');
    const [request] = manager.received('output');
    expect(request?.taskId).toBe(TASK);
    expect(request?.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(request?.body.length),
    });
    expect(await uploaded().metadata()).toMatchObject({ format: 'jpeg', width: 40, height: 20 });
  });

  it.each([
    [4096, 2160, 1920, 1013],
    [1000, 4000, 270, 1080],
    [1920, 1080, 1920, 1080],
  ])('of %d x %d is sent as %d x %d', async (width, height, sentWidth, sentHeight) => {
    await image(width, height).png().toFile(path('frame.png'));
    uploader.produced(TASK, path('frame.png'));
    await logged('Manager accepted our image');
    expect(await uploaded().metadata()).toMatchObject({ width: sentWidth, height: sentHeight });
  });

  it('is black where it is transparent', async () => {
    await image(8, 8, '#ff000000').png().toFile(path('frame.png'));
    uploader.produced(TASK, path('frame.png'));
    await logged('Manager accepted our image');
    expect(await red()).toBe(0);
  });

  it('is the newest one when several come while one is on its way', async () => {
    manager.script('output', 'silence');
    for (const [name, colour] of [
      ['1', '#100000'],
      ['2', '#800000'],
      ['3', '#ff0000'],
    ] as const)
      await image(8, 8, colour).png().toFile(path(name));
    uploader.produced(TASK, path('1'));
    await manager.untilReceived('output');
    uploader.produced(TASK, path('2'));
    uploader.produced(TASK, path('3'));
    await writeFile(path('4.exr'), 'v/1\x01\x02');
    uploader.produced(TASK, path('4.exr'));
    await logged('format I cannot decode');
    await manager.disappear();
    await manager.appear();
    await logged('Manager accepted our image');
    expect(manager.received('output')).toHaveLength(2);
    expect(await red(1)).toBeGreaterThan(240);
  });

  it.each([
    ['an OpenEXR file', 'v/1\x01\x02\0\0\0', 'output uploader: file a format I cannot decode, ignoring it', 30],
    ['an empty file', '', 'output uploader: file a format I cannot decode, ignoring it', 30],
    ['half a PNG', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'output uploader: cannot decode image file', 50],
  ])('is not sent when it is %s', async (_what, content, message, level) => {
    await writeFile(path('frame'), Buffer.from(content, 'latin1'));
    uploader.produced(TASK, path('frame'));
    expect(await logged('output uploader')).toMatchObject({ msg: message, level, image: path('frame') });
    expect(manager.received('output')).toEqual([]);
  });

  it('is not sent when it cannot be read', async () => {
    uploader.produced(TASK, path('missing'));
    const line = await logged('error opening file');
    expect(line).toMatchObject({ error: `open ${path('missing')}: no such file or directory` });
  });

  it('is not sent when its pixels are floating-point numbers', async () => {
    await writeFile(path('frame.tif'), floatingPointTiff());
    uploader.produced(TASK, path('frame.tif'));
    expect(await logged('cannot decode image file')).toMatchObject({ error: 'its pixels are floating-point numbers' });
  });

  const error = (status: number): ScriptedAnswer => ({ status, json: { code: status, message: 'because' } });

  it.each([
    [error(411), 'Manager rejected our request, this is a bug in Flamenco Worker', 50],
    [error(413), 'Manager rejected our upload, it is too large', 40],
    [error(415), 'Manager rejected our upload, unsupported file type', 50],
    [error(429), 'Manager is too busy to handle this upload', 40],
    [error(500), 'error from Manager', 50],
    [error(404), 'error from Manager', 50],
    [error(409), 'error from Manager', 50],
    [{ status: 413 }, 'unexpected error from Manager', 50],
    [{ status: 200, text: '<html>Welcome</html>' }, 'unexpected error from Manager', 50],
    [{ status: 204 }, 'unexpected error from Manager', 50],
    [{ status: 403, text: '<html>Forbidden</html>' }, 'unexpected error from Manager', 50],
    [{ status: 502, text: '<html>Bad Gateway</html>' }, 'unexpected error from Manager', 50],
    [{ status: 404, json: 'Not Found' }, 'unable to send image to Manager', 50],
    ['hang-up' as const, 'unable to send image to Manager', 50],
  ])('that gets %j is given up, with a line in the log', async (answer, message, level) => {
    manager.script('output', answer);
    await image(8, 8).png().toFile(path('frame.png'));
    uploader.produced(TASK, path('frame.png'));
    expect(await logged(message)).toMatchObject({ msg: `output uploader: ${message}`, level });
    uploader.produced(TASK, path('frame.png'));
    await logged('Manager accepted our image');
  });

  it('is dropped when the Worker stops', async () => {
    manager.script('output', 'silence');
    await image(8, 8).png().toFile(path('frame.png'));
    uploader.produced(TASK, path('frame.png'));
    await manager.untilReceived('output');
    await uploader.stop();
    uploader.produced(TASK, path('frame.png'));
    await uploader.stop();
    expect(manager.received('output')).toHaveLength(1);
  });
});

/** One grey pixel, as a renderer writes it. */
function floatingPointTiff(): Buffer {
  const tags = [
    [256, 1],
    [257, 1],
    [258, 32],
    [259, 1],
    [262, 1],
    [273, 8],
    [277, 1],
    [278, 1],
    [279, 4],
    [339, 3],
  ] as const;
  const file = Buffer.alloc(12 + 2 + tags.length * 12 + 4);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(12, 4);
  file.writeFloatLE(0.5, 8);
  file.writeUInt16LE(tags.length, 12);
  tags.forEach(([tag, value], index) => {
    const at = 14 + index * 12;
    file.writeUInt16LE(tag, at);
    file.writeUInt16LE(3, at + 2);
    file.writeUInt32LE(1, at + 4);
    file.writeUInt16LE(value, at + 8);
  });
  return file;
}
