import { formatValue } from '@flamenco/common';
import { cannotConvert, invalidParameter, missingParameter } from '../texts/errors.js';
import { CommandError } from './command.js';
import type { CommandParameters } from './command.js';

/**
 * Reads the parameters of one command by the rules of contract 07 §14.1. Pure. What cannot be read is thrown as a
 * `CommandError` in the contract's words.
 */
export class ParameterReader {
  /** @param command the name under which error texts speak of the command */
  constructor(
    private readonly command: string,
    private readonly parameters: CommandParameters,
  ) {}

  /** The value as it came, whatever its type; the key has to be there. */
  present(name: string): unknown {
    if (!Object.hasOwn(this.parameters, name)) throw this.missing(name);
    return this.parameters[name];
  }

  /** A text that has to be there and not to be empty. A value of another type counts as missing. */
  text(name: string): string {
    const value = this.textIfAny(name);
    if (value === '') throw this.missing(name);
    return value;
  }

  /** A text; empty when it is missing or something else. */
  textIfAny(name: string): string {
    const value = this.#own(name);
    return typeof value === 'string' ? value : '';
  }

  /** A text that may be missing or empty, but not something else. */
  textOrNothing(name: string): string {
    const value = this.#own(name);
    if (value === undefined || typeof value === 'string') return value ?? '';
    throw this.invalid(name, cannotConvert('string'));
  }

  /** A number other than 0. */
  number(name: string): number {
    const value = this.#own(name);
    if (typeof value !== 'number' || value === 0) throw this.missing(name);
    return value;
  }

  /** A list whose elements become text; empty when it is missing. */
  texts(name: string): readonly string[] {
    const value = this.#own(name);
    if (value === undefined) return [];
    if (!Array.isArray(value)) throw this.invalid(name, cannotConvert('list of strings'));
    return value.map(formatValue);
  }

  /** A yes or no; undefined when it is missing or null. */
  yesOrNo(name: string): boolean | undefined {
    const value = this.#own(name) ?? undefined;
    if (value === undefined || typeof value === 'boolean') return value;
    throw this.invalid(name, cannotConvert('boolean'));
  }

  /** Texts by name; empty when it is missing or null. Values become text as in a list. */
  textsByName(name: string): Readonly<Record<string, string>> {
    const value = this.#own(name) ?? {};
    if (typeof value !== 'object' || Array.isArray(value)) throw this.invalid(name, cannotConvert('texts by name'));
    return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, formatValue(text)]));
  }

  missing(name: string): CommandError {
    return new CommandError(missingParameter(this.command, name, this.parameters));
  }

  /** @param message what is wrong with the value */
  invalid(name: string, message: string): CommandError {
    return new CommandError(invalidParameter(this.command, name, this.#own(name), message));
  }

  #own(name: string): unknown {
    return Object.hasOwn(this.parameters, name) ? this.parameters[name] : undefined;
  }
}
