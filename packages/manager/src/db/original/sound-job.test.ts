import { describe, expect, it } from '@jest/globals';
import { soundJob } from './sound-job.js';

/** Tasks by their statuses; each waits for the one before it if it starts with `>`; `active!` is one without a Worker. */
function chain(...statuses: readonly string[]) {
  return statuses.map((status, index) => ({
    id: index + 1,
    status: status.replace(/^>|!$/g, ''),
    isOwned: !status.endsWith('!'),
    dependencies: status.startsWith('>') ? [index] : [],
  }));
}

const sound = (status: string, ...statuses: readonly string[]) => {
  const job = soundJob(status, chain(...statuses));
  return [job.status, ...job.tasks.values()];
};

describe('a job of an original farm', () => {
  it('keeps what is sound', () => {
    expect(sound('active', 'completed', 'active', '>queued', 'soft-failed')).toEqual([
      ...['active', 'completed', 'active', 'queued', 'soft-failed'],
    ]);
    expect(sound('completed', 'completed', 'completed')).toEqual(['completed', 'completed', 'completed']);
    expect(sound('failed', 'failed', 'canceled', 'completed')).toEqual(['failed', 'failed', 'canceled', 'completed']);
    expect(sound('paused', 'paused', 'completed')).toEqual(['paused', 'paused', 'completed']);
  });

  it('keeps a request that the Manager finishes when it starts', () => {
    expect(sound('cancel-requested', 'active', 'queued')).toEqual(['cancel-requested', 'active', 'queued']);
    expect(sound('requeueing', 'failed', 'paused')).toEqual(['requeueing', 'failed', 'paused']);
    expect(sound('pause-requested', 'active!', 'queued')).toEqual(['pause-requested', 'queued', 'queued']);
  });

  it('queues a task that nobody has, or that has no status', () => {
    expect(sound('active', 'active!', '')).toEqual(['active', 'queued', 'queued']);
    expect(sound('queued', 'paused')).toEqual(['queued', 'queued']);
  });

  it('ends a running job that nothing can go on with', () => {
    expect(sound('active', 'completed', 'completed')).toEqual(['completed', 'completed', 'completed']);
    expect(sound('active', 'failed', '>queued')).toEqual(['failed', 'failed', 'canceled']);
    expect(sound('queued', 'canceled', '>queued')).toEqual(['canceled', 'canceled', 'canceled']);
    expect(sound('queued')).toEqual(['completed']);
  });

  it('leaves nothing unfinished in a job that has ended', () => {
    expect(sound('failed', 'failed', 'queued', 'soft-failed')).toEqual(['failed', 'failed', 'canceled', 'canceled']);
    expect(sound('completed', 'completed', 'active')).toEqual(['canceled', 'completed', 'canceled']);
    expect(sound('completed', 'completed', 'failed')).toEqual(['failed', 'completed', 'failed']);
  });

  it('is paused when nobody can make sense of its status', () => {
    expect(sound('under-construction', 'queued', 'completed')).toEqual(['paused', 'paused', 'completed']);
    expect(sound('', 'active')).toEqual(['paused', 'paused']);
  });
});
