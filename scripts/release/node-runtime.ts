import { copyFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { LicensedPackage } from './licenses.js';

/** Where the licence is, seen from the program: in Node.js' own archive and images, and in Debian's packages. */
const LICENSE_PLACES = ['../LICENSE', '../share/doc/node/LICENSE', '../share/doc/nodejs/LICENSE', 'LICENSE'];

/**
 * Copies the Node.js that runs this script.
 *
 * @throws Error when it needs libraries of this machine: it would not start on another one
 */
export async function copyNode(target: string): Promise<void> {
  const shared = sharedLibraries(process.config.variables);
  if (shared.length > 0) throw new Error(notOnItsOwn(shared));
  await copyFile(process.execPath, target);
}

/** What the licence of that Node.js says. @throws Error when it is not found */
export async function nodeLicense(): Promise<LicensedPackage> {
  const places = LICENSE_PLACES.map((place) => path.resolve(path.dirname(process.execPath), place));
  for (const place of places) {
    const text = await readFile(place, 'utf8').catch(() => '');
    if (text.startsWith('Node.js is licensed')) {
      return { name: 'Node.js', version: process.version, license: 'MIT and others', text: text.trim() };
    }
  }
  throw new Error(
    `the licence of ${process.execPath} is in none of ${places.join(', ')}; make the release with a Node.js from nodejs.org`,
  );
}

/** The parts of Node.js that its build left to libraries of the system. Pure. */
export function sharedLibraries(variables: object): readonly string[] {
  return Object.entries(variables)
    .filter(([name, value]) => /^node_shared(?:_|$)/.test(name) && (value === true || value === 'true'))
    .map(([name]) => name);
}

const notOnItsOwn = (shared: readonly string[]) =>
  `${process.execPath} needs libraries of this machine (${shared.join(', ')}), so it would not start on another one; ` +
  'make the release with a Node.js from nodejs.org';
