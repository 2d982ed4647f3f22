import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes sure that new names in a folder outlive a loss of power; Windows does so by itself. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
