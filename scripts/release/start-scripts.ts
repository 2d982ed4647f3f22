/** The programs of a release. */
export const PROGRAMS = ['manager', 'worker'] as const;

export type ProgramName = (typeof PROGRAMS)[number];

/** What Node.js is told about each program, as in the first line of its file in `bin`. */
const NODE_OPTIONS: Readonly<Record<ProgramName, readonly string[]>> = {
  manager: ['--max-semi-space-size=24'],
  worker: [],
};

/**
 * What users start: finds its own folder, also through links, and starts the program with the Node.js beside it. Needs
 * nothing on the PATH; `command -p` knows where the system keeps its own tools. Pure.
 */
export function startScript(program: ProgramName): string {
  const node = ['"$here/lib/node"', ...NODE_OPTIONS[program]].join(' ');
  return `#!/bin/sh
# Starts flamenco-${program} with the Node.js that came with it.
case $0 in
  */*) self=$0 ;;
  *) self=./$0 ;;
esac
if [ -L "$self" ]; then self=$(command -p readlink -f "$self"); fi
here=$(CDPATH= cd "\${self%/*}" && pwd -P) || exit 1
exec ${node} "$here/lib/flamenco-${program}.mjs" "$@"
`;
}

/**
 * What Node.js runs. The program looks for the user's files beside the program that the user starts (D3.7, D4.7), which
 * is the start script and not this file. Pure.
 */
export function entryModule(program: ProgramName): string {
  return `import { fileURLToPath } from 'node:url';

// Started by ../flamenco-${program}, which is the program that the user knows.
process.argv[1] = fileURLToPath(new URL('../flamenco-${program}', import.meta.url));
await import('./node_modules/@flamenco/${program}/dist/main.js');
`;
}
