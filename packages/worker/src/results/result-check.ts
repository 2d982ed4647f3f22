import { stat } from 'node:fs/promises';
import type { Defect } from './defect.js';
import { findDefect } from './find-defect.js';

/** A file that was announced and is no result. */
export interface DefectiveFile {
  readonly path: string;
  readonly defect: Defect;
}

interface Checked {
  readonly defect: Defect | undefined;
  /** How the file was when it was looked at; undefined when it was not there. */
  readonly seen: string | undefined;
}

/**
 * Checks the files that a program announces, one at a time and in the background, so that the check of a film's frames
 * goes on while the next ones are rendered, and only the last one is waited for.
 */
export class ResultCheck {
  readonly #checked = new Map<string, Checked | undefined>();
  #working: Promise<void> = Promise.resolve();

  /** @param signal aborted when nobody wants to know any more */
  constructor(private readonly signal: AbortSignal) {}

  /** A file was written. */
  announced(path: string): void {
    if (this.#checked.has(path)) return;
    this.#checked.set(path, undefined);
    this.#working = this.#working.then(() => this.#check(path));
  }

  /** The files that are no results, as they are now: those that changed since their check are looked at again. */
  async defects(): Promise<readonly DefectiveFile[]> {
    await this.#working;
    const defective: DefectiveFile[] = [];
    for (const [path, checked] of this.#checked) {
      if (this.signal.aborted) return [];
      if (checked === undefined || checked.defect || checked.seen !== (await lookAt(path))) await this.#check(path);
      const defect = this.#checked.get(path)?.defect;
      if (defect) defective.push({ path, defect });
    }
    return defective;
  }

  async #check(path: string): Promise<void> {
    if (this.signal.aborted) return;
    const seen = await lookAt(path);
    this.#checked.set(path, { seen, defect: await findDefect(path) });
  }
}

/** A text that changes when the file does. */
async function lookAt(path: string): Promise<string | undefined> {
  return stat(path).then(
    ({ size, mtimeMs, ino }) => [size, mtimeMs, ino].join(' '),
    () => undefined,
  );
}
