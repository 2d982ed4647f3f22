import { open, readFile } from 'node:fs/promises';
import { replaceFile } from '@flamenco/common';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';

/** Who this Worker is at its Manager: user name and password of HTTP Basic authentication. */
export interface Credentials {
  readonly workerId: string;
  readonly secret: string;
}

/** What the credentials file holds. */
export type StoredCredentials =
  | { readonly outcome: 'found'; readonly credentials: Credentials }
  | { readonly outcome: 'missing' }
  /** Empty, cut off or not ours: nothing that a Manager could know. */
  | { readonly outcome: 'incomplete' };

/** Reads and writes the credentials file (contract 07 §5.6). */
export class CredentialsFile {
  constructor(
    readonly path: string,
    private readonly header: (now: Date) => string,
  ) {}

  /** @throws when the file exists but cannot be read: registering anew would throw an identity away. */
  async read(): Promise<StoredCredentials> {
    const text = await readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (text === undefined) return { outcome: 'missing' };
    const credentials = decodeCredentials(text);
    return credentials ? { outcome: 'found', credentials } : { outcome: 'incomplete' };
  }

  /** Replaces the file in one step, so that a crash leaves the former or the new identity. Readable by its owner only. */
  async write(credentials: Credentials, now: Date): Promise<void> {
    const temporary = `${this.path}~`;
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.chmod(0o600);
      await file.writeFile(this.header(now) + encodeCredentials(credentials));
      await file.sync();
    } finally {
      await file.close();
    }
    await replaceFile(temporary, this.path);
  }
}

/** Credentials from the text of the file: both values are text whatever they look like. Pure. */
export function decodeCredentials(text: string): Credentials | undefined {
  const fields = parsed(text);
  if (typeof fields !== 'object' || fields === null) return undefined;
  const workerId: unknown = Reflect.get(fields, 'worker_id');
  const secret: unknown = Reflect.get(fields, 'worker_secret');
  if (typeof workerId !== 'string' || typeof secret !== 'string' || !workerId || !secret) return undefined;
  return { workerId, secret };
}

function parsed(text: string): unknown {
  try {
    return load(text, { schema: FAILSAFE_SCHEMA, json: true });
  } catch {
    return undefined;
  }
}

/** The two lines of the file; quoted only where a YAML reader could take a value for a number. Pure. */
export function encodeCredentials({ workerId, secret }: Credentials): string {
  return `worker_id: ${scalar(workerId)}\nworker_secret: ${scalar(secret)}\n`;
}

function scalar(value: string): string {
  const isPlain = /^[0-9a-zA-Z][0-9a-zA-Z-]*$/.test(value) && !/^[0-9]+(e[0-9]+)?$/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}
