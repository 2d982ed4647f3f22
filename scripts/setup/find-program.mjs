import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Where a program is looked for.
 * @typedef {object} Place
 * @property {NodeJS.Platform} platform
 * @property {NodeJS.ProcessEnv} env
 */

/**
 * The first file of that name that can be run: on the PATH, else where installers put it without changing the PATH.
 * @param {string} name without extension
 * @param {Place} place
 * @returns {string | undefined} absolute path
 */
export function findProgram(name, place) {
  const paths = pathsFor(place.platform);
  const file = place.platform === 'win32' ? `${name}.exe` : name;
  const folders = [...foldersOnPath(place), ...usualFolders(name, place)];
  return folders.map((folder) => paths.join(folder, file)).find((found) => canRun(found));
}

/** @param {NodeJS.Platform} platform */
function pathsFor(platform) {
  return platform === 'win32' ? path.win32 : path.posix;
}

/** @param {Place} place */
function foldersOnPath({ platform, env }) {
  const list = env.PATH ?? env.Path ?? '';
  const paths = pathsFor(platform);
  // A relative entry would mean another folder in the farm's directory.
  return list.split(paths.delimiter).filter((folder) => paths.isAbsolute(folder));
}

/**
 * @param {string} name
 * @param {Place} place
 * @returns {string[]}
 */
function usualFolders(name, { platform, env }) {
  if (platform === 'darwin') return ['/opt/homebrew/bin', '/usr/local/bin', ...(name === 'blender' ? MAC_BLENDER : [])];
  if (platform !== 'win32') return [];
  const linked = env.LOCALAPPDATA ? [path.win32.join(env.LOCALAPPDATA, 'Microsoft', 'WinGet', 'Links')] : [];
  return name === 'blender' ? [...linked, ...windowsBlenders(env)] : linked;
}

/** The file system of a Mac does not distinguish `blender` from the `Blender` in there. */
const MAC_BLENDER = ['/Applications/Blender.app/Contents/MacOS'];

/**
 * The folders of all installed versions, the newest first.
 * @param {NodeJS.ProcessEnv} env
 */
function windowsBlenders(env) {
  const root = path.win32.join(env.ProgramFiles ?? 'C:\\Program Files', 'Blender Foundation');
  try {
    const versions = readdirSync(root).sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
    return versions.map((version) => path.win32.join(root, version));
  } catch {
    return [];
  }
}

/** @param {string} file */
function canRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
