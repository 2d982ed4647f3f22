import { describe, expect, it } from '@jest/globals';
import type { TaskStatus } from '@flamenco/api';
import { atOnce } from './pieces.js';
import { planSettingsChange, statusOfOpenTask } from './settings-change.js';
import { matchTasks } from './task-matches.js';

const before = (id: number, name: string, commands: string, status: TaskStatus = 'completed', type = 'blender') => ({
  ...{ id, name, type, commands, status },
});
const now = (uuid: string, name: string, commands: string, dependencies: readonly string[] = [], type = 'blender') => ({
  ...{ uuid, name, type, commands, dependencies },
});

const statusesOf = (...statuses: readonly TaskStatus[]) =>
  new Map(statuses.map((status, index) => [index + 1, status]));

function fates(old: readonly ReturnType<typeof before>[], made: readonly ReturnType<typeof now>[]): string[] {
  const statuses = new Map(old.map(({ id, status }) => [id, status]));
  const { tasks, removed } = atOnce(planSettingsChange(atOnce(matchTasks(old, made)), statuses));
  return [
    ...tasks.map(({ now: task, before: match, fate }) => `${task.uuid} ${fate}${match ? ` ${match.id}` : ''}`),
    ...removed.map(({ id }) => `removed ${id}`),
  ];
}

describe('what edited settings do to tasks', () => {
  it('of tasks with one name the equal ones stay, in whatever order, and only the others change', () => {
    const old = [before(1, 'sleep', '5'), before(2, 'sleep', '6'), before(3, 'sleep', '7')];
    expect(fates(old, [now('a', 'sleep', '7'), now('b', 'sleep', '9'), now('c', 'sleep', '5')])).toEqual([
      ...['a kept 3', 'b changed 2', 'c kept 1'],
    ]);
  });

  it('a task of another type is another task', () => {
    expect(fates([before(1, 'a', '')], [now('a', 'a', '', [], 'ffmpeg')])).toEqual(['a added', 'removed 1']);
  });

  it('what was made of something that is made again is made again, however far down, but nothing else', () => {
    const old = [
      before(1, 'a', '1'),
      before(2, 'b', '1'),
      before(3, 'c', '1', 'active'),
      before(4, 'd', '1', 'failed'),
    ];
    const made = [now('a', 'a', '2'), now('b', 'b', '1', ['a']), now('c', 'c', '1', ['b']), now('d', 'd', '1', ['a'])];
    expect(fates(old, made)).toEqual(['a changed 1', 'b again 2', 'c again 3', 'd kept 4']);
    const unrelated = [now('a', 'a', '2'), now('b', 'b', '1'), now('c', 'c', '1', ['b']), now('d', 'd', '1', ['a'])];
    expect(fates(old, unrelated)).toEqual(['a changed 1', 'b kept 2', 'c kept 3', 'd kept 4']);
  });

  it('a completed task that has to wait for a new one is done again after it', () => {
    expect(fates([before(1, 'a', '')], [now('x', 'x', ''), now('a', 'a', '', ['x'])])).toEqual([
      'x added',
      'a again 1',
    ]);
  });

  it('a new task whose frames are all rendered is done, unless what it depends on is done again', () => {
    const [one, two, old] = [before(1, 'r-1', '1'), before(2, 'r-2', '2'), before(3, 'prepare', 'p')];
    const rendered = [
      { frame: 1, by: one },
      { frame: 2, by: two },
    ];
    const made = (prepare: string) => ({
      tasks: [
        { now: now('p', 'prepare', prepare), before: old },
        { now: now('x', 'r-1-2', '1-2', ['p']), before: undefined, frames: rendered },
      ],
      removed: [one, two],
      frameTasks: new Set([one, two]),
    });
    const plan = (prepare: string, status: TaskStatus) =>
      atOnce(planSettingsChange(made(prepare), statusesOf('completed', status, 'completed')));
    const fateOf = (planned: ReturnType<typeof plan>) => [planned.tasks[1]?.fate, planned.lost];
    expect(fateOf(plan('p', 'completed'))).toEqual(['done', { frames: [], tasks: 0 }]);
    expect(fateOf(plan('p', 'active'))).toEqual(['added', { frames: [1], tasks: 0 }]);
    expect(fateOf(plan('other', 'completed'))).toEqual(['added', { frames: [1, 2], tasks: 0 }]);
  });

  it('open tasks never start a job that was stopped', () => {
    expect(
      (['queued', 'active', 'completed', 'paused', 'pause-requested', 'canceled', 'failed'] as const).map(
        statusOfOpenTask,
      ),
    ).toEqual(['queued', 'queued', 'queued', 'paused', 'paused', 'canceled', 'canceled']);
  });
});
