import type { StorageProbe, StorageTrouble } from './storage-probe.js';

/** A probe as the Manager's API has it. */
export interface StorageFindings {
  path: string;
  kind: StorageProbe['kind'];
  can_read: boolean;
  can_write: boolean;
  is_empty?: boolean;
  nearest?: string;
  owner?: { uid: number; gid: number; rights: string };
  user?: string;
  free_bytes?: number;
  total_bytes?: number;
  took_ms: number;
  troubles: StorageTrouble[];
}

export function toStorageFindings(probe: StorageProbe): StorageFindings {
  const { path, kind, nearest, owner, user } = probe;
  return {
    ...{ path, kind, can_read: probe.canRead, can_write: probe.canWrite },
    ...(probe.isEmpty !== undefined && { is_empty: probe.isEmpty }),
    ...(nearest !== undefined && { nearest }),
    ...(owner && { owner }),
    ...(user !== undefined && { user }),
    ...(probe.freeBytes !== undefined && { free_bytes: probe.freeBytes }),
    ...(probe.totalBytes !== undefined && { total_bytes: probe.totalBytes }),
    took_ms: probe.tookMs,
    troubles: [...probe.troubles],
  };
}

export function readStorageFindings(
  findings: Omit<StorageFindings, 'troubles'> & { readonly troubles: readonly StorageTrouble[] },
): StorageProbe {
  const { path, kind, nearest, owner, user, troubles } = findings;
  return {
    ...{ path, kind, canRead: findings.can_read, canWrite: findings.can_write },
    ...(findings.is_empty !== undefined && { isEmpty: findings.is_empty }),
    ...(nearest !== undefined && { nearest }),
    ...(owner && { owner }),
    ...(user !== undefined && { user }),
    ...(findings.free_bytes !== undefined && { freeBytes: findings.free_bytes }),
    ...(findings.total_bytes !== undefined && { totalBytes: findings.total_bytes }),
    tookMs: findings.took_ms,
    troubles,
  };
}
