import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Where the demo keeps its things; all absolute.
 * @typedef {object} Places
 * @property {string} farm everything is in here
 * @property {string} blendFile
 * @property {string} frames folder of the rendered frames and the video
 * @property {string} config the Manager's file
 * @property {string} workerHome
 * @property {string} logs
 */

/**
 * Makes a new directory for the farm, which stays when the demo has ended.
 * @param {string} root of the repository
 * @returns {Places}
 */
export function createPlaces(root) {
  const farm = mkdtempSync(path.join(parentFolder(root), 'flamenco-demo-'));
  const places = placesIn(farm);
  for (const folder of [path.dirname(places.blendFile), places.frames, places.workerHome, places.logs]) {
    mkdirSync(folder, { recursive: true });
  }
  return places;
}

/**
 * @param {string} farm
 * @returns {Places}
 */
export function placesIn(farm) {
  return {
    farm,
    blendFile: path.join(farm, 'shared', 'flamenco-demo.blend'),
    frames: path.join(farm, 'shared', 'frames'),
    config: path.join(farm, 'flamenco-manager.yaml'),
    workerHome: path.join(farm, 'worker'),
    logs: path.join(farm, 'logs'),
  };
}

/** @param {string} root */
function parentFolder(root) {
  const folder = withoutBlanks([realpathSync(os.tmpdir()), path.join(root, '.farm'), os.homedir()]);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * Pure: the first folder whose path a user can copy into any command line; else one at the root of the drive.
 * @param {readonly string[]} folders
 */
export function withoutBlanks(folders) {
  const root = path.parse(folders[0] ?? '').root;
  return folders.find((folder) => !/\s/.test(folder)) ?? path.join(root, 'flamenco');
}
