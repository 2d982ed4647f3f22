import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hasLongList, jsonInPieces } from './json-text.js';

it('gives the same text in pieces as at a stretch', async () => {
  const lists = fc.array(fc.oneof(fc.jsonValue(), fc.constant(undefined)), { maxLength: 1600, size: 'max' });
  const bodies = fc.record({ tasks: lists, total: fc.option(fc.integer(), { nil: undefined }), 'a "b"': fc.string() });
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => expect(await jsonInPieces(body)).toBe(JSON.stringify(body))),
    { numRuns: 20 },
  );
});

it('lets others have their turn while a long list is made', async () => {
  const order: string[] = [];
  const long = jsonInPieces({ tasks: Array.from({ length: 2000 }, (_, index) => ({ index })) }).then(() =>
    order.push('list'),
  );
  setImmediate(() => order.push('somebody else'));
  await long;
  expect(order).toEqual(['somebody else', 'list']);
});

it('takes pieces for long lists only', () => {
  const list = (length: number) => Array.from({ length }, () => 1);
  expect(hasLongList({ tasks: list(1001) })).toBe(true);
  expect(hasLongList({ tasks: list(1000), total: 3 })).toBe(false);
  for (const other of [list(2000), 'text', null, undefined, 3]) expect(hasLongList(other)).toBe(false);
});
