import { describe, expect, it } from '@jest/globals';
import { JOB_STATUSES, TASK_STATUSES } from '@flamenco/api';
import { obstacles } from './obstacles.js';
import type { ObstacleJob, ObstacleTask, ObstacleWorker } from './obstacles.js';

const TASK: ObstacleTask = { status: 'queued', type: 'blender', blockedBy: 0, failedByWorkerIds: [] };
const JOB: ObstacleJob = { status: 'active', blocklist: [] };
const ANNA: ObstacleWorker = { id: 1, status: 'awake', taskTypes: ['ffmpeg', 'blender'], tagIds: [7] };

const why = (changes: { task?: Partial<ObstacleTask>; job?: Partial<ObstacleJob>; worker?: Partial<ObstacleWorker> }) =>
  obstacles({ ...TASK, ...changes.task }, { ...JOB, ...changes.job }, { ...ANNA, ...changes.worker });

describe('a Worker that asks for a task', () => {
  it('may run one that nothing stands against', () => {
    expect(why({})).toEqual([]);
  });

  it('may run one only in a job that is active or queued (03 §5.3 rule 2)', () => {
    const open = JOB_STATUSES.filter((status) => why({ job: { status } }).length === 0);
    expect(new Set(open)).toEqual(new Set(['active', 'queued']));
    expect(why({ job: { status: 'paused' } })).toEqual([{ tag: 'job-status', status: 'paused' }]);
  });

  it('may run one only when it is queued or failed softly (03 §5.3 rule 1)', () => {
    const open = TASK_STATUSES.filter((status) => why({ task: { status } }).length === 0);
    expect(new Set(open)).toEqual(new Set(['queued', 'soft-failed']));
    expect(why({ task: { status: 'active', workerId: 2 } })).toEqual([{ tag: 'task-status', status: 'active' }]);
  });

  it('gets none of a job that is to be deleted (D2.15)', () => {
    expect(why({ job: { deleteRequestedAt: new Date(0) } })).toEqual([{ tag: 'deletion-requested' }]);
  });

  it('gets none that it failed before (03 §5.3 rule 3)', () => {
    expect(why({ task: { failedByWorkerIds: [2] } })).toEqual([]);
    expect(why({ task: { failedByWorkerIds: [2, 1] } })).toEqual([{ tag: 'failed-before' }]);
  });

  it('gets none that waits for others (03 §5.3 rule 4)', () => {
    expect(why({ task: { blockedBy: 3 } })).toEqual([{ tag: 'dependencies', open: 3 }]);
  });

  it('gets none of a type from which it is blocked in this job (03 §5.3 rule 5)', () => {
    const of = (workerId: number, taskType: string) => why({ job: { blocklist: [{ workerId, taskType }] } });
    expect(of(1, 'Blender')).toEqual([{ tag: 'blocklisted', taskType: 'blender' }]);
    expect([...of(1, 'ffmpeg'), ...of(2, 'blender')]).toEqual([]);
  });

  it('needs the tag that the job has (03 §5.3 rule 6)', () => {
    expect(why({ job: { workerTagId: 7 } })).toEqual([]);
    expect(why({ job: { workerTagId: 8 } })).toEqual([{ tag: 'worker-tag', workerTagId: 8 }]);
    expect(why({ job: { workerTagId: 7 }, worker: { tagIds: [] } })).toHaveLength(1);
  });

  it('needs the type of the task, in whatever letter case (03 §5.3 rule 7, D2.5)', () => {
    expect(why({ task: { type: 'BLENDER' } })).toEqual([]);
    expect(why({ task: { type: ' blender' } })).toEqual([]);
    expect(why({ task: { type: 'misc' } })).toEqual([{ tag: 'task-type', taskType: 'misc' }]);
    expect(why({ worker: { taskTypes: [] } })).toEqual([{ tag: 'task-type', taskType: 'blender' }]);
  });

  it('has to be awake, with nothing else asked of it (03 §5.1)', () => {
    expect(why({ worker: { status: 'asleep' } })).toEqual([{ tag: 'worker-status', status: 'asleep' }]);
    expect(why({ worker: { statusRequest: { status: 'offline', isLazy: true } } })).toEqual([
      { tag: 'status-requested', status: 'offline' },
    ]);
  });

  it('gets its own active task again, whatever else stands against it (03 §5.2)', () => {
    const own = { status: 'active', workerId: 1, type: 'misc', blockedBy: 2, failedByWorkerIds: [1] } as const;
    expect(why({ task: own, job: { workerTagId: 8 } })).toEqual([]);
    expect(why({ task: own, job: { status: 'pause-requested' } })).toEqual([]);
    expect(why({ task: own, job: { status: 'paused' } })).toHaveLength(1);
  });

  it('learns every reason at once', () => {
    const all = why({
      task: { status: 'completed', type: 'misc', blockedBy: 1, failedByWorkerIds: [1] },
      job: {
        status: 'failed',
        deleteRequestedAt: new Date(0),
        workerTagId: 8,
        blocklist: [{ workerId: 1, taskType: 'misc' }],
      },
      worker: { status: 'error', statusRequest: { status: 'awake', isLazy: false } },
    });
    expect(all.map(({ tag }) => tag)).toEqual([
      'job-status',
      'deletion-requested',
      'task-status',
      'dependencies',
      'worker-tag',
      'task-type',
      'blocklisted',
      'failed-before',
      'worker-status',
      'status-requested',
    ]);
  });
});
