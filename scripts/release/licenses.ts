import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A package of somebody else with what it says about its use. */
export interface LicensedPackage {
  readonly name: string;
  readonly version: string;
  /** As its package.json names it. */
  readonly license: string;
  readonly text: string;
}

/** Texts that packages only refer to, by the licence that they name. */
const TEXTS: Readonly<Record<string, string>> = {
  'LGPL-3.0-or-later': new URL('license-texts/LGPL-3.0.txt', import.meta.url).pathname,
};

const LICENSE_FILE = /^(?:licen[sc]e|copying|notice)/i;
const README = /^readme/i;

/**
 * Reads what a package says about its use: its licence files, else its readme, which then has the licence.
 *
 * @throws Error when it says nothing: such a package must not be handed on
 */
export async function readLicense(folder: string): Promise<LicensedPackage> {
  const about = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Omit<LicensedPackage, 'text'>;
  const { name, version, license } = about;
  const names = (await readdir(folder)).sort();
  const own = names.filter((file) => LICENSE_FILE.test(file));
  const readmes = names.filter((file) => README.test(file));
  const files = (own.length > 0 ? own : readmes).map((file) => path.join(folder, file));
  if (TEXTS[license] !== undefined) files.push(TEXTS[license]);
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  if (!texts.some((text) => /licen[sc]e/i.test(text)) && own.length === 0)
    throw new Error(`${name} ${version} has no licence text in ${folder}; it cannot be part of a release`);
  return { name, version, license, text: texts.map((text) => text.trim()).join('\n\n') };
}

const RULE = '='.repeat(80);

/** One text with the licences of everything that comes with the programs. Pure. */
export function licensesText(packages: readonly LicensedPackage[]): string {
  const parts = packages.map(
    ({ name, version, license, text }) => `${RULE}\n${name} ${version} (${license})\n${RULE}\n\n${text}\n`,
  );
  return [
    'Flamenco (TypeScript) itself is under the licence in the file LICENSE. The archive also has these programs of others,\n' +
      'each under its own terms:\n',
    ...parts,
  ].join('\n');
}
