import { expect, it } from '@jest/globals';
import { tasksToShow } from './explain-failure.mjs';

const tasks = (...statuses: string[]) =>
  statuses.map((status, index) => ({ id: String(index), name: `t${index}`, status }));
const shown = (...statuses: string[]) => tasksToShow(tasks(...statuses)).map(({ name }) => name);

it('shows the tasks that failed, but not all of them', () => {
  expect(shown('completed', 'active', 'failed')).toEqual(['t2']);
  expect(shown('soft-failed', 'queued')).toEqual(['t0']);
  expect(shown('failed', 'failed', 'failed')).toEqual(['t0', 't1']);
});

it('shows what was being done, or done last, when nothing failed', () => {
  expect(shown('completed', 'active', 'queued')).toEqual(['t1']);
  expect(shown('completed', 'completed')).toEqual(['t1']);
  expect(shown('queued')).toEqual([]);
});
