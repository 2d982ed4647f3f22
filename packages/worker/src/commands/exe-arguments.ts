import { splitShellWords } from '../process/shell-words.js';
import { describeShellWordsProblem } from '../texts/errors.js';
import type { ParameterReader } from './parameters.js';

/** The words of `exeArgs` (contract 07 §14.9). Pure. Throws a `CommandError` when they cannot be told apart. */
export function splitArguments(read: ParameterReader): readonly string[] {
  const split = splitShellWords(read.textIfAny('exeArgs'));
  if (split.kind === 'words') return split.words;
  throw read.invalid('exeArgs', describeShellWordsProblem(split.problem));
}
