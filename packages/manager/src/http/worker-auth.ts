import { hash, randomBytes } from 'node:crypto';
import bcrypt from 'bcryptjs';

/** A Worker that proved who it is. */
export interface KnownWorker {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
}

/** What is stored of a Worker's credentials. */
export interface StoredCredentials extends KnownWorker {
  /** A bcrypt hash; also those of the original's database. */
  readonly secretHash: string;
}

/** What came of an `Authorization` header. */
export type AuthVerdict =
  | { readonly outcome: 'known'; readonly worker: KnownWorker }
  | { readonly outcome: 'no-header' }
  /** No Worker has this UUID, or not with this secret. */
  | { readonly outcome: 'unknown'; readonly username: string };

/** The longest secret, in bytes, of which bcrypt looks at every byte (contract 01 §1.7). */
export const LONGEST_SECRET_BYTES = 72;

/** Cost of the hashes; the original's. Secrets are random, so that a higher cost would protect nothing. */
const BCRYPT_COST = 4;

/** The hash under which a secret of at most 72 bytes is stored. */
export function hashSecret(secret: string): Promise<string> {
  return bcrypt.hash(secret, BCRYPT_COST);
}

/**
 * Tells Workers by their credentials (contract 01 §1.7). A bcrypt hash is compared once per Worker; after that its
 * header is recognised by a digest with a key that only this process knows, because a bcrypt comparison at every request
 * would cost more than the request itself. (`hash` in one step: an HMAC object costs 14 µs per request, measured.)
 */
export class WorkerAuthenticator {
  readonly #key = randomBytes(32).toString('base64');
  readonly #workers = new Map<string, KnownWorker>();
  readonly #digests = new Map<string, string>();
  /** Grows with every Worker that is forgotten, so that a check that was under way then is not remembered. */
  #forgotten = 0;

  /** @param find the stored credentials of a Worker that is not deleted; rejects when the database cannot tell */
  constructor(private readonly find: (uuid: string) => Promise<StoredCredentials | undefined>) {}

  /** Rejects when the database cannot tell. */
  async authenticate(authorization: string | undefined): Promise<AuthVerdict> {
    if (authorization === undefined) return { outcome: 'no-header' };
    const digest = hash('sha256', this.#key + authorization, 'base64');
    const known = this.#workers.get(digest);
    return known ? { outcome: 'known', worker: known } : await this.#verify(authorization, digest);
  }

  /** Forgets a Worker, because it was deleted or its secret changed. */
  forget(uuid: string): void {
    this.#forgotten += 1;
    this.#drop(uuid);
  }

  #drop(uuid: string): void {
    this.#workers.delete(this.#digests.get(uuid) ?? '');
    this.#digests.delete(uuid);
  }

  async #verify(authorization: string, digest: string): Promise<AuthVerdict> {
    const credentials = readBasic(authorization);
    if (!credentials) return { outcome: 'no-header' };
    const { username, password } = credentials;
    const forgottenBefore = this.#forgotten;
    const stored = await this.find(username);
    if (!stored || !(await bcrypt.compare(password, stored.secretHash))) return { outcome: 'unknown', username };
    const worker = { id: stored.id, uuid: stored.uuid, name: stored.name };
    if (forgottenBefore === this.#forgotten) this.#remember(worker, digest);
    return { outcome: 'known', worker };
  }

  #remember(worker: KnownWorker, digest: string): void {
    this.#drop(worker.uuid);
    this.#workers.set(digest, worker);
    this.#digests.set(worker.uuid, digest);
  }
}

/** User name and password of HTTP Basic; undefined if there are none. */
function readBasic(authorization: string): { username: string; password: string } | undefined {
  const encoded = /^basic +([\w+/=-]*) *$/i.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon < 0 ? undefined : { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}
