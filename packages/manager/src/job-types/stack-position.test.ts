import { describe, expect, it } from '@jest/globals';
import { innermostPosition, positionText } from './stack-position.js';

describe('places in scripts', () => {
  it.each([
    ['    at compileJob (x.js:3:9)\n    at <eval> (x.js:5:1)\n', 'compileJob (x.js:3:9)'],
    ['    at <eval> (x.js:2:7)\n', 'x.js:2:7'],
    ['    at x.js:4:3\n', 'x.js:4:3'],
    ['    at RegExp (native)\n    at <eval> (x.js:1:11)\n', 'x.js:1:11'],
    ['    at ask (flamenco:host.js:20:5)\n    at helper (lib/a b.js:7:1)\n', 'helper (lib/a b.js:7:1)'],
    ['    at parse (native)\n    at <input>:1:3\n    at f (x.js:2)\n', 'f (x.js:2)'],
    ['nonsense', ''],
    ['', ''],
  ])('of %j', (stack, expected) => {
    expect(positionText(innermostPosition(stack))).toBe(expected);
  });
});
