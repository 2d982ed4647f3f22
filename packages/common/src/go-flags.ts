import { Command, Option } from 'commander';
import { normaliseArguments, readBoolean } from './go-arguments.js';
import type { FlagDescription, FlagKind } from './go-arguments.js';
import { readInteger } from './go-integer.js';
import { quote } from './go-text.js';

interface ValueOfKind {
  bool: boolean;
  string: string;
  int: number;
}

/** The value of each flag by its name; what is not given has its default, else `false`, `''` or 0. */
export type FlagValues<Flags extends readonly FlagDescription[]> = {
  readonly [Flag in Flags[number] as Flag['name']]: ValueOfKind[Flag['kind']];
};

/** What a command line asks for; in the last two cases `usage` belongs on stderr, after the message if there is one. */
export type CommandLine<Flags extends readonly FlagDescription[]> =
  | {
      readonly kind: 'run';
      readonly values: FlagValues<Flags>;
      /** Names of the flags that stand on the command line, for settings that other sources can give too. */
      readonly given: ReadonlySet<Flags[number]['name']>;
      /** What stands after the flags. */
      readonly rest: readonly string[];
    }
  | { readonly kind: 'help'; readonly usage: string }
  | { readonly kind: 'error'; readonly message: string; readonly usage: string };

/**
 * Reads a command line in Go's style (contract 05 §1, 07 §2).
 *
 * @param program the program as it was called, for the first line of the usage
 * @param flags declare them `as const`, then the values are typed
 * @param argv without the interpreter and the program
 */
export function readFlags<const Flags extends readonly FlagDescription[]>(
  program: string,
  flags: Flags,
  argv: readonly string[],
): CommandLine<Flags> {
  const normalised = normaliseArguments(flags, argv);
  if (normalised.kind === 'help') return { kind: 'help', usage: usage(program, flags) };
  if (normalised.kind === 'error') return { ...normalised, usage: usage(program, flags) };
  const command = commandOf(flags).parse(normalised.argv, { from: 'user' });
  const options = flags.map((flag) => [flag, optionOf(flag).attributeName()] as const);
  const values = options.map(([flag, attribute]) => [flag.name, command.getOptionValue(attribute) as unknown]);
  const given = options.filter(([, attribute]) => command.getOptionValueSource(attribute) === 'cli');
  return {
    kind: 'run',
    values: Object.fromEntries(values) as FlagValues<Flags>,
    given: new Set(given.map(([flag]) => flag.name)),
    rest: normalised.rest,
  };
}

/** The options for commander, which never sees an argument that `normaliseArguments` did not accept. */
function commandOf(flags: readonly FlagDescription[]): Command {
  const command = new Command().helpOption(false).exitOverride();
  for (const flag of flags) command.addOption(optionOf(flag));
  return command;
}

function optionOf(flag: FlagDescription): Option {
  const option = new Option(`--${flag.name} <${flag.kind}>`).default(defaultOf(flag));
  return option.argParser((text: string) => VALUE_READERS[flag.kind](text));
}

const VALUE_READERS: { readonly [Kind in FlagKind]: (text: string) => boolean | string | number } = {
  bool: (text) => readBoolean(text) ?? false,
  string: (text) => text,
  int: (text) => {
    const read = readInteger(text);
    return 'value' in read ? read.value : 0;
  },
};

const EMPTY_VALUES: ValueOfKind = { bool: false, string: '', int: 0 };

function defaultOf(flag: FlagDescription): boolean | string | number {
  return flag.default ?? EMPTY_VALUES[flag.kind];
}

/** The list of flags as Go prints it (contract 05 §1); ends with a line feed. */
export function usage(program: string, flags: readonly FlagDescription[]): string {
  const sorted = [...flags].sort((a, b) => (a.name < b.name ? -1 : 1));
  return [`Usage of ${program}:`, ...sorted.map(describeFlag), ''].join('\n');
}

function describeFlag(flag: FlagDescription): string {
  const kind = flag.kind === 'bool' ? '' : ` ${flag.kind}`;
  return `  -${flag.name}${kind}\n    \t${flag.text.replaceAll('\n', '\n    \t')}${describeDefault(flag)}`;
}

function describeDefault(flag: FlagDescription): string {
  const value = defaultOf(flag);
  if (value === EMPTY_VALUES[flag.kind]) return '';
  return ` (default ${typeof value === 'string' ? quote(value) : value})`;
}
