'use strict';

/** Which frames are rendered by which task, and in which order (contract 04 §4.5). */

exports.ORDERS = ['Forward', 'Backward', 'Middle out', 'Every n-th first'];

/**
 * The frames as pieces of `chunk_size` frames, in the order in which their tasks are to be made: the farm begins with
 * the first. Within a piece, frames are rendered from low to high.
 */
exports.chunksInOrder = function chunksInOrder({ frames, chunk_size, frame_order, frame_order_step }) {
  const range = someFrames(frames);
  switch (frame_order) {
    case 'Backward':
      return frameChunker(range, chunk_size).reverse();
    case 'Middle out':
      return middleOut(frameChunker(range, chunk_size));
    case 'Every n-th first':
      return everyNthFirst(range, chunk_size, frame_order_step);
    default:
      return frameChunker(range, chunk_size);
  }
};

/** All frames of a range, one by one, from low to high. */
exports.frameNumbers = function frameNumbers(frames) {
  return frameChunker(someFrames(frames), 1).map(Number);
};

/** Blender writes ranges with two dots. A sign would mean "counted from the first or last frame" to it. */
exports.blenderFrames = function blenderFrames(chunk) {
  if (chunk.startsWith('-')) throw `Blender cannot be asked for negative frame numbers: ${chunk}`;
  return chunk.replaceAll('-', '..');
};

function someFrames(frames) {
  const range = String(frames ?? '').trim();
  if (range === '') throw 'No frames to render: give "frames", for example "1-30" or "3, 5-10"';
  return range;
}

/** The one in the middle, then by turns the next one after and before it. */
function middleOut(chunks) {
  const middle = Math.floor((chunks.length - 1) / 2);
  const distances = chunks.map((_, index) => index - middle);
  distances.sort((a, b) => Math.abs(a) - Math.abs(b) || b - a);
  return distances.map((distance) => chunks[middle + distance]);
}

function everyNthFirst(range, chunkSize, step) {
  if (!(step >= 1)) throw `"frame_order_step" must be 1 or more, not ${step}`;
  const all = exports.frameNumbers(range);
  const isEarly = (_, index) => index % Math.trunc(step) === 0;
  const early = all.filter(isEarly);
  const late = all.filter((frame, index) => !isEarly(frame, index));
  return [early, late].flatMap((some) => (some.length > 0 ? frameChunker(some.join(','), chunkSize) : []));
}
