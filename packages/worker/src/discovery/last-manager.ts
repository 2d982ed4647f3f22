import { readFile, writeFile } from 'node:fs/promises';
import { replaceFile } from '@flamenco/common';
import { parseManagerUrl } from '../manager/manager-url.js';

/** Remembers in the Worker's home where the Manager was that was found on the network last. */
export class LastManager {
  constructor(private readonly path: string) {}

  /** Undefined when there was none yet, or the file cannot be used: then one is searched for. */
  async read(): Promise<string | undefined> {
    try {
      const stored: unknown = JSON.parse(await readFile(this.path, 'utf8'));
      const url: unknown = typeof stored === 'object' && stored !== null ? Reflect.get(stored, 'url') : undefined;
      const parsed = parseManagerUrl(typeof url === 'string' ? url : '');
      return parsed.ok ? parsed.url : undefined;
    } catch {
      return undefined;
    }
  }

  /** @throws what the file system says */
  async write(url: string): Promise<void> {
    const temporary = `${this.path}~`;
    await writeFile(temporary, `${JSON.stringify({ url })}\n`);
    await replaceFile(temporary, this.path);
  }
}
