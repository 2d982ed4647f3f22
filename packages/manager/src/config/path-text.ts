/**
 * Paths as text, of whatever platform, on whatever platform the Manager runs (contract 05 §15).
 * A separator is `/` or `\`, always; platforms are Go's names (`linux`, `windows`, `darwin`, …).
 */

const WINDOWS = 'windows';

export function isSeparator(character: string | undefined): boolean {
  return character === '/' || character === '\\';
}

/** The path with the separators of a platform: runs of them become one, those at the end vanish, leading ones stay. */
export function toPlatform(path: string, platform: string): string {
  if (path === '') return '';
  const separator = platform === WINDOWS ? '\\' : '/';
  let leading = 0;
  while (isSeparator(path[leading])) leading++;
  const parts = path.slice(leading).split(/[\\/]+/);
  if (parts.length > 1 && parts.at(-1) === '') parts.pop();
  const native = separator.repeat(leading) + parts.join(separator);
  return platform === WINDOWS ? ensureDriveAbsolute(native) : native;
}

/** `F:dir` would mean a directory relative to the current one of drive F, which is never meant: `F:\dir`. */
export function ensureDriveAbsolute(path: string): string {
  return hasDriveLetter(path) && path[2] !== '\\' ? `${path.slice(0, 2)}\\${path.slice(2)}` : path;
}

export function hasDriveLetter(path: string): boolean {
  return /^[A-Za-z]:/.test(path);
}

/** Without separators at the end; of nothing but separators the first one stays. */
export function trimTrailingSeparators(path: string): string {
  let end = path.length;
  while (end > 0 && isSeparator(path[end - 1])) end--;
  return end === 0 ? path.slice(0, 1) : path.slice(0, end);
}

/** Whether it is a Windows network path such as `\\NAS\share`. */
export function isUnc(path: string): boolean {
  return path.startsWith('\\\\');
}

export function toSlash(path: string): string {
  return path.replaceAll('\\', '/');
}

/** Every separator as the platform has it; unlike `toPlatform` nothing else changes. */
export function toNative(path: string, platform: string): string {
  return platform === WINDOWS ? path.replaceAll('/', '\\') : toSlash(path);
}

/** Whether it is `/` or the root of a drive. */
export function isRoot(path: string): boolean {
  return path === '/' || /^[A-Za-z]:[\\/]?$/.test(path);
}
