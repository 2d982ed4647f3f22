'use strict';

const { chunksInOrder, frameNumbers } = require('./frames.js');

/** Programs that run once for each item of a list, or for each piece of a frame range. */

/** The parts of a text with ";" or line breaks between them, without those that are empty; a list stays one. */
exports.partsOf = function partsOf(text) {
  const parts = Array.isArray(text) ? text : String(text ?? '').split(/[;\r\n]/);
  return parts.map((part) => String(part).trim()).filter((part) => part !== '');
};

/** What has to be run: the end of the task's name, and what stands for names in braces. */
exports.runsOf = function runsOf(settings) {
  switch (settings.run_for) {
    case 'Each item': {
      const items = exports.partsOf(settings.item_list);
      if (items.length === 0) throw 'The list of items is empty: give "item_list", for example "first; second"';
      return items.map((item, index) => ({ name: item.slice(0, 80), values: { item, index: index + 1 } }));
    }
    case 'Frames':
      return chunksInOrder(settings).map((chunk) => ({ name: chunk, values: frameValues(chunk) }));
    default:
      return [{ name: '', values: {} }];
  }
};

function frameValues(chunk) {
  const numbers = frameNumbers(chunk);
  return { frames: chunk, numbers, first: numbers[0], last: numbers[numbers.length - 1], frame: numbers[0] };
}

const NAMES = /\{(item|index|frames|first|last|frame)(?::(\d))?\}/g;

/** Puts a run's values into a text. Other names in braces are the Manager's variables and stay. */
exports.filledIn = function filledIn(text, values) {
  return text.replaceAll(NAMES, (whole, name, digits) =>
    values[name] === undefined ? whole : String(values[name]).padStart(Number(digits ?? 0), '0'),
  );
};

/** As `filledIn`; a text with {frame} is made once for each frame of the run. */
exports.filledInForEachFrame = function filledInForEachFrame(text, values) {
  const hasFrame = /\{frame(?::\d)?\}/.test(text);
  if (!hasFrame || values.numbers === undefined) return [exports.filledIn(text, values)];
  return values.numbers.map((frame) => exports.filledIn(text, { ...values, frame }));
};
