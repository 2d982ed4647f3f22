import type { FileHandle } from 'node:fs/promises';
import { codeOf } from './directories.js';

const PIECE_BYTES = 1024 * 1024;

/** What storages say that know no fsync. */
const NO_SYNC = new Set(['EINVAL', 'ENOSYS', 'ENOTSUP', 'EPERM', 'EBADF']);

/**
 * Copies the content of an open file into another, until it is on the storage: only then is it known that there was
 * room for it.
 *
 * @param onBytes told the number of bytes of each piece that is done
 * @throws what the system says; the signal's reason when aborted
 */
export async function copyBytes(
  source: FileHandle,
  target: FileHandle,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const piece = Buffer.alloc(PIECE_BYTES);
  for (;;) {
    signal.throwIfAborted();
    const { bytesRead } = await source.read(piece, 0, PIECE_BYTES);
    if (bytesRead === 0) break;
    await target.writeFile(piece.subarray(0, bytesRead));
    onBytes(bytesRead);
  }
  await target.sync().catch((error: unknown) => {
    if (!NO_SYNC.has(codeOf(error))) throw error;
  });
}
