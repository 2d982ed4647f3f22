import { describe, expect, it } from '@jest/globals';
import { isPage, readChoices, readHistoryPage, readPage, readText, readTime } from './list-parameters.js';

const FIELDS = ['name', 'updated'] as const;

describe('readPage', () => {
  it('is everything in the own order when nothing is asked', () => {
    expect(readPage({}, FIELDS)).toEqual({ orderBy: undefined, limit: undefined, offset: undefined });
    expect(readPage({ order_by: '' }, FIELDS).orderBy).toBeUndefined();
  });

  it('takes a minus for descending', () => {
    expect(readPage({ order_by: 'name' }, FIELDS).orderBy).toEqual({ field: 'name', isDescending: false });
    expect(readPage({ order_by: '-updated' }, FIELDS).orderBy).toEqual({ field: 'updated', isDescending: true });
  });

  it.each(['age', '-', '--name', 'name,updated', 'NAME'])(
    'refuses to sort by %j, and says what is known',
    (order_by) => {
      expect(() => readPage({ order_by }, FIELDS)).toThrow(
        'parameter "order_by" in query has an error: the list can be sorted by one of ["name","updated"]',
      );
    },
  );

  it('gives at most 100 of a history unless told otherwise', () => {
    expect(readHistoryPage({ offset: 5 }, FIELDS)).toMatchObject({ limit: 100, offset: 5 });
    expect(readHistoryPage({ limit: 7 }, FIELDS)).toMatchObject({ limit: 7 });
  });
});

it('is a page with a limit or an offset, also an offset of 0', () => {
  expect([{}, { limit: 1 }, { offset: 0 }].map(isPage)).toEqual([false, true, true]);
});

describe('readChoices', () => {
  it('takes one or several, with spaces or without', () => {
    expect(readChoices('status_in', undefined, FIELDS)).toBeUndefined();
    expect(readChoices('status_in', '', FIELDS)).toBeUndefined();
    expect(readChoices('status_in', 'name', FIELDS)).toEqual(['name']);
    expect(readChoices('status_in', 'name, updated', FIELDS)).toEqual(['name', 'updated']);
  });

  it.each(['age', 'name,', 'name,age'])('refuses %j, and says what is allowed', (text) => {
    expect(() => readChoices('status_in', text, FIELDS)).toThrow(
      /^parameter "status_in" in query has an error: "(age)?" is not one of the allowed values \["name","updated"\]$/,
    );
  });
});

describe('readTime', () => {
  it('takes a time with its zone', () => {
    expect(readTime('updated_since', '2026-04-13T10:08:58Z')).toEqual(new Date('2026-04-13T10:08:58Z'));
    expect(readTime('updated_since', undefined)).toBeUndefined();
    expect(readTime('updated_since', '')).toBeUndefined();
  });

  it.each(['yesterday', '2026-02-30T00:00:00Z', '2026-04-13'])('refuses %j', (text) => {
    expect(() => readTime('updated_since', text)).toThrow(/^parameter "updated_since" in query has an error/);
  });
});

it('takes an empty text for none', () => {
  expect([readText(''), readText(undefined), readText(' ')]).toEqual([undefined, undefined, ' ']);
});
