import { fileURLToPath } from 'node:url';

/** The absolute path of one of the programs of the tests. */
export function fakeProgram(name: string): string {
  return fileURLToPath(new URL(`../programs/${name}`, import.meta.url));
}
