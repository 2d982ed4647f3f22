import { formatDecimal } from '@flamenco/common';

/** Where FFmpeg gets the frames from. */
export type FrameInput =
  | { readonly kind: 'glob'; readonly glob: string }
  /** A file that lists them, for systems on which FFmpeg knows no globs. */
  | { readonly kind: 'index'; readonly file: string };

/** What a video is made of. */
export interface VideoSettings {
  readonly exeArgs: readonly string[];
  readonly argsBefore: readonly string[];
  readonly input: FrameInput;
  readonly fps: number;
  readonly args: readonly string[];
  readonly outputFile: string;
}

/** The arguments of FFmpeg for a video (contract 07 §14.6). Pure. */
export function videoArguments({ exeArgs, argsBefore, input, fps, args, outputFile }: VideoSettings): string[] {
  const rate = ['-r', formatDecimal(fps)];
  return [...exeArgs, ...argsBefore, ...inputArguments(input, rate), ...args, ...rate, outputFile];
}

/** Without a rate of its own the input counts as 25 frames per second, and frames are dropped. */
function inputArguments(input: FrameInput, rate: readonly string[]): string[] {
  if (input.kind === 'index') return ['-f', 'concat', '-safe', '0', '-i', input.file];
  return [...rate, '-pattern_type', 'glob', '-i', input.glob.replaceAll('\\', '/')];
}
