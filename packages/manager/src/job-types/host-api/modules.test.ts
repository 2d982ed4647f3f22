import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeScripts } from '../../../test/support/job-type-scripts.js';
import { findModule } from './modules.js';

describe('require finds', () => {
  let root = '';
  let folders: string[] = [];
  const find = (id: string, from = ''): string => {
    const { path, source } = findModule(id, from, folders, new Set());
    return `${path}=${source}`;
  };

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'flamenco-modules-'));
    folders = [join(root, 'strong'), join(root, 'weak')];
    await writeScripts(join(root, 'strong'), {
      'lib/helper.js': 'strong helper',
      'lib/data.json': '{}',
      'lib/index.js': 'lib index',
      'node_modules/pack/package.json': '{"main":"./src/start"}',
      'node_modules/pack/src/start.js': 'pack start',
      'node_modules/bare.js': 'bare',
      'lib/node_modules/inner/index.js': 'inner',
      'node_modules/evil/package.json': '{"main":"../../../secret.js"}',
    });
    await writeScripts(join(root, 'weak'), { 'lib/helper.js': 'weak helper', 'lib/other.js': 'weak other' });
    await writeScripts(root, { 'secret.js': 'secret' });
  });
  afterAll(async () => await rm(root, { recursive: true }));

  it.each([
    ['./lib/helper', '', 'lib/helper.js=strong helper'],
    ['./lib/helper.js', '', 'lib/helper.js=strong helper'],
    ['./helper', 'lib', 'lib/helper.js=strong helper'],
    ['../lib/other', 'lib', 'lib/other.js=weak other'],
    ['./lib/data', '', 'lib/data.json={}'],
    ['./lib', '', 'lib/index.js=lib index'],
    ['pack', '', 'node_modules/pack/src/start.js=pack start'],
    ['bare', 'lib', 'node_modules/bare.js=bare'],
    ['inner', 'lib', 'lib/node_modules/inner/index.js=inner'],
  ])('%j from %j', (id, from, expected) => {
    expect(find(id, from)).toBe(expected);
  });

  it.each([
    ['../secret', 'failed to open file ../secret: invalid argument'],
    ['./lib/../../secret', 'failed to open file'],
    ['/etc/passwd', 'failed to open file /etc/passwd: invalid argument'],
    ['C:/x', 'failed to open file'],
    ['evil', 'failed to open file'],
    ['fs', 'Invalid module'],
    ['node:fs', 'Invalid module'],
    ['./nothing', 'Invalid module'],
    ['', 'Invalid module'],
    ['./a\0b', 'Invalid module'],
    ['x'.repeat(2000), 'Invalid module'],
  ])('%j not', (id, message) => {
    expect(() => find(id)).toThrow(message);
  });
});
