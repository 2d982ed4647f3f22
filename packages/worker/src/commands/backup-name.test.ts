import { describe, expect, it } from '@jest/globals';
import { backupName, numberedBackupName } from './backup-name.js';

describe('the name of what is moved aside', () => {
  it('tells when it was changed, to the nearest second', () => {
    expect(backupName('render', new Date(2026, 2, 4, 5, 6, 7, 499))).toBe('render-2026-03-04_050607');
    expect(backupName('render', new Date(2026, 11, 31, 23, 59, 59, 500))).toBe('render-2027-01-01_000000');
  });

  it.each([
    [[], 'a-001'],
    [['a', 'a-x', 'b-7'], 'a-001'],
    [['a-001', 'a-046'], 'a-047'],
    [['a-some-5'], 'a-006'],
    [['a-10327'], 'a-10328'],
    [['a-99999999999999999999'], 'a-100000000000000000000'],
  ])('has a number above those of %j', (siblings, name) => {
    expect(numberedBackupName('a', siblings)).toBe(name);
  });
});
