/**
 * Every sentence that the preparation says to a user.
 * @typedef {import('./package-managers.mjs').ProgramName} ProgramName
 * @typedef {import('./package-managers.mjs').CommandLine} CommandLine
 */

export const MAY_INSTALL = 'Install now? [Y/n] ';
export const INSTALLING_PACKAGES = 'Installing the npm packages (npm ci)…';
export const BUILDING = 'Building Manager and Worker (npm run build)…';

/** @type {Record<ProgramName, string>} */
const TITLES = { blender: 'Blender', ffmpeg: 'FFmpeg', ffprobe: 'ffprobe' };

/**
 * @param {readonly ProgramName[]} missing
 * @param {readonly CommandLine[]} commands
 */
export function willInstall(missing, commands) {
  return `${areMissing(missing)} To install ${missing.length > 1 ? 'them' : 'it'}, this will run:\n${listed(commands)}`;
}

/**
 * @param {readonly ProgramName[]} missing
 * @param {readonly CommandLine[]} commands
 */
export function nobodyAnswers(missing, commands) {
  return `${areMissing(missing)} Nobody is here to agree: add --yes, or run this yourself:\n${listed(commands)}`;
}

/**
 * @param {readonly ProgramName[]} missing
 * @param {readonly CommandLine[]} commands
 */
export function declined(missing, commands) {
  return `Nothing was installed. ${areMissing(missing)} When you like, run:\n${listed(commands)}`;
}

/**
 * @param {readonly ProgramName[]} missing
 * @param {readonly CommandLine[]} commands
 */
export function notAllowedToInstall(missing, commands) {
  const withoutSudo = commands.map((line) => line.filter((word, index) => index > 0 || word !== 'sudo'));
  return `${areMissing(missing)} Installing needs the rights of root, and there is no sudo. As root, run:\n${listed(withoutSudo)}`;
}

/**
 * @param {readonly ProgramName[]} missing
 * @param {readonly CommandLine[]} commands
 * @param {number} code
 * @param {string} reason
 */
export function installFailed(missing, commands, code, reason) {
  const why = reason ? `: ${reason.trim()}` : ` (exit code ${code}).`;
  return `The installation failed${why} ${areMissing(missing)} Install what is missing with:\n${listed(commands)}`;
}

/** @param {readonly ProgramName[]} missing */
export function noPackageManager(missing) {
  return `${areMissing(missing)} This machine has no package manager that we know (apt, dnf, pacman, brew, winget).\n${byHand(missing)}`;
}

/** @param {readonly ProgramName[]} missing */
export function stillMissing(missing) {
  return `${areMissing(missing)} The installation ended well, but they are neither on the PATH nor in the usual folders. Open a new terminal and try again.\n${byHand(missing)}`;
}

/**
 * @param {string} what
 * @param {number} code
 */
export function stepFailed(what, code) {
  return `${what} failed with exit code ${code}; see its output above.`;
}

/** @param {readonly ProgramName[]} missing */
function areMissing(missing) {
  const names = missing
    .map((name) => TITLES[name])
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
  return `${names} ${missing.length > 1 ? 'are' : 'is'} missing.`;
}

/** @param {readonly ProgramName[]} missing */
function byHand(missing) {
  const sources = [];
  if (missing.includes('blender')) sources.push('  Blender 3.0 or newer: https://www.blender.org/download/');
  if (missing.some((name) => name !== 'blender'))
    sources.push('  FFmpeg with ffprobe: https://ffmpeg.org/download.html');
  return `Install this and put it on the PATH:\n${sources.join('\n')}`;
}

/** @param {readonly (readonly string[])[]} commands */
function listed(commands) {
  return commands.map((line) => `  ${line.join(' ')}`).join('\n');
}
