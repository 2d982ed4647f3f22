import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatGoLayout, formatGoString, formatRfc3339, formatTimestampLocal, localMoment } from './timestamp.js';

const MARCH = Date.parse('2024-03-05T06:08:09.120Z');
const JULY = Date.parse('2024-07-05T23:30:00Z');

describe('moments as scripts see them', () => {
  it('formatTimestampLocal is in local time, summer and winter (contract 04 §4.7)', () => {
    expect(formatTimestampLocal(MARCH, 'Europe/Amsterdam')).toBe('2024-03-05_070809');
    expect(formatTimestampLocal(JULY, 'Europe/Amsterdam')).toBe('2024-07-06_013000');
    expect(formatTimestampLocal(Date.parse('2006-01-02T15:04:05Z'), 'UTC')).toBe('2006-01-02_150405');
    expect(formatTimestampLocal(Date.parse('2024-01-01T00:00:00Z'), 'UTC')).toBe('2024-01-01_000000');
  });

  it('JSON is RFC 3339 with as much of the second as there is (contract 04 §7.2)', () => {
    expect(formatRfc3339(MARCH, 'Europe/Amsterdam')).toBe('2024-03-05T07:08:09.12+01:00');
    expect(formatRfc3339(JULY, 'UTC')).toBe('2024-07-05T23:30:00Z');
    expect(formatRfc3339(JULY, 'America/St_Johns')).toBe('2024-07-05T21:00:00-02:30');
  });

  it('as text it is what Go prints', () => {
    expect(formatGoString(MARCH, 'Europe/Amsterdam')).toBe('2024-03-05 07:08:09.12 +0100 CET');
    expect(formatGoString(JULY, 'UTC')).toBe('2024-07-05 23:30:00 +0000 UTC');
    expect(formatGoString(JULY, 'America/Sao_Paulo')).toBe('2024-07-05 20:30:00 -0300 -03');
  });

  it.each([
    ['Mon Jan _2 3:04PM 2006', 'Tue Mar  5 7:08AM 2024'],
    ['Monday, 02-Jan-06 15:04:05 MST', 'Tuesday, 05-Mar-24 07:08:09 CET'],
    ['January 2, 2006 at 3:04pm (-0700)', 'March 5, 2024 at 7:08am (+0100)'],
    ['2006-002', '2024-065'],
    ['05.000 05.999 05.000000', '09.120 09.12 09.120000'],
    ['1/2/06 4:5', '3/5/24 8:9'],
    ['shot', 'shot'],
  ])('the layout %j gives %j', (layout, expected) => {
    expect(formatGoLayout(localMoment(MARCH, 'Europe/Amsterdam'), layout)).toBe(expected);
  });

  it('the local moment is the moment, in every zone', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Amsterdam',
      'America/New_York',
      'Asia/Kolkata',
      'Pacific/Apia',
      'Australia/Lord_Howe',
    );
    const moment = fc.integer({ min: Date.UTC(1980, 0), max: Date.UTC(2100, 0) });
    fc.assert(
      fc.property(moment, zone, (ms, timeZone) => {
        expect(Date.parse(formatRfc3339(ms, timeZone))).toBe(ms);
      }),
    );
  });
});
