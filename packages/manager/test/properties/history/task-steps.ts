import { FarmError } from '../../../src/farm/errors.js';
import { mayWorkerRun } from '../../../src/farm/use-cases/tasks/may-worker-run.js';
import { takeTaskUpdate } from '../../../src/farm/use-cases/tasks/take-task-update.js';
import type { TaskUpdate } from '../../../src/farm/use-cases/tasks/take-task-update.js';
import { anyOf, endedWithJob, FAILED_IN_SOME_WAY, followsFailure, from, nothing, pausedWithJob, when } from './deed.js';
import type { Permit } from './deed.js';
import { pick } from './dice.js';
import { expectedAnswer } from './expected-task.js';
import type { StepTable } from './steps.js';
import type { World } from './world.js';

/** Reports of a Worker about the task that it has. */
async function report(world: World, a: number, text: string, update: TaskUpdate, permits: (id: number) => Permit) {
  const task = world.task(a, ({ status }) => status === 'active');
  if (!task) return undefined;
  const worker = world.workerOf(task);
  await takeTaskUpdate(world.farm, worker.id, task.uuid, update);
  return { text: `${worker.name} ${text} ${task.name}`, permits: permits(task.id) };
}

const about = (id: number, permit: Permit): Permit => when(({ before }) => before.id === id, permit);

/** Workers and their tasks. */
export const taskSteps: StepTable = {
  async fetch(world, a, b) {
    const worker = world.worker(a, ({ status }) => status === 'awake' || b % 4 === 0);
    if (!worker) return undefined;
    const expected = expectedAnswer(world.snapshot, worker);
    const got = await world.farm.fetch(worker);
    const text = `${worker.name} asks for a task and gets ${got}`;
    if (got !== expected) world.fail([`${text}, but should get ${expected}`]);
    const permits = when(({ after }) => after.name === got, from('queued', 'soft-failed').to('active'));
    return { text, permits };
  },

  progress: (world, a, b) =>
    report(world, a, 'works on', { stepsCompleted: (b % 6) - 1, activity: `${b}` }, () => nothing),

  complete: (world, a) =>
    report(world, a, 'completes', { taskStatus: 'completed' }, (id) =>
      anyOf(about(id, from('active').to('completed')), endedWithJob, pausedWithJob),
    ),

  async fail(world, a) {
    const task = world.task(a, ({ status }) => status === 'active');
    if (!task) return undefined;
    const own = about(task.id, from('active').to(...FAILED_IN_SOME_WAY));
    const others: Permit = when(({ before }) => before.id !== task.id, followsFailure(task.workerId ?? 0));
    return await report(world, a, 'fails', { taskStatus: 'failed', activity: 'Failed' }, () => anyOf(own, others));
  },

  giveBack: (world, a) =>
    report(world, a, 'gives back', { taskStatus: 'queued' }, (id) => about(id, from('active').to('queued', 'paused'))),

  async reportLate(world, a, b, c) {
    const task = world.task(a);
    const worker = world.worker(b, ({ id }) => task?.status !== 'active' || task.workerId !== id);
    if (!task || !worker) return undefined;
    const taskStatus = pick(['completed', 'failed', 'active', 'queued', undefined] as const, c);
    const text = `${worker.name} reports ${taskStatus ?? 'nothing'} about ${task.name} that it does not have`;
    try {
      const update = { taskStatus, stepsCompleted: c, activity: 'late', log: 'late' };
      await takeTaskUpdate(world.farm, worker.id, task.uuid, update);
    } catch (error) {
      if (error instanceof FarmError && error.kind === 'conflict')
        return { text, permits: nothing, changesNothing: true };
      throw error;
    }
    return world.fail([`${text}, and was heard`]);
  },

  async askMayRun(world, a, b) {
    const task = world.task(a, ({ workerId }) => workerId !== undefined);
    const worker = world.worker(b, ({ id }) => task?.workerId === id || b % 4 === 0);
    if (!task || !worker) return undefined;
    const { outcome } = await mayWorkerRun(world.farm, worker.id, task.uuid);
    const mayRun =
      task.status === 'active' && task.workerId === worker.id && (!worker.statusRequest || worker.statusRequest.isLazy);
    const text = `${worker.name} asks about ${task.name}: ${outcome}`;
    if ((outcome === 'yes') !== mayRun) world.fail([`${text} is wrong`]);
    return { text, permits: nothing };
  },
};
