import path from 'node:path';
import { expect, it } from '@jest/globals';
import { placesIn, withoutBlanks } from './places.mjs';

it('puts the farm where its paths can be copied into any command line', () => {
  const root = path.parse(process.cwd()).root;
  const [temporary, repository] = [path.join(root, 'John Doe', 'tmp'), path.join(root, 'src', 'flamenco')];
  expect(withoutBlanks([temporary, repository])).toBe(repository);
  expect(withoutBlanks([temporary, path.join(root, 'my projects')])).toBe(path.join(root, 'flamenco'));
});

it('keeps everything inside the directory of the farm', () => {
  const farm = path.resolve('farm');
  for (const place of Object.values(placesIn(farm))) expect(path.relative(farm, place)).not.toMatch(/^\.\./);
});
