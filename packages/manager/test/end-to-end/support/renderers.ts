import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Numbers of the Blender and FFmpeg processes whose command line has this text, such as the folder of a farm. */
export async function renderersOf(text: string): Promise<readonly number[]> {
  const { stdout } = await run('ps', ['-ww', '-eo', 'pid=,stat=,comm=,args=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, state = '', name = '', args = ''] = /^\s*(\d+)\s+(\S+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    const isRenderer = /^(?:blender|ffmpeg)/i.test(name) && !state.startsWith('Z');
    return pid !== undefined && isRenderer && args.includes(text) ? [Number(pid)] : [];
  });
}
