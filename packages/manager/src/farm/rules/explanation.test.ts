import { describe, expect, it } from '@jest/globals';
import { explanation } from './explanation.js';
import { some } from './findings.js';
import type { Finding } from './findings.js';

const OFFLINE: Finding = { code: 'workers-offline', workers: [{ uuid: '1', name: 'nora' }] };
const NEXT: Finding = { code: 'next-request', workers: [], tasks: some([]) };
const JOB = { uuid: '7', name: 'shot 010' };
const standing = (...findings: Finding[]) => explanation(findings).standing;

describe('an explanation', () => {
  it('is decided by the finding that changes most, wherever it stands', () => {
    expect(explanation([{ code: 'not-set-up' }, OFFLINE, NEXT])).toMatchObject({
      standing: 'next-request',
      headline: NEXT,
    });
    expect(explanation([OFFLINE, { code: 'no-workers' }]).headline).toBe(OFFLINE);
  });

  it('of something that users hold back needs them, also while a task still runs', () => {
    const atWork: Finding = { code: 'at-work', tasks: some([]), workers: [] };
    expect(standing(atWork, OFFLINE)).toBe('running');
    expect(standing({ code: 'job-status', job: JOB, status: 'pause-requested' }, atWork)).toBe('needs-action');
    expect(standing({ code: 'job-status', job: JOB, status: 'requeueing' }, OFFLINE)).toBe('waiting');
    expect(standing({ code: 'job-status', job: JOB, status: 'completed' })).toBe('ended');
  });

  it('of Workers that leave needs action, of those that come back does not', () => {
    const asked = (status: 'asleep' | 'offline' | 'restart' | 'awake') =>
      standing({ code: 'workers-asked', workers: [], status });
    expect([asked('asleep'), asked('offline')]).toEqual(['needs-action', 'needs-action']);
    expect([asked('restart'), asked('awake')]).toEqual(['waiting', 'waiting']);
    expect(standing({ code: 'workers-scheduled-asleep', workers: [], until: new Date(0) })).toBe('waiting');
    expect(standing({ code: 'workers-scheduled-asleep', workers: [] })).toBe('needs-action');
  });

  it('without a finding has no headline', () => {
    expect(explanation([])).toEqual({ standing: 'waiting', findings: [] });
    expect(standing({ code: 'tasks-waiting', count: 3 })).toBe('waiting');
  });

  it('can be decided by some of its findings only', () => {
    expect(explanation([OFFLINE, { code: 'no-work' }], [OFFLINE])).toMatchObject({ headline: OFFLINE });
  });
});

it('some of many are counted, and five of them named', () => {
  expect(some([1, 2, 3, 4, 5, 6, 7])).toEqual({ count: 7, examples: [1, 2, 3, 4, 5] });
});
