import { expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { managerConfig } from './manager-config.mjs';

it('writes a configuration that YAML reads as meant, backslashes and blanks included', () => {
  const blender = 'C:\\Program Files\\Blender: "new"\\blender.exe';
  const config = load(managerConfig({ port: 4711, sharedStorage: 'C:\\tmp\\farm', blender }));
  expect(config).toMatchObject({
    _meta: { version: 3 },
    listen: '127.0.0.1:4711',
    autodiscoverable: false,
    shared_storage_path: 'C:\\tmp\\farm',
    shaman: { enabled: false },
    variables: { blender: { values: [{ platform: 'all', value: blender }] } },
  });
});
