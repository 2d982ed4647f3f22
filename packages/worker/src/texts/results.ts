import { quote } from '@flamenco/common';
import { listFrames } from '../blender/frames-asked.js';
import type { ShortMemory } from '../blender/trouble-lines.js';
import type { Defect } from '../results/defect.js';
import type { DefectiveFile } from '../results/result-check.js';
import { describeSystemError } from './errors.js';

// What is wrong with the results of a render, for its log and for the error of its task.

/** Files named in the error of a task; its log names them all. */
const NAMED = 3;

/** The error of a render whose files are not what they should be. */
export function defectiveFiles(files: readonly DefectiveFile[]): string {
  const named = files.slice(0, NAMED).map(defectiveFile);
  const more = files.length > NAMED ? [`and ${files.length - NAMED} more, see the log`] : [];
  return [...named, ...more].join('; ');
}

/** The error of a program that did not write what was expected of it. */
export function expectedFiles(files: readonly DefectiveFile[]): string {
  const named = files.slice(0, NAMED).map(expectedFile);
  const more = files.length > NAMED ? [`and ${files.length - NAMED} more, see the log`] : [];
  return [...named, ...more].join('; ');
}

/** One of these files. */
export function expectedFile({ path, defect }: DefectiveFile): string {
  return `expected file ${quote(path)} ${describeDefect(defect)}`;
}

/** The error of a program that should run in a directory that is not there. */
export function noWorkingDirectory(path: string): string {
  return `the working directory ${quote(path)} does not exist on this computer`;
}

/** One of the files that a render announced. */
export function defectiveFile({ path, defect }: DefectiveFile): string {
  return `rendered file ${quote(path)} ${describeDefect(defect)}`;
}

function describeDefect(defect: Defect): string {
  switch (defect.kind) {
    case 'missing':
      return 'does not exist';
    case 'empty':
      return 'is empty';
    case 'not-a-file':
      return 'is not a regular file';
    case 'incomplete':
      return `is incomplete: it ends before its ${defect.format} image does`;
    case 'damaged':
      return `is damaged: its ${defect.format} image cannot be read`;
    case 'not-as-named':
      return `is not the ${defect.format} image that its name promises`;
    case 'unreadable':
      return `cannot be read: ${describeSystemError(defect.error)}`;
  }
}

/**
 * The error of a render that left frames out.
 *
 * @param complaint the last error that Blender reported, which is probably the reason
 */
export function framesNotDone(frames: readonly number[], complaint: string | undefined): string {
  const what = frames.length === 1 ? `frame ${listFrames(frames)} was` : `frames ${listFrames(frames)} were`;
  const reason = complaint === undefined ? '' : `; the last error that Blender reported was: ${complaint}`;
  return `${what} asked for, but neither saved nor skipped by Blender${reason}`;
}

/** Where to switch the check off, for renders that it does not understand; a line of the task's log. */
export const CHECK_CAN_BE_SWITCHED_OFF =
  'blender-render: the check of the results can be switched off, with the parameter checkResults: false of the command, or with check_results: false in flamenco-worker.yaml';

/** The form of a line about a result in the task's log. */
export function resultLine(message: string, command = 'blender-render'): string {
  return `${command}: ${message}`;
}

/** A line of the task's log about a file that the scene needs. */
export function fileMissing(path: string): string {
  return `blender-render: WARNING: a file is missing, the image may be wrong: ${quote(path)}`;
}

/** The error of a render that ran out of memory. @param failure how the program ended */
export function shortOfMemory(failure: string, memory: ShortMemory): string {
  if (memory === 'gpu')
    return `${failure}: the GPU ran out of memory; render this with less detail (textures, geometry, resolution), on the CPU, or on Workers with more GPU memory`;
  return `${failure}: the computer ran out of memory; render this with less detail, or on Workers with more memory`;
}
