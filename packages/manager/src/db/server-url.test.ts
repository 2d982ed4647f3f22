import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isServerUrl, withoutPassword } from './server-url.js';

it.each([
  ['postgres://farmer:secret@db.studio/farm', 'postgres://farmer:***@db.studio/farm'],
  ['postgresql://farmer:se:cr@et@db:5433/farm?sslmode=require', 'postgresql://farmer:***@db:5433/farm?sslmode=require'],
  ['postgres://farmer@db/farm', 'postgres://farmer@db/farm'],
  [
    'postgres://db/farm?user=farmer&password=secret&sslmode=disable',
    'postgres://db/farm?user=farmer&password=***&sslmode=disable',
  ],
  ['flamenco-manager.sqlite', 'flamenco-manager.sqlite'],
])('%s is shown as %s', (name, shown) => {
  expect(withoutPassword(name)).toBe(shown);
});

it('never shows a password, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string(), (password) => {
      const shown = 'postgres://farmer:***@db/farm';
      expect(withoutPassword(`postgres://farmer:${password}@db/farm`)).toBe(shown);
      expect(withoutPassword(`postgres://farmer:${encodeURIComponent(password)}@db/farm`)).toBe(shown);
    }),
  );
});

it.each([
  ['postgres://db/farm', true],
  ['PostgreSQL://db/farm', true],
  ['postgres.sqlite', false],
  ['file:postgres', false],
  ['/srv/postgres://x', false],
])('%s is on a server: %s', (name, expected) => {
  expect(isServerUrl(name)).toBe(expected);
});
