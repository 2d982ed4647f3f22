/**
 * Pure: which package gives which program, and how the system's package manager installs it.
 * @typedef {'blender' | 'ffmpeg' | 'ffprobe'} ProgramName
 * @typedef {'apt-get' | 'dnf' | 'pacman' | 'brew' | 'winget'} ManagerName
 * @typedef {readonly [command: string, ...args: string[]]} CommandLine
 */

/** @type {readonly ProgramName[]} */
export const PROGRAMS = ['blender', 'ffmpeg', 'ffprobe'];

/** @type {Readonly<Record<string, readonly ManagerName[]>>} */
const MANAGERS_OF = { linux: ['apt-get', 'dnf', 'pacman'], darwin: ['brew'], win32: ['winget'] };

/** In the order in which they are looked for. FFmpeg's package brings ffprobe everywhere. */
const PACKAGES = {
  'apt-get': { blender: 'blender', ffmpeg: 'ffmpeg' },
  // Fedora has FFmpeg under this name; the one called ffmpeg comes from elsewhere.
  dnf: { blender: 'blender', ffmpeg: 'ffmpeg-free' },
  pacman: { blender: 'blender', ffmpeg: 'ffmpeg' },
  brew: { blender: 'blender', ffmpeg: 'ffmpeg' },
  winget: { blender: 'BlenderFoundation.Blender', ffmpeg: 'Gyan.FFmpeg' },
};

/**
 * The package managers that a system may have.
 * @param {NodeJS.Platform} platform
 * @returns {readonly ManagerName[]}
 */
export function managersOf(platform) {
  return MANAGERS_OF[platform] ?? [];
}

/**
 * The commands that install what is missing.
 * @param {readonly ProgramName[]} missing
 * @param {ManagerName} manager
 * @param {boolean} withSudo whether a system's package manager needs `sudo` first
 * @returns {CommandLine[]}
 */
export function installCommands(missing, manager, withSudo) {
  const names = new Set(missing.map((program) => (program === 'blender' ? 'blender' : 'ffmpeg')));
  const packages = [...names].map((name) => PACKAGES[manager][name]);
  const lines = COMMANDS[manager](packages);
  const runsAsRoot = manager !== 'brew' && manager !== 'winget';
  return withSudo && runsAsRoot ? lines.map((line) => /** @type {const} */ (['sudo', ...line])) : lines;
}

/** How long another apt, such as a new machine's own, may hold things up, in seconds. */
const APT_WAIT = 'DPkg::Lock::Timeout=120';

/** @type {Record<ManagerName, (packages: string[]) => CommandLine[]>} */
const COMMANDS = {
  'apt-get': (packages) => [
    ['apt-get', '-o', APT_WAIT, 'update'],
    [
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-o',
      APT_WAIT,
      'install',
      '-y',
      '--no-install-recommends',
      ...packages,
    ],
  ],
  dnf: (packages) => [['dnf', 'install', '-y', ...packages]],
  // Arch supports no installation without an update of the rest.
  pacman: (packages) => [['pacman', '-Syu', '--needed', '--noconfirm', ...packages]],
  brew: (packages) => packages.map((name) => ['brew', 'install', ...(name === 'blender' ? ['--cask'] : []), name]),
  winget: (packages) => packages.map((id) => ['winget', 'install', '--id', id, '-e', ...WINGET_AGREES]),
};

const WINGET_AGREES = ['--accept-package-agreements', '--accept-source-agreements'];
