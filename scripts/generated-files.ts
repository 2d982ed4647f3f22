import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Contents by path below the repository's root. */
export type GeneratedFiles = ReadonlyMap<string, string>;

/** Writes the files that differ from what is there. Gives their paths. */
export async function writeGenerated(root: string, files: GeneratedFiles): Promise<string[]> {
  const outdated = await outdatedFiles(root, files);
  for (const path of outdated) {
    await mkdir(dirname(`${root}/${path}`), { recursive: true });
    await writeFile(`${root}/${path}`, files.get(path) ?? '');
  }
  return outdated;
}

/** Paths of the files that are missing or not what would be generated now. */
export async function outdatedFiles(root: string, files: GeneratedFiles): Promise<string[]> {
  const outdated: string[] = [];
  for (const [path, content] of files) {
    const present = await readFile(`${root}/${path}`, 'utf8').catch(() => undefined);
    if (present !== content) outdated.push(path);
  }
  return outdated;
}
