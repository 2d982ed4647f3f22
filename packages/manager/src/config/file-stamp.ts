import { stat } from 'node:fs/promises';

/** Tells whether a file is still the one that was read; a missing one has a stamp too. Never rejects. */
export async function fileStamp(file: string): Promise<string> {
  return await stat(file, { bigint: true }).then(
    ({ dev, ino, size, mtimeNs, ctimeNs }) => [dev, ino, size, mtimeNs, ctimeNs].join(' '),
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );
}
