import { expect, it } from '@jest/globals';
import { isPlaceable } from './submission.js';

it.each(['', '/render/a.blend', '\\\\NAS\\a.blend', 'R:\\a.blend', 'r:/a.blend', '{jobs}/a.blend'])(
  'D10.4: Workers find %j',
  (path) => expect(isPlaceable(path)).toBe(true),
);

it.each(['a.blend', './a.blend', '../a.blend', '//a.blend'.slice(2), 'R:a.blend', '\\a.blend'])(
  'D10.4: nobody finds %j',
  (path) => expect(isPlaceable(path)).toBe(false),
);
