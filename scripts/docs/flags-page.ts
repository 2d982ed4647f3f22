import type { FlagDescription } from '@flamenco/common';
import { code, GENERATED, table } from './markdown.js';

/** The reference page of a program's command line, from its table of flags. */
export function flagsPage(program: string, flags: readonly FlagDescription[]): string {
  const sorted = [...flags].sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    GENERATED,
    `# Command line of ${code(program)}`,
    '',
    'Flags are written `-name VALUE`, `-name=VALUE` or with two dashes; a switch is on as `-name` and off as `-name=false`.',
    '',
    table(['Flag', 'Value', 'Default', 'Meaning'], sorted.map(flagRow)),
  ].join('\n');
}

function flagRow({ name, kind, text, default: value, notYet }: FlagDescription): string[] {
  return [
    code(`-${name}`),
    kind === 'bool' ? '' : kind,
    value === undefined || value === '' || value === false || value === 0 ? '' : code(String(value)),
    notYet === undefined ? text : `${text} *(comes with a later version)*`,
  ];
}
