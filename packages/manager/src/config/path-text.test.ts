import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ensureDriveAbsolute,
  isRoot,
  isUnc,
  toNative,
  toPlatform,
  toSlash,
  trimTrailingSeparators,
} from './path-text.js';

describe('a path for another platform, by its examples (contract 05 §15)', () => {
  it.each([
    ['F:/mixed/path\\to\\f', 'windows', 'F:\\mixed\\path\\to\\f'],
    ['F:/mixed/path\\to\\f', 'linux', 'F:/mixed/path/to/f'],
    ['/absolute/path', 'windows', '\\absolute\\path'],
    ['F:\\directory\\', 'linux', 'F:/directory'],
    ['F:\\', 'windows', 'F:\\'],
    ['/dir/path/', 'windows', '\\dir\\path'],
    ['\\\\NAS\\share', 'linux', '//NAS/share'],
    ['\\\\NAS\\share', 'windows', '\\\\NAS\\share'],
    ['', 'windows', ''],
    ['', 'linux', ''],
    ['/', 'linux', '/'],
    ['///', 'darwin', '///'],
    ['F:', 'windows', 'F:\\'],
    ['relative\\x', 'plan9', 'relative/x'],
  ])('%j on %s is %j', (path, platform, expected) => {
    expect(toPlatform(path, platform)).toBe(expected);
  });

  it('is not changed by a second conversion, whatever the path', () => {
    const path = fc.stringMatching(/^[A-Za-z:/\\. ]{0,20}$/);
    fc.assert(
      fc.property(path, fc.constantFrom('linux', 'windows'), (text, platform) => {
        const once = toPlatform(text, platform);
        expect(toPlatform(once, platform)).toBe(once);
      }),
    );
  });
});

it.each([
  ['F:', 'F:\\'],
  ['F:dir/x', 'F:\\dir/x'],
  ['F:/dir', 'F:\\/dir'],
  ['F:\\dir', 'F:\\dir'],
  ['FF:dir', 'FF:dir'],
  ['é:dir', 'é:dir'],
  ['', ''],
])('the drive of %j is made absolute as %j', (path, expected) => {
  expect(ensureDriveAbsolute(path)).toBe(expected);
});

it.each([
  ['/media/x//', '/media/x'],
  ['F:\\', 'F:'],
  ['F:\\a\\/', 'F:\\a'],
  ['/', '/'],
  ['\\//', '\\'],
  ['', ''],
  ['x', 'x'],
])('%j without the separators at its end is %j', (path, expected) => {
  expect(trimTrailingSeparators(path)).toBe(expected);
});

it('only two backslashes make a network path', () => {
  expect(isUnc('\\\\NAS\\share')).toBe(true);
  expect(isUnc('//NAS/share')).toBe(false);
  expect(isUnc('\\share')).toBe(false);
});

it('separators are turned without touching anything else', () => {
  expect(toSlash('a\\\\b/c\\')).toBe('a//b/c/');
  expect(toNative('a//b\\c/', 'windows')).toBe('a\\\\b\\c\\');
  expect(toNative('a//b\\c/', 'darwin')).toBe('a//b/c/');
});

it('roots are the slash and the drives', () => {
  expect(['/', 'C:', 'z:\\', 'Q:/'].every(isRoot)).toBe(true);
  expect(['', '//', '\\', 'CC:', 'é:\\', 'C:\\x', 'C:\\\\'].some(isRoot)).toBe(false);
});
