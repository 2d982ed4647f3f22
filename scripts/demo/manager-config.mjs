/**
 * Pure: the text of a `flamenco-manager.yaml` for a farm on this machine alone. Every text is written as JSON, which is
 * YAML too and needs no thought about backslashes and colons.
 * @param {object} settings
 * @param {number} settings.port
 * @param {string} settings.sharedStorage
 * @param {string} settings.blender absolute path
 */
export function managerConfig({ port, sharedStorage, blender }) {
  return `# Written by the demo.
_meta:
  version: 3
manager_name: Flamenco Demo
listen: ${JSON.stringify(`127.0.0.1:${port}`)}
autodiscoverable: false
shared_storage_path: ${JSON.stringify(sharedStorage)}
shaman:
  enabled: false
variables:
  blender:
    values:
      - platform: all
        value: ${JSON.stringify(blender)}
  blenderArgs:
    values:
      - platform: all
        value: ${JSON.stringify(BLENDER_ARGS)}
`;
}

/** Not the user's add-ons and preferences: the frames are to look the same everywhere. */
const BLENDER_ARGS = '-b -y --factory-startup';
