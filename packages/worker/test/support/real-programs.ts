import { afterAll, beforeAll } from '@jest/globals';

/** Where Debian has them. */
export const BLENDER = '/usr/bin/blender';
export const FFMPEG = '/usr/bin/ffmpeg';

/** In the suite that calls this a Python of the user's own is not in front of the system's, which confuses Debian's Blender. */
export function useSystemPrograms(): void {
  const path = process.env['PATH'];
  beforeAll(() => void (process.env['PATH'] = '/usr/bin:/bin'));
  afterAll(() => void (process.env['PATH'] = path));
}
