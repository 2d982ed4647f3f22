import { numberRuns } from '@flamenco/common';

/**
 * Which frames tasks render, so that frames are not rendered again because edited settings cut them into other tasks.
 * Pure.
 */

/** A task that renders frames: `what` is equal for tasks that would write the same images for the same frames. */
export interface FrameTask {
  readonly what: string;
  readonly frames: readonly number[];
}

/** A frame of a new task, and the task that has it so far. */
export interface KnownFrame<Before> {
  readonly frame: number;
  readonly by: Before | undefined;
}

interface RenderCommand {
  readonly name?: unknown;
  readonly parameters?: { readonly args?: unknown } | null;
}

const RENDER_FRAMES = new Set<unknown>(['--render-frame', '-f']);
/** As job types write frames for Blender (contract 07 §14.5); with a sign they would be counted from the ends of the scene. */
const FRAMES = /^\d{1,9}(\.\.\d{1,9})?(,\d{1,9}(\.\.\d{1,9})?)*$/;
/** A task with more frames is taken for one that nothing is known of. */
const MOST_FRAMES = 10_000;

/** What a task renders if it runs Blender once, for frames that it is given as numbers; undefined if nobody can tell. */
export function frameTask({
  type,
  commands,
}: {
  readonly type: string;
  readonly commands: string;
}): FrameTask | undefined {
  const [command, ...others] = JSON.parse(commands) as readonly RenderCommand[];
  const args = command?.parameters?.args;
  if (command?.name !== 'blender-render' || others.length > 0 || !Array.isArray(args)) return undefined;
  const places = args.flatMap((word, index) => (RENDER_FRAMES.has(word) ? [index + 1] : []));
  const [place = args.length, ...more] = places;
  const frames = more.length === 0 ? framesIn(args[place]) : undefined;
  if (frames === undefined) return undefined;
  const parameters = { ...command.parameters, args: args.with(place, '') };
  return { what: JSON.stringify([type, Object.entries(parameters).sort(byKey)]), frames };
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function framesIn(text: unknown): number[] | undefined {
  if (typeof text !== 'string' || !FRAMES.test(text)) return undefined;
  const frames: number[] = [];
  for (const part of text.split(',')) {
    const [first = 0, last = first] = part.split('..').map(Number);
    if (last - first + frames.length >= MOST_FRAMES) return undefined;
    for (let frame = first; frame <= last; frame += 1) frames.push(frame);
  }
  return frames;
}

/** Tasks by the frames that they render. */
export class FrameIndex<Before> {
  readonly #tasks = new Map<string, Map<number, Before>>();

  add({ what, frames }: FrameTask, task: Before): void {
    const known = this.#tasks.get(what) ?? new Map<number, Before>();
    this.#tasks.set(what, known);
    for (const frame of frames) known.set(frame, task);
  }

  /** The frames of a new task, if any of them is known. */
  find({ what, frames }: FrameTask): readonly KnownFrame<Before>[] | undefined {
    const known = this.#tasks.get(what);
    if (known === undefined || !frames.some((frame) => known.has(frame))) return undefined;
    return frames.map((frame) => ({ frame, by: known.get(frame) }));
  }
}

/** Frames as people write them: `1-3,7`; the first ones of very many. */
export function frameRanges(frames: readonly number[], most = 20): string {
  const runs = numberRuns([...new Set(frames)]);
  const written = runs.slice(0, most).map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`));
  return [...written, ...(runs.length > most ? ['…'] : [])].join(',');
}
