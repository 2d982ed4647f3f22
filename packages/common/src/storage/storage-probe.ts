/** What is done about a path, in this order; a file that was made in a directory is removed in the end. */
export type StorageStep = 'find' | 'read' | 'write' | 'remove' | 'measure';

/** What went wrong in a step. */
export interface StorageTrouble {
  readonly step: StorageStep;
  /**
   * The system's code such as `EACCES`; `relative` for a path that does not say where it begins, `late` when there was
   * no answer in time, `forgets` when something else was read back, `broken` when the check itself did not work.
   */
  readonly code: string;
  /** In words for people, without the path. */
  readonly message: string;
}

/** What a program finds at a path of its machine. */
export interface StorageProbe {
  readonly path: string;
  /** `unknown` when it could not be looked at. */
  readonly kind: 'directory' | 'file' | 'other' | 'nothing' | 'unknown';
  readonly canRead: boolean;
  /** For a directory: a file was written there, read back and removed. For a file: it can be opened for writing. */
  readonly canWrite: boolean;
  /** Of a directory that can be read. */
  readonly isEmpty?: boolean;
  /** Where there is nothing: the nearest directory above that exists. */
  readonly nearest?: string;
  /** User and group that it belongs to, and its rights such as `rwxr-xr-x`; not on Windows. */
  readonly owner?: { readonly uid: number; readonly gid: number; readonly rights: string };
  /** The user that looks. */
  readonly user?: string;
  /** Space for this user and in all, in bytes. */
  readonly freeBytes?: number;
  readonly totalBytes?: number;
  /** How long it took, in milliseconds. */
  readonly tookMs: number;
  readonly troubles: readonly StorageTrouble[];
}

/** Whether a directory can serve Workers as a storage. */
export function isUsableStorage({ kind, canRead, canWrite }: StorageProbe): boolean {
  return kind === 'directory' && canRead && canWrite;
}
