import { describe, expect, it } from '@jest/globals';
import { RuleFarm } from '../../../test/support/rule-farm.js';

// The worked examples of contract 03 §6.8–§6.10, replayed under the arithmetic of D2.4, D2.5 and D2.7.

/** A job of 20 frames and a video of them, and these Workers. */
function farmOf(workers: string): RuleFarm {
  const farm = new RuleFarm([...workers]);
  const frames = Array.from({ length: 20 }, (_, index) => `T${index + 1}`);
  for (const frame of frames) farm.addTask(frame, 'blender');
  farm.addTask('V', 'ffmpeg', frames);
  return farm;
}

/** One after the other, each Worker asks for a task: what they got. */
function ask(farm: RuleFarm, workers: string): string {
  return [...workers].map((worker) => `${worker}:${farm.ask(worker) ?? '-'}`).join(' ');
}

/** Each Worker fails its task: what became of those. */
function fail(farm: RuleFarm, workers: string): string {
  return [...workers].map((worker) => `${worker}:${farm.fail(worker).outcome}`).join(' ');
}

/** Goes on until nobody gets a task any more. */
function run(farm: RuleFarm, fails: (worker: string, task: string) => boolean): void {
  for (let isBusy = true; isBusy;) {
    const assigned = farm.workers.map((worker) => [worker, farm.ask(worker)] as const);
    isBusy = assigned.some(([, task]) => task !== undefined);
    for (const [worker, task] of assigned) {
      if (task === undefined || farm.statusOf(task) !== 'active') continue;
      if (fails(worker, task)) farm.fail(worker);
      else farm.complete(worker);
    }
  }
}

describe('three Workers that all fail (03 §6.8)', () => {
  it('end the job only when each of them has failed three tasks (D2.4, D2.5)', () => {
    const farm = farmOf('ABC');
    expect(ask(farm, 'ABC')).toBe('A:T1 B:T2 C:T3');
    expect(fail(farm, 'ABC')).toBe('A:soft-failed B:soft-failed C:soft-failed');
    expect(ask(farm, 'ABC')).toBe('A:T2 B:T1 C:T4');
    // Here the original failed the whole job already.
    expect(fail(farm, 'ABC')).toBe('A:soft-failed B:soft-failed C:soft-failed');
    expect(ask(farm, 'ABC')).toBe('A:T3 B:T4 C:T1');
    expect(fail(farm, 'A')).toBe('A:requeued');
    // Nobody is left for T4: A is blocked, C failed it before, as T3. For other frames C is left.
    expect(fail(farm, 'B')).toBe('B:failed');
    expect([farm.statusOf('T3'), farm.job]).toEqual(['failed', 'active']);
    expect(fail(farm, 'C')).toBe('C:job-failed');
    expect(farm.job).toBe('failed');
    expect(farm.why).toEqual({ tag: 'no-workers-left', taskType: 'blender' });
    expect(farm.tasks.filter(({ status }) => status === 'failed').map(({ name }) => name)).toEqual(['T1', 'T3', 'T4']);
    expect(farm.tasks.filter(({ status }) => status === 'canceled')).toHaveLength(18);
  });

  it('try a single broken frame all three before it fails for good (D2.5)', () => {
    const farm = farmOf('ABC');
    run(farm, (_, task) => task === 'T1');
    expect([...(farm.tasks[0]?.failedBy ?? [])]).toEqual(['A', 'B', 'C']);
    expect(farm.statusOf('T1')).toBe('failed');
    expect(farm.blocked.size).toBe(0);
  });
});

describe('three of five Workers that fail (03 §6.9)', () => {
  it('are blocked, each at its third failure, and the others complete the job', () => {
    const farm = farmOf('ABCDE');
    run(farm, (worker, task) => 'ABC'.includes(worker) && task !== 'V');
    expect(farm.blocked).toEqual(new Set(['A blender', 'B blender', 'C blender']));
    expect(farm.job).toBe('completed');
    expect(farm.tasks.every(({ failedBy }) => failedBy.size === 0)).toBe(true);
  });
});

describe('one broken frame and six Workers (03 §6.10)', () => {
  it('fail the frame at the third Worker, and the job when nothing else is left to run (D2.7)', () => {
    const farm = farmOf('ABCDEF');
    run(farm, (_, task) => task === 'T1');
    expect(farm.statusOf('T1')).toBe('failed');
    expect(farm.tasks.filter(({ status }) => status === 'completed')).toHaveLength(19);
    expect(farm.job).toBe('failed');
    expect(farm.why).toEqual({ tag: 'nothing-left-to-run', failed: 1, canceled: 0, queued: 1 });
  });
});

describe('two Workers, one of them broken', () => {
  it('complete the job: the broken one is blocked and the other renders what it failed (D2.5)', () => {
    const farm = farmOf('AB');
    run(farm, (worker, task) => worker === 'A' && task !== 'V');
    expect(farm.blocked).toEqual(new Set(['A blender']));
    expect(farm.job).toBe('completed');
  });
});
