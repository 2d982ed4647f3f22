import { readFile } from 'node:fs/promises';
import { release } from 'node:os';
import { runVersion } from './program-version.js';

const PLATFORM_NAMES: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' };

const ARCHITECTURE_NAMES: Readonly<Record<string, string>> = {
  x64: 'amd64',
  ia32: '386',
  ppc64: 'ppc64le',
  mipsel: 'mipsle',
};

/** The platform as the original names it, also in variables and at registration: `linux`, `windows`, `darwin`. */
export function platformName(platform: NodeJS.Platform = process.platform): string {
  return PLATFORM_NAMES[platform] ?? platform;
}

/** The architecture as the original names it (contract 07 §16.2): `amd64`, `arm64`, `386`. */
export function architectureName(architecture: string = process.arch): string {
  return ARCHITECTURE_NAMES[architecture] ?? architecture;
}

/** How facts about the system are read; what is left out is read from this machine. */
export interface SystemReaders {
  readonly platform: NodeJS.Platform;
  /** Rejects if there is no such file. */
  readonly readText: (path: string) => Promise<string>;
  readonly kernelRelease: () => string;
  /** What `reg query` prints about a key; rejects if there is no such key. */
  readonly queryRegistry: (key: string) => Promise<string>;
}

const OS_RELEASE_FILE = '/etc/os-release';
const MAC_VERSION_FILE = '/System/Library/CoreServices/SystemVersion.plist';
const WINDOWS_VERSION_KEY = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const REGISTRY_TIMEOUT_MS = 5_000;

const THIS_MACHINE: SystemReaders = {
  platform: process.platform,
  readText: (path) => readFile(path, 'utf8'),
  kernelRelease: release,
  queryRegistry: readRegistry,
};

/** The operating system in words (contract 07 §19); never rejects, what cannot be read is left out. */
export async function osDetail(readers: Partial<SystemReaders> = {}): Promise<string> {
  const { platform, readText, kernelRelease, queryRegistry } = { ...THIS_MACHINE, ...readers };
  const read = (text: Promise<string>) => text.catch(() => '');
  if (platform === 'darwin') return describeMac(await read(readText(MAC_VERSION_FILE)));
  if (platform === 'win32') return describeWindows(await read(queryRegistry(WINDOWS_VERSION_KEY)));
  return `${distribution(await read(readText(OS_RELEASE_FILE))) ?? platformName(platform)} (${kernelRelease()})`;
}

/** The pretty name, without the quotes and backslashes that a shell would take away. */
function distribution(osRelease: string): string | undefined {
  const value = /^PRETTY_NAME=(.*)$/m.exec(osRelease)?.[1]?.trim() ?? '';
  const bare = value.replace(/^(["'])(.*)\1$/, '$2').replace(/\\(.)/g, '$1');
  return bare === '' ? undefined : bare;
}

function describeMac(plist: string): string {
  const [name, version, build] = ['ProductName', 'ProductVersion', 'ProductBuildVersion'].map(
    (key) => new RegExp(`<key>${key}</key>\\s*<string>([^<]*)</string>`).exec(plist)?.[1],
  );
  return name && version && build ? `${name} ${version} (Build ${build})` : 'macOS';
}

function describeWindows(registry: string): string {
  const [name = 'Windows', edition] = ['ProductName', 'EditionID'].map(
    (value) => new RegExp(`^\\s*${value}\\s+REG_SZ\\s+(.*?)\\s*$`, 'm').exec(registry)?.[1],
  );
  return edition ? `${name} (${edition})` : name;
}

async function readRegistry(key: string): Promise<string> {
  const run = await runVersion('reg', ['query', key], REGISTRY_TIMEOUT_MS);
  if (run.kind !== 'ended' || run.exitCode !== 0) throw new Error(`registry key ${key} cannot be read`);
  return run.output;
}
