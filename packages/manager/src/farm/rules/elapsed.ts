/** How long a job was worked on. */
export interface Worked {
  /** Since when at least one of its tasks is active; undefined while none is. */
  readonly activeSince?: Date | undefined;
  /** How long at least one was, up to then, in milliseconds. */
  readonly activeMs: number;
}

/** For how long at least one task of a job was active, in milliseconds: pauses and waiting for Workers do not count. */
export function elapsedMs({ activeSince, activeMs }: Worked, now: Date): number {
  return activeMs + (activeSince ? Math.max(0, now.getTime() - activeSince.getTime()) : 0);
}

/** The mean duration of a job's frames, in milliseconds; undefined when nobody told how long one took. */
export function averageFrameMs(frames: { readonly framesTimed: number; readonly frameMs: number }): number | undefined {
  return frames.framesTimed > 0 ? frames.frameMs / frames.framesTimed : undefined;
}
