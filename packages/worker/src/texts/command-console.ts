import type { VersionTrouble } from '../process/told-version.js';

// Lines of the Worker's own log about commands, programs and previews. Those of the original keep its words, because
// users search for them (contract 07 §14 to §20).

export const NOT_STARTED = 'error starting CLI execution';
export const EXITED = 'command exited successfully';
export const EXITED_ABNORMALLY = 'command exited abnormally';
export const LONG_LINE = 'unexpectedly long line read, will be split up';

export const FRAME_RENDERED = 'blender-render: frame rendered';
export const FRAME_SKIPPED = 'blender-render: frame skipped';
export const FILE_MISSING = 'blender-render: a file that the scene needs is missing';
export const CREATING_DIRECTORY = 'creating directory';
export const MOVING_DIRECTORY = 'moving directory';
export const MOVING_TO_BACKUP = 'dest directory exists, moving to backup';

export function goingToRun(commandLine: string): string {
  return `going to run: ${commandLine}`;
}

export const LEFTOVERS_ENDED = 'ended a program that a former run of this Worker left running';
export const LEFTOVERS_STAY = 'a program that a former run of this Worker left running cannot be ended';
export const PROCESS_LIST_NOT_WRITTEN =
  'cannot note which programs are running, they would survive a crash of this Worker';

export const OOM_ADJUSTED = 'executables will be run with OOM score adjustment';
export const OOM_NOT_SET = "could not set the subprocess' oom_score_adj value";
export const NICENESS_NOT_SET = 'could not make the subprocess step back behind other work (nice)';
export const OOM_ONLY_ON_LINUX =
  'config: oom_score_adjust configured, but that is only available on Linux, not this platform. See https://flamenco.blender.org/usage/worker-configuration/ for more information.';

const BLENDER_HINT =
  'Flamenco Manager will have to supply the full path to Blender when tasks are sent to this Worker. For more info see https://flamenco.blender.org/usage/variables/blender/';

export const BLENDER_FOUND =
  'Blender found on this system, it will be used unless the Flamenco Manager configuration specifies a different path.';
export const BLENDER_NOT_FOUND = `Blender could not be found. ${BLENDER_HINT}`;
export const BLENDER_TROUBLE = `There was an error finding Blender on this system. ${BLENDER_HINT}`;
export const BLENDER_BY_ASSOCIATION = 'found Blender';
export const FFMPEG_FOUND = 'FFmpeg found on this system';
export const FFMPEG_NOT_FOUND = 'FFmpeg could not be found on this system, jobs may not run correctly';
export const FFMPEG_TROUBLE = 'there was an unexpected error finding FFmpeg on this system, jobs may not run correctly';

export const NO_FFMPEG_VERSION = 'its output does not begin with a version of FFmpeg';
export const NO_BLENDER_VERSION = 'its output has no line with a version of Blender';

/** Why a program did not tell its version. */
export function versionNotTold(path: string, trouble: VersionTrouble, noVersion: string): string {
  return `${path}: ${describeTrouble(trouble, noVersion)}`;
}

function describeTrouble(trouble: VersionTrouble, noVersion: string): string {
  switch (trouble.kind) {
    case 'too-long':
      return `did not end within ${trouble.ms / 1000} seconds`;
    case 'exited':
      return `exited with code ${trouble.exitCode}`;
    case 'failed':
      return trouble.error.message;
    case 'no-version':
      return noVersion;
  }
}

export const PREVIEW_ACCEPTED = 'output uploader: Manager accepted our image';
export const PREVIEW_REJECTED = 'output uploader: Manager rejected our request, this is a bug in Flamenco Worker';
export const PREVIEW_TOO_LARGE = 'output uploader: Manager rejected our upload, it is too large';
export const PREVIEW_UNSUPPORTED = 'output uploader: Manager rejected our upload, unsupported file type';
export const PREVIEW_TOO_MANY = 'output uploader: Manager is too busy to handle this upload';
export const PREVIEW_ERROR = 'output uploader: error from Manager';
export const PREVIEW_UNEXPECTED = 'output uploader: unexpected error from Manager';
export const PREVIEW_NOT_SENT = 'output uploader: unable to send image to Manager';
export const PREVIEW_NOT_DECODABLE = 'output uploader: file a format I cannot decode, ignoring it';
export const PREVIEW_DEFECTIVE = 'output uploader: cannot decode image file';
export const PREVIEW_UNREADABLE = 'output uploader: error opening file';
export const FLOATING_POINT_IMAGE = 'its pixels are floating-point numbers';
