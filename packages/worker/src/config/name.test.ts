import { describe, expect, it } from '@jest/globals';
import { chooseName } from './name.js';

describe("the Worker's name (07 §5.4)", () => {
  it('comes from the file, else from the environment, else from the host', () => {
    expect(chooseName(' node7 ', 'env', 'host')).toEqual({ name: 'node7', source: 'file' });
    expect(chooseName('', ' env ', 'host')).toEqual({ name: 'env', source: 'environment' });
    expect(chooseName('', undefined, 'host')).toEqual({ name: 'host', source: 'host' });
  });

  it('is never blank', () => {
    expect(chooseName('  ', '   ', 'host').name).toBe('host');
  });
});
