import { describe, expect, it } from '@jest/globals';
import { architectureName, osDetail, platformName } from './system.js';
import type { SystemReaders } from './system.js';

it('platforms have the names that variables use', () => {
  expect((['linux', 'win32', 'darwin', 'freebsd'] as const).map(platformName)).toEqual([
    'linux',
    'windows',
    'darwin',
    'freebsd',
  ]);
});

it('architectures have the names that FFmpeg files use', () => {
  expect(['x64', 'arm64', 'ia32', 'riscv64'].map(architectureName)).toEqual(['amd64', 'arm64', '386', 'riscv64']);
});

describe('the operating system in words (contract 05 §17.2)', () => {
  const nothing = () => Promise.reject(new Error('ENOENT'));
  const detail = (readers: Partial<SystemReaders>) =>
    osDetail({ readText: nothing, queryRegistry: nothing, kernelRelease: () => '6.1.0', ...readers });
  const onLinux = (text: string) =>
    detail({ platform: 'linux', readText: async (path) => (path === '/etc/os-release' ? text : nothing()) });

  it('is the distribution and the kernel on Linux', async () => {
    expect(await onLinux('NAME="Debian"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n')).toBe(
      'Debian GNU/Linux 12 (bookworm) (6.1.0)',
    );
    expect(await onLinux("PRETTY_NAME='Rocky Linux'")).toBe('Rocky Linux (6.1.0)');
    expect(await onLinux('PRETTY_NAME=Alpine')).toBe('Alpine (6.1.0)');
    expect(await onLinux('PRETTY_NAME="A \\"B\\""\r\n')).toBe('A "B" (6.1.0)');
    expect(await onLinux('PRETTY_NAME=""')).toBe('linux (6.1.0)');
    expect(await detail({ platform: 'linux' })).toBe('linux (6.1.0)');
  });

  it('is product, version and build on macOS', async () => {
    const keys = { ProductName: 'macOS', ProductVersion: '15.3', ProductBuildVersion: '24D60' };
    const plist = Object.entries(keys).map(([key, value]) => `\t<key>${key}</key>\n\t<string>${value}</string>\n`);
    expect(await detail({ platform: 'darwin', readText: async () => plist.join('') })).toBe('macOS 15.3 (Build 24D60)');
    expect(await detail({ platform: 'darwin', readText: async () => plist[0] ?? '' })).toBe('macOS');
    expect(await detail({ platform: 'darwin' })).toBe('macOS');
  });

  it('is product and edition on Windows', async () => {
    const output =
      '\r\nHKEY_LOCAL_MACHINE\\X\r\n    EditionID    REG_SZ    Professional\r\n    ProductName    REG_SZ    Windows 10 Pro\r\n\r\n';
    expect(await detail({ platform: 'win32', queryRegistry: async () => output })).toBe(
      'Windows 10 Pro (Professional)',
    );
    expect(await detail({ platform: 'win32' })).toBe('Windows');
  });

  it('can be told on this machine', async () => {
    expect(await osDetail()).toMatch(/\S/);
  });
});
