/** The number of the frame that FFmpeg is at, in one of its states: `frame=  240 fps= 60 q=28.0 …`. Pure. */
export function readEncodedFrame(status: string): number | undefined {
  const frame = /\bframe=\s*(\d+)\s/.exec(status)?.[1];
  return frame === undefined ? undefined : Number(frame);
}

/** How much longer it takes, at the speed so far, in milliseconds; undefined before that can be said. Pure. */
export function encodingLeftMs(frame: number, total: number | undefined, elapsedMs: number): number | undefined {
  if (total === undefined || frame <= 0 || frame > total) return undefined;
  return (elapsedMs / frame) * (total - frame);
}
