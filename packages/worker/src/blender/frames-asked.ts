/** More frames than a task has are a mistake, or the work of a fuzzer. */
const MOST_FRAMES = 1_000_000;

/** After these, Blender's output may lack the lines about frames. */
const QUIET = new Set(['-q', '--quiet', '--log', '--log-level', '--log-file']);

/**
 * The frames that a command line of Blender asks for with `-f` or `--render-frame`: `7`, `1..10`, `1,3,5..8` (contract
 * 07 §14.5). Pure.
 *
 * @returns undefined when none are asked for, and when they cannot be known: numbers with a sign count from the ends of
 *   the scene, and a Blender told to be quiet says nothing about its frames
 */
export function framesAsked(args: readonly string[]): ReadonlySet<number> | undefined {
  const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  if (own.some((argument) => QUIET.has(argument))) return undefined;
  const asked = new Set<number>();
  for (const [index, argument] of own.entries()) {
    if (argument !== '-f' && argument !== '--render-frame') continue;
    for (const part of (own[index + 1] ?? '').split(',')) if (!addRange(part, asked)) return undefined;
  }
  return asked.size > 0 ? asked : undefined;
}

function addRange(text: string, frames: Set<number>): boolean {
  const [, first, last = first] = /^(\d+)(?:\.\.(\d+))?$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (!(from <= to) || to - from + frames.size >= MOST_FRAMES) return false;
  for (let frame = from; frame <= to; frame += 1) frames.add(frame);
  return true;
}

/** Frames as a text: `1-3, 7`. Pure. */
export function listFrames(frames: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const frame of [...frames].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && frame <= last[1] + 1) last[1] = frame;
    else ranges.push([frame, frame]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}
