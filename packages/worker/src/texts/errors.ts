import { getSystemErrorMap } from 'node:util';
import { errorText, formatDuration, formatValue, isError, quote } from '@flamenco/common';
import type { ShellWordsProblem } from '../process/shell-words.js';

// Why a command failed. Users find these after `Failed: ` in a task's activity and log and search for them, so they
// keep the words of the original (contract 07 §14, §15.5).

export function unknownCommand(name: string): string {
  return `unknown command: ${quote(name)}`;
}

export function missingParameter(command: string, name: string, parameters: object): string {
  return `${command}: mandatory parameter "${name}" is missing: ${formatValue(parameters)}`;
}

export function invalidParameter(command: string, name: string, value: unknown, message: string): string {
  return `${command}: parameter "${name}" has invalid value ${formatValue(value)}: ${message}`;
}

export function cannotConvert(type: 'string' | 'list of strings' | 'texts by name' | 'boolean'): string {
  return `cannot convert to ${type}`;
}

/** @param type the value's type as the original calls it, `string` or `bool` */
export function notANumber(type: string): string {
  return `bad type ${type}, expecting int or float`;
}

export const NEGATIVE_DURATION = 'cannot be negative';
export const PATH_DOES_NOT_EXIST = 'path does not exist';
export const PATH_NOT_ABSOLUTE = 'path is not absolute';
export const PATH_EXISTS = 'path already exists';
export const NOT_A_FILE = 'not a regular file';

/** What is wrong with a text of shell words. */
export function describeShellWordsProblem(problem: ShellWordsProblem): string {
  switch (problem) {
    case 'open-quote':
      return 'EOF found when expecting closing quote';
    case 'open-escape':
      return 'EOF found after escape character';
  }
}

/** @param exitCode -1 for a program that a signal ended */
export function exitedAbnormally(exitCode: number): string {
  return `command exited abnormally with code ${exitCode}`;
}

/** A program ran into the limit of the Worker's own configuration. */
export function ranTooLong(limitMs: number): string {
  return `command ended after ${formatDuration(limitMs)}, the command_time_limit of this Worker's configuration`;
}

/**
 * The error of a program that found a disk full.
 *
 * @param failure how it ended, or what is wrong with its files
 * @param said its own words, which mostly name the file
 */
export function diskFull(failure: string, said: string): string {
  return `${failure}: a disk is full; make room there, then requeue the task. The program said: ${said}`;
}

/** A program called by its bare name is nowhere. */
export function notOnPath(name: string, platform: NodeJS.Platform): string {
  return `exec: ${quote(name)}: executable file not found in ${platform === 'win32' ? '%PATH%' : '$PATH'}`;
}

export function notStarted(file: string, reason: string): string {
  return `fork/exec ${file}: ${reason}`;
}

export function noFramesFound(glob: string): string {
  return `creating input for FFmpeg: no files found at ${glob}`;
}

export function sourceInvalid(src: string, reason: string): string {
  return `invalid source file ${quote(src)}: ${reason}`;
}

export function sourceNotOpened(src: string, reason: string): string {
  return `failed to open source file ${quote(src)}: ${reason}`;
}

export function directoriesNotCreated(directory: string, reason: string): string {
  return `failed to create directories ${quote(directory)}: ${reason}`;
}

export function destinationNotCreated(dest: string, reason: string): string {
  return `failed to create destination file ${quote(dest)}: ${reason}`;
}

export function notCopied(src: string, dest: string, reason: string): string {
  return `failed to copy ${quote(src)} to ${quote(dest)}: ${reason}`;
}

/** Codes whose text on Linux differs from the one that Node has for them. */
const SYSTEM_TEXTS: Readonly<Record<string, string>> = {
  E2BIG: 'argument list too long',
  EBUSY: 'device or resource busy',
  EEXIST: 'file exists',
  EINVAL: 'invalid argument',
  EIO: 'input/output error',
  EISDIR: 'is a directory',
  ELOOP: 'too many levels of symbolic links',
  EMFILE: 'too many open files',
  ENOEXEC: 'exec format error',
  ENAMETOOLONG: 'file name too long',
  EROFS: 'read-only file system',
  ESTALE: 'stale NFS file handle',
  ETXTBSY: 'text file busy',
  EXDEV: 'invalid cross-device link',
  ERR_INVALID_ARG_VALUE: 'invalid argument',
};

/**
 * The system's words for one of its error codes: `ENOENT` is `no such file or directory`.
 *
 * @param error says it in its own words when the code is an unknown one
 */
export function systemErrorText(code: string, error?: unknown): string {
  const known = SYSTEM_TEXTS[code] ?? nodeText(code);
  return known ?? (isError(error) ? error.message : code);
}

function nodeText(code: string): string | undefined {
  for (const [name, text] of getSystemErrorMap().values()) if (name === code) return text;
  return undefined;
}

/** An error of the file system with the path that it is about, in the form `open /path: permission denied`. */
export function describeSystemError(error: unknown): string {
  if (!isError(error)) return errorText(error);
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error.message;
  return `${[syscall, path].filter(Boolean).join(' ')}: ${systemErrorText(code, error)}`;
}
