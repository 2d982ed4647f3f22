import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shellSplit } from './shell-words.js';

describe('shellSplit (contract 04 §4.8)', () => {
  it.each<[string, string[]]>([
    ['', []],
    [' \t\r\n ', []],
    ['a b\tc\rd\ne', ['a', 'b', 'c', 'd', 'e']],
    ['a\'b c\'d"e"f', ['ab cdef']],
    ['\'\' ""', ['', '']],
    ["'a\\b'", ['a\\b']],
    ['"a\\"b\\n"', ['a"bn']],
    ['a\\ b', ['a b']],
    ['C:\\path\\x', ['C:pathx']],
    ['a # comment\nb', ['a', 'b']],
    ['a#b', ['a#b']],
    ['# only a comment', []],
    ['\'#\' "#" \\#', ['#', '#', '#']],
    ['$HOME *.blend ~', ['$HOME', '*.blend', '~']],
    ['--python-expr "import bpy; print(\'é\')"', ['--python-expr', "import bpy; print('é')"]],
  ])('splits %j', (text, words) => {
    expect(shellSplit(text)).toEqual(words);
  });

  it.each([
    ["a 'b", 'EOF found when expecting closing quote'],
    ['a "b', 'EOF found when expecting closing quote'],
    ['a "b\\', 'EOF found after escape character'],
    ['a b\\', 'EOF found after escape character'],
  ])('refuses %j', (text, message) => {
    expect(() => shellSplit(text)).toThrow(message);
  });
});

describe('laws of shell words', () => {
  const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
  const escaped = (word: string): string =>
    word === '' ? '""' : [...word].map((character) => `\\${character}`).join('');

  it('quoted and escaped words come back as they were', () => {
    const words = fc.array(fc.tuple(fc.string(), fc.boolean()), { maxLength: 8 });
    fc.assert(
      fc.property(words, fc.constantFrom(' ', '\t', '\n  '), (list, blank) => {
        const line = list.map(([word, quote]) => (quote ? quoted(word) : escaped(word))).join(blank);
        expect(shellSplit(line)).toEqual(list.map(([word]) => word));
      }),
    );
  });

  it('a comment changes nothing but the end of its line', () => {
    const words = fc.array(fc.string(), { maxLength: 4 });
    fc.assert(
      fc.property(words, words, fc.string(), (before, after, comment) => {
        const line = `${before.map(quoted).join(' ')} #${comment.replaceAll('\n', ' ')}\n${after.map(quoted).join(' ')}`;
        expect(shellSplit(line)).toEqual([...before, ...after]);
      }),
    );
  });

  it('any text gives words or one of the two errors', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', "'", '"', '\\', '#', '\n') });
    fc.assert(
      fc.property(text, (anything) => {
        try {
          for (const word of shellSplit(anything)) expect(typeof word).toBe('string');
        } catch (error) {
          expect(error).toHaveProperty('name', 'ShellWordsError');
        }
      }),
    );
  });
});
