import { expect, it } from '@jest/globals';
import { noteThrows, THROW_NOTE } from './throw-positions.js';

it('notes what is thrown, wherever a script throws, and leaves the lines alone', () => {
  const source = '#!/usr/bin/env node\nfunction f() {\n  if (a) throw "x";\n  throw a ? `throw ${b}` : [1,\n 2];\n}';
  const noted = noteThrows(source) ?? '';
  expect(noted).toContain(`throw ${THROW_NOTE}(16,("x"));`);
  expect(noted).toContain(`throw ${THROW_NOTE}(9,(a ? \`throw \${b}\` : [1,\n 2]));`);
  expect(noted.split('\n')).toHaveLength(source.split('\n').length);
});

it('gives up on what it cannot read', () => {
  expect(noteThrows('const = 5')).toBeUndefined();
  expect(noteThrows(`x = ${'['.repeat(100_000)}`)).toBeUndefined();
});
