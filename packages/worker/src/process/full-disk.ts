/** How systems say that nothing more fits, in the words that programs pass on: POSIX, Windows, quotas. */
const FULL_DISK = /\bno space left on device\b|\bnot enough space on the disk\b|\bdisk quota exceeded\b/i;

/** What is told of such a line, in characters. */
const TOLD = 300;

/** A line of output that says that a disk is full; it mostly names the file. Pure. */
export function readFullDisk(line: string): string | undefined {
  return FULL_DISK.test(line) ? line.trim().slice(0, TOLD) : undefined;
}
