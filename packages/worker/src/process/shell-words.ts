/** Why a text cannot be split into words. */
export type ShellWordsProblem = 'open-quote' | 'open-escape';

/** The words of a text, or why there are none. */
export type ShellWords =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'problem'; readonly problem: ShellWordsProblem };

type State = 'between' | 'word' | 'double' | 'single' | 'comment';

const BLANK = /[ \t\r\n]/;

/**
 * Splits a text into words like a shell, but without variables and globs: quotes, backslashes and comments as in
 * contract 07 §14.9. Pure.
 */
export function splitShellWords(text: string): ShellWords {
  const words: string[] = [];
  let word = '';
  let state: State = 'between';
  const endWord = () => {
    words.push(word);
    word = '';
    state = 'between';
  };
  const characters = text[Symbol.iterator]();
  for (const character of characters) {
    if (state === 'comment') {
      if (character === '\n') state = 'between';
    } else if (state === 'single') {
      if (character === "'") state = 'word';
      else word += character;
    } else if (character === '\\') {
      const next = characters.next();
      if (next.done) return { kind: 'problem', problem: 'open-escape' };
      word += next.value;
      if (state === 'between') state = 'word';
    } else if (state === 'double') {
      if (character === '"') state = 'word';
      else word += character;
    } else if (BLANK.test(character)) {
      if (state === 'word') endWord();
    } else if (character === '#' && state === 'between') {
      state = 'comment';
    } else {
      state = enter(character);
      if (state === 'word') word += character;
    }
  }
  if (state === 'double' || state === 'single') return { kind: 'problem', problem: 'open-quote' };
  if (state === 'word') endWord();
  return { kind: 'words', words };
}

function enter(character: string): 'word' | 'double' | 'single' {
  if (character === '"') return 'double';
  return character === "'" ? 'single' : 'word';
}

/** Words as one line that a POSIX shell would split into them again (contract 07 §15.1). Pure. */
export function quoteShellWords(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

function quoteWord(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'"'"'`)}'`;
}
