/** What reading an integer gave: its value, or which of the two problems the text has. */
export type ReadInteger = { readonly value: number } | { readonly problem: 'parse error' | 'value out of range' };

const DIGITS = /^(?:0x(?:_?[\da-f])+|0b(?:_?[01])+|0o(?:_?[0-7])+|0(?:_?[0-7])*|[1-9](?:_?\d)*)$/i;
const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 63n - 1n;

/**
 * Reads an integer as Go writes them in source code: decimal, `0x`, `0o` or just `0`, `0b`, a sign, and single
 * underscores between digits (contract 07 §2). The range is that of 64 bits; beyond 2^53 the value is rounded.
 */
export function readInteger(text: string): ReadInteger {
  const digits = text.replace(/^[-+]/, '');
  if (!DIGITS.test(digits)) return { problem: 'parse error' };
  const size = BigInt(
    digits
      .replaceAll('_', '')
      .replace(/^0(?=\d)/, '0o')
      .toLowerCase(),
  );
  const value = text.startsWith('-') ? -size : size;
  if (value < SMALLEST || value > LARGEST) return { problem: 'value out of range' };
  return { value: Number(value) };
}
