import { describe, expect, it } from '@jest/globals';
import { familyOf, parseProcStat, parsePs, parseStartTime } from './process-table.js';
import type { ProcessEntry } from './process-table.js';

describe('an entry of /proc', () => {
  it('is read, whatever the program is called', () => {
    const text = `47 (a) (b c) S 1 46 45 0 -1 ${'0 '.repeat(13)}9876 0 0\n`;
    expect(parseProcStat(text)).toEqual({
      pid: 47,
      parent: 1,
      group: 46,
      session: 45,
      started: '9876',
      isZombie: false,
    });
  });

  it('may be of a dead process', () => {
    expect(parseProcStat(`47 (sh) Z 1 46 45 0 -1 ${'0 '.repeat(13)}9876 0`)?.isZombie).toBe(true);
  });

  it.each(['', 'nonsense', '47 (sh) S 1'])('is none when it reads %j', (text) => {
    expect(parseProcStat(text)).toBeUndefined();
  });
});

describe('the list of ps', () => {
  it('is read line by line', () => {
    const text = '    1     0     1 Ss   Mon Mar  2 10:00:00 2026\n   47     1    47 Z+   Mon Mar  2 10:00:01 2026\n\n';
    expect(parsePs(text)).toEqual([
      { pid: 1, parent: 0, group: 1, session: undefined, started: 'Mon Mar  2 10:00:00 2026', isZombie: false },
      { pid: 47, parent: 1, group: 47, session: undefined, started: 'Mon Mar  2 10:00:01 2026', isZombie: true },
    ]);
  });
});

describe('the start of a process on Windows', () => {
  it('is read as PowerShell writes it', () => {
    expect(parseStartTime('2026-03-02T10:00:01.2345678Z\r\n')).toBe(Date.UTC(2026, 2, 2, 10, 0, 1, 234));
  });

  it.each(['', 'Get-Process : Cannot find a process'])('is not known when it reads %j', (text) => {
    expect(parseStartTime(text)).toBeUndefined();
  });
});

describe('the family of a program', () => {
  const entry = (pid: number, parent: number, group: number, session = group): ProcessEntry => ({
    pid,
    parent,
    group,
    session,
    started: '1',
    isZombie: false,
  });

  it('is its group, its session and all that descend from these, in whatever order they are listed', () => {
    const table = [
      entry(15, 14, 15),
      entry(14, 12, 14),
      entry(10, 1, 10),
      entry(11, 1, 10),
      entry(12, 1, 12, 10),
      entry(20, 1, 20),
      entry(21, 20, 20),
    ];
    expect(
      familyOf(10, table)
        .map(({ pid }) => pid)
        .sort(),
    ).toEqual([10, 11, 12, 14, 15]);
  });

  it('outlives its head, but not its dead members', () => {
    const table = [{ ...entry(10, 1, 10), isZombie: true }, entry(11, 10, 11)];
    expect(familyOf(10, table).map(({ pid }) => pid)).toEqual([11]);
    expect(familyOf(99, table)).toEqual([]);
  });
});
