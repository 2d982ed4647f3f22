import type { Logger } from 'pino';
import type { FoundBlender } from './blender/find-blender.js';
import type { FoundFfmpeg } from './ffmpeg/find-ffmpeg.js';
import * as texts from './texts/command-console.js';

/** Says in the log which Blender this machine has (contract 07 §16.1). */
export function announceBlender(found: FoundBlender, logger: Logger): void {
  switch (found.kind) {
    case 'found':
      return logger.info({ path: found.path, version: found.version }, texts.BLENDER_FOUND);
    case 'missing':
      return logger.info(texts.BLENDER_NOT_FOUND);
    case 'trouble':
      return logger.warn({ cause: describeBlenderTrouble(found) }, texts.BLENDER_TROUBLE);
  }
}

function describeBlenderTrouble({ path, trouble }: FoundBlender & { kind: 'trouble' }): string {
  return texts.versionNotTold(path, trouble, texts.NO_BLENDER_VERSION);
}

/** Says in the log which FFmpeg this machine has (contract 07 §16.2). */
export function announceFfmpeg(found: FoundFfmpeg, logger: Logger): void {
  switch (found.kind) {
    case 'found':
      return logger.info({ path: found.path, version: found.version }, texts.FFMPEG_FOUND);
    case 'missing':
      return logger.warn(texts.FFMPEG_NOT_FOUND);
    case 'trouble':
      return logger.warn({ cause: describeFfmpegTrouble(found) }, texts.FFMPEG_TROUBLE);
  }
}

/** Why an FFmpeg that is there cannot be used. */
export function describeFfmpegTrouble({ path, trouble }: FoundFfmpeg & { kind: 'trouble' }): string {
  return texts.versionNotTold(path, trouble, texts.NO_FFMPEG_VERSION);
}
