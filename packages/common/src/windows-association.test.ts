import { describe, expect, it } from '@jest/globals';
import { associatedBlender } from './windows-association.js';

/** A registry of default values; other keys are missing. */
function registry(values: Readonly<Record<string, string>>) {
  return (key: string) => {
    const value = values[key];
    return value === undefined
      ? Promise.reject(new Error('ERROR: The system was unable to find the specified registry key or value.'))
      : Promise.resolve(`\r\nHKEY_CLASSES_ROOT\\x\r\n    (Standard)    REG_SZ    ${value}\r\n\r\n`);
  };
}

const COMMAND = 'HKCR\\blendfile\\shell\\open\\command';

describe('the program that opens .blend files on Windows (contract 05 §17.1)', () => {
  it.each([
    ['"C:\\Program Files\\Blender 4.5\\blender.exe" "%1"', 'C:\\Program Files\\Blender 4.5\\blender.exe'],
    ['C:\\blender\\blender.exe %1', 'C:\\blender\\blender.exe'],
    ['"C:\\Blender\\Blender-Launcher.exe" "%1"', 'C:\\Blender\\blender.exe'],
  ])('%s is found', async (command, program) => {
    const query = registry({ 'HKCR\\.blend': 'blendfile', [COMMAND]: command });
    expect(await associatedBlender(query)).toBe(program);
  });

  it('is none without an association, or with half of one', async () => {
    expect(await associatedBlender(registry({}))).toBeUndefined();
    expect(await associatedBlender(registry({ 'HKCR\\.blend': 'blendfile' }))).toBeUndefined();
    expect(await associatedBlender(registry({ 'HKCR\\.blend': 'blendfile', [COMMAND]: '' }))).toBeUndefined();
  });
});
