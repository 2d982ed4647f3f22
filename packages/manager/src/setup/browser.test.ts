import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { canShowBrowser, openBrowser, openerFor } from './browser.js';

const nothing = () => false;
const desktop = { platform: 'linux', env: { DISPLAY: ':0' }, exists: nothing } as const;

describe('whether somebody could see a browser', () => {
  it.each([
    ['an X display', desktop, true],
    ['a Wayland display', { ...desktop, env: { WAYLAND_DISPLAY: 'wayland-0' } }, true],
    ['no display', { ...desktop, env: {} }, false],
    ['an empty display', { ...desktop, env: { DISPLAY: '' } }, false],
    ['Windows', { ...desktop, platform: 'win32', env: {} }, true],
    ['macOS', { ...desktop, platform: 'darwin', env: {} }, true],
    ['a login from another computer', { ...desktop, env: { DISPLAY: ':0', SSH_CONNECTION: '10.0.0.1 22' } }, false],
    ['a Docker container', { ...desktop, exists: (file: string) => file === '/.dockerenv' }, false],
    ['a Podman container', { ...desktop, exists: (file: string) => file === '/run/.containerenv' }, false],
    ['a container of systemd', { ...desktop, env: { DISPLAY: ':0', container: 'systemd-nspawn' } }, false],
    ['a Kubernetes pod', { ...desktop, env: { DISPLAY: ':0', KUBERNETES_SERVICE_HOST: '10.0.0.1' } }, false],
  ] as const)('%s: %#', (_what, place, expected) => {
    expect(canShowBrowser(place)).toBe(expected);
  });
});

describe('opening a browser', () => {
  it('is done with the means of each system', () => {
    expect(openerFor('linux', 'http://farm/')).toEqual(['xdg-open', ['http://farm/']]);
    expect(openerFor('darwin', 'http://farm/')).toEqual(['open', ['http://farm/']]);
    expect(openerFor('win32', 'http://farm/')).toEqual(['rundll32', ['url.dll,FileProtocolHandler', 'http://farm/']]);
  });

  it('hands over the URL, and fails where nothing can take it', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'flamenco-browser-'));
    const place = { ...desktop, env: { PATH: folder } };
    await expect(openBrowser('http://farm/', place)).rejects.toThrow(/ENOENT/);
    const opened = path.join(folder, 'opened');
    await writeFile(
      path.join(folder, 'xdg-open'),
      `#!/bin/sh\nprintf %s "$1" > '${opened}.part'\n/bin/mv '${opened}.part' '${opened}'\n`,
    );
    await chmod(path.join(folder, 'xdg-open'), 0o755);
    await openBrowser('http://farm/', place);
    const read = async (): Promise<string> =>
      await readFile(opened, 'utf8').catch(() => new Promise((resolve) => setImmediate(() => resolve(read()))));
    expect(await read()).toBe('http://farm/');
    await rm(folder, { recursive: true });
  });
});
