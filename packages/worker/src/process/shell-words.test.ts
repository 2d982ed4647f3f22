import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quoteShellWords, splitShellWords } from './shell-words.js';

describe('splitting into words (07 §14.9)', () => {
  it.each([
    ['', []],
    ['  one\ttwo\r\nthree ', ['one', 'two', 'three']],
    ['a"b c"d', ['ab cd']],
    ['"" \'\'', ['', '']],
    ['"C:\\dir"', ['C:dir']],
    ["'C:\\dir'", ['C:\\dir']],
    ['a\\ b', ['a b']],
    ['one # two\nthree', ['one', 'three']],
    ['o#ne', ['o#ne']],
    ['$HOME *', ['$HOME', '*']],
    [
      ' --factory-startup --python-expr "import bpy; print(\\"hello world\\")"',
      ['--factory-startup', '--python-expr', 'import bpy; print("hello world")'],
    ],
  ])('%j gives %j', (text, words) => {
    expect(splitShellWords(text)).toEqual({ kind: 'words', words });
  });

  it.each([
    ['"open', 'open-quote'],
    ["it's", 'open-quote'],
    ['end\\', 'open-escape'],
    ['"end\\', 'open-escape'],
  ])('%j has the problem %s', (text, problem) => {
    expect(splitShellWords(text)).toEqual({ kind: 'problem', problem });
  });
});

describe('quoting words (07 §15.1)', () => {
  it.each([
    [['blender', '-b', '/a_b-c.blend', 'x=1,2:3@%+'], 'blender -b /a_b-c.blend x=1,2:3@%+'],
    [['', 'two words', "it's"], `'' 'two words' 'it'"'"'s'`],
    [['$HOME', '*', '\u00e9'], "'$HOME' '*' '\u00e9'"],
  ])('%j gives %s', (words, line) => {
    expect(quoteShellWords(words)).toBe(line);
  });

  it('can be split into the same words again', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => {
        expect(splitShellWords(quoteShellWords(words))).toEqual({ kind: 'words', words });
      }),
    );
  });
});
