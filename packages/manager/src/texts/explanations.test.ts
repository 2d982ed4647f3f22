import { JOB_STATUSES } from '@flamenco/api';
import { expect, it } from '@jest/globals';
import { some } from '../farm/rules/findings.js';
import type { Finding } from '../farm/rules/findings.js';
import { findingAction, findingText, headlineText } from './explanations.js';
import { allNamed, counted, quoted, wallTime } from './listing.js';

const time = (moment: Date) => moment.toISOString();
const named = (...names: string[]) => names.map((name) => ({ uuid: name, name }));
const JOB = { uuid: '7', name: 'shot 010' };
const task = (name: string) => ({ uuid: name, name, status: 'failed', jobUuid: JOB.uuid }) as const;

it('many names are cut short', () => {
  expect(quoted(some(named('a')))).toBe('"a"');
  expect(quoted(some(named('a', 'b')))).toBe('"a" and "b"');
  expect(quoted({ count: 10_000, examples: named('a', 'b') })).toBe('"a", "b" and 9998 more');
  expect(allNamed(named('a', 'b', 'c', 'd', 'e', 'f'))).toBe('a, b, c, d, e and 1 more');
});

it('numbers and times are written as people do', () => {
  expect([counted(1, 'task'), counted(2, 'task')]).toEqual(['1 task', '2 tasks']);
  expect(wallTime({ year: 2026, month: 3, day: 4, hour: 9, minute: 5 })).toBe('2026-03-04 09:05');
});

it('one Worker sleeps until a time, of several the first', () => {
  const until = new Date('2026-03-04T18:00:00Z');
  const text = (...names: string[]) =>
    findingText({ code: 'workers-scheduled-asleep', workers: named(...names), until }, time);
  expect(text('nora')).toBe('The Worker nora sleeps by its schedule until 2026-03-04T18:00:00.000Z.');
  expect(text('nora', 'hugo')).toBe(
    'The Workers nora and hugo sleep by their schedules, the first of them until 2026-03-04T18:00:00.000Z.',
  );
});

it('every status of a job is said in words, with something to do', () => {
  for (const status of JOB_STATUSES) {
    const finding: Finding = { code: 'job-status', job: JOB, status };
    expect(findingText(finding, time)).toMatch(/^The job "shot 010" (is|has) .*[a-z]\.$/);
    expect(findingAction(finding)).toMatch(/\.$/);
  }
});

it('a block that somebody set by hand has no failures behind it', () => {
  const found = { code: 'workers-blocked', taskType: 'blender', workers: named('nora') } as const;
  expect(findingText({ ...found, tasks: some([]) }, time)).toMatch(/of this job\.$/);
  expect(findingText({ ...found, tasks: some([task('frame 1')]) }, time)).toMatch(/ after failing "frame 1"\.$/);
});

it('a headline says how things stand and why', () => {
  const headline: Finding = { code: 'no-workers' };
  expect(
    headlineText({ subject: 'job', name: 'shot 010' }, { standing: 'needs-action', headline, findings: [] }, time),
  ).toBe('Job "shot 010" does not go on by itself: the farm has no Worker.');
  expect(headlineText({ subject: 'task', name: 'frame 1' }, { standing: 'waiting', findings: [] }, time)).toBe(
    'Task "frame 1" is waiting, and nothing is known to stand in the way.',
  );
});
