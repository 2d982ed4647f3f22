import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { basename, dirname, join, stem } from './path.js';

describe('path, by the table of contract 04 §4.9', () => {
  it.each([
    ['C:\\a\\b.txt', 'b.txt'],
    ['a/b/', 'b'],
    ['C:\\', 'C:'],
    ['', '.'],
    ['/', '/'],
    ['///', '/'],
    ['\\\\', '/'],
    ['a//b//', 'b'],
  ])('basename of %j is %j', (path, expected) => {
    expect(basename(path)).toBe(expected);
  });

  it.each([
    ['f', '.'],
    ['', '.'],
    ['/', '/'],
    ['/f', '/'],
    ['C:\\f', 'C:'],
    ['C:\\', 'C:'],
    ['a/b/', 'a/b'],
    ['a//b', 'a/'],
    ['a/../b', 'a/..'],
    ['\\\\S\\a\\b', '//S/a'],
    ['//x', '/'],
  ])('dirname of %j is %j', (path, expected) => {
    expect(dirname(path)).toBe(expected);
  });

  it.each<[string[], string]>([
    [['C:', 'x'], 'C:/x'],
    [['C:\\', 'x'], 'C://x'],
    [['a', ''], 'a'],
    [['a', '5', 'true'], 'a/5/true'],
    [['a/', '/b'], 'a/b'],
    [['a', '..', 'b'], 'b'],
    [['a\\..', 'b'], 'a/../b'],
    [['\\\\SERVER', 'mount'], '//SERVER/mount'],
    [['//SERVER', 'mount'], '/SERVER/mount'],
    [['{jobs}', 'x'], '{jobs}/x'],
    [[], ''],
    [['', ''], ''],
    [['a', '..'], '.'],
    [['/', '..', 'a/'], '/a'],
    [['/'], '/'],
  ])('join of %j is %j', (parts, expected) => {
    expect(join(...parts)).toBe(expected);
  });

  it.each([
    ['a.b.c', 'a.b'],
    ['.hidden', ''],
    ['noext', 'noext'],
    ['a.', 'a'],
    ['..', '.'],
    ['', ''],
    ['/', '/'],
    ['C:\\x\\scene.blend', 'scene'],
  ])('stem of %j is %j', (path, expected) => {
    expect(stem(path)).toBe(expected);
  });
});

describe('laws of paths', () => {
  const path = fc.string({ unit: fc.constantFrom('a', 'b', '.', '/', '\\', ' ', '{x}'), maxLength: 20 });

  /** The lexical rules once more, slowly: a stack of names. */
  function cleanSlowly(joined: string): string {
    const rooted = joined.startsWith('/');
    const names: string[] = [];
    for (const name of joined.split('/')) {
      if (name === '' || name === '.') continue;
      if (name !== '..') names.push(name);
      else if (names.length > 0 && names.at(-1) !== '..') names.pop();
      else if (!rooted) names.push('..');
    }
    return (rooted ? '/' : '') + names.join('/') || '.';
  }

  it('no answer contains a backslash', () => {
    fc.assert(
      fc.property(path, path, (a, b) => {
        for (const answer of [basename(a), dirname(a), stem(a), join(a, b)]) expect(answer).not.toContain('\\');
      }),
    );
  });

  it('the parts of a path are those of its list of names, with drives and network shares too', () => {
    const root = fc.constantFrom('', '/', 'C:', 'C:\\', 'r:/', '\\\\NAS\\share\\', '//NAS/share/');
    fc.assert(
      fc.property(root, path, (start, rest) => {
        const whole = start + rest;
        const names = whole.split(/[/\\]/);
        const base = names.filter((name) => name !== '').at(-1) ?? (whole === '' ? '.' : '/');
        expect(basename(whole)).toBe(base);
        expect(dirname(whole)).toBe(names.length === 1 ? '.' : names.slice(0, -1).join('/') || '/');
        expect(stem(whole)).toBe(
          whole === '' ? '' : base.split('.').slice(0, -1).join('.') || (base.includes('.') ? '' : base),
        );
      }),
    );
  });

  it('join cleans as a stack of names does', () => {
    fc.assert(
      fc.property(fc.array(path, { maxLength: 5 }), (parts) => {
        const joined = parts.filter((part) => part !== '').join('/');
        expect(join(...parts)).toBe(joined === '' ? '' : cleanSlowly(joined).replaceAll('\\', '/'));
      }),
    );
  });

  it('the base name is one name, and stem is its beginning', () => {
    fc.assert(
      fc.property(path, (any) => {
        const base = basename(any);
        expect(base === '/' || !base.includes('/')).toBe(true);
        expect(any === '' || base.startsWith(stem(any))).toBe(true);
      }),
    );
  });

  it('a long run of slashes takes no longer than it is long', () => {
    const slashes = '/'.repeat(1_000_000);
    expect(basename(`${slashes}a`)).toBe('a');
    expect(join('a', slashes, 'b')).toBe('a/b');
  });
});
