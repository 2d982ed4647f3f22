import { formatDuration, quote } from '@flamenco/common';

// Lines of a task's log. Their forms are those of the original, which users and scripts read (contract 07 §1.2).

export function echoed(message: string): string {
  return `echo: ${quote(message)}`;
}

export function slept(ms: number): string {
  return `slept ${formatDuration(ms)}`;
}

/** The lines before the first one of a program. */
export function goingToRun(commandLine: string): readonly string[] {
  return ['going to run:', '', `    ${commandLine}`, ''];
}

/** One line of a program's output. */
export function programLine(pid: number, line: string): string {
  return `pid=${pid} > ${line}`;
}

/** At the end of the log of a render that failed: Blender's reason is easily lost among its other lines. */
export function blenderComplained(complaint: string): string {
  return `blender-render: the last error that Blender reported was: ${complaint}`;
}

export function makingDirectory(path: string): string {
  return `make-directory: creating directory ${quote(path)}`;
}

export function directoryNotMade(path: string, reason: string): string {
  return `make-directory: could not create directory ${quote(path)}: ${reason}`;
}

export function moveSourceMissing(src: string): string {
  return `move-directory: source path ${quote(src)} does not exist, not moving anything`;
}

export function moving(from: string, to: string): string {
  return `move-directory: moving ${quote(from)} to ${quote(to)}`;
}

export function notMoved(from: string, to: string, reason: string): string {
  return `move-directory: could not move ${quote(from)} to ${quote(to)}: ${reason}`;
}

export function backupRestored(backup: string, dest: string): string {
  return `move-directory: moved ${quote(backup)} back to ${quote(dest)}`;
}

export function backupNotRestored(backup: string, dest: string, reason: string): string {
  return `move-directory: could not move ${quote(backup)} back to ${quote(dest)}: ${reason}`;
}

export function movingAcross(from: string, to: string): string {
  return `move-directory: ${quote(from)} and ${quote(to)} are on different file systems, so that everything is copied first`;
}

export function sourceNotRemoved(src: string, reason: string): string {
  return `move-directory: WARNING: all is at its destination, but ${quote(src)} could not be removed: ${reason}`;
}

/** The form of every line of `copy-file`. */
export function copyFile(message: string): string {
  return `copy-file: ${message}`;
}

export function pathMissing(name: 'src' | 'dest'): string {
  return `missing or empty '${name}' parameter`;
}

export function sourceNotAbsolute(src: string): string {
  return `source path ${quote(src)} is not absolute, not copying anything`;
}

export function sourceMissing(src: string): string {
  return `source path ${quote(src)} does not exist, not copying anything`;
}

export function destNotAbsolute(dest: string): string {
  return `destination path ${quote(dest)} is not absolute, not copying anything`;
}

export function destExists(dest: string): string {
  return `destination path ${quote(dest)} already exists, not copying anything`;
}

export function copying(src: string, dest: string): string {
  return `copying ${quote(src)} to ${quote(dest)}`;
}

export function copied(src: string, dest: string): string {
  return `copied ${quote(src)} to ${quote(dest)}`;
}
