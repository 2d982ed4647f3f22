import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { chooseParts, PARTS } from './parts.mjs';

const chosen = (...names: string[]) => {
  const choice = chooseParts(names);
  return 'parts' in choice ? choice.parts.map(({ name }) => name) : choice;
};

it('runs everything when nothing is named', () => {
  expect(chosen()).toEqual(PARTS.map(({ name }) => name));
});

it('runs what is named, in its own order', () => {
  expect(chosen('http', 'lint')).toEqual(['lint', 'http']);
});

it('builds before it tests the built programs', () => {
  expect(chosen('end-to-end')).toEqual(['build', 'end-to-end']);
});

it('refuses a part that does not exist', () => {
  expect(chosen('unit', 'htpp')).toEqual({ unknown: 'htpp' });
});

it('knows every project of jest and only scripts that exist', async () => {
  const root = new URL('../../', import.meta.url);
  const { scripts } = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as { scripts: object };
  const projects = (await readFile(new URL('jest.config.ts', root), 'utf8')).matchAll(/displayName: '([^']+)'/g);
  expect(PARTS.filter(({ kind }) => kind === 'jest').map(({ name }) => name)).toEqual(
    [...projects].map(([, name]) => name),
  );
  for (const { script } of PARTS) if (script) expect(Object.keys(scripts)).toContain(script);
});
