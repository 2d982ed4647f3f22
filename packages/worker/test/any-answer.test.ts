import { describe, expect, it } from '@jest/globals';
import type { RecordedRequest } from './support/fake-manager.js';
import {
  CONFLICT,
  DECLARED_AS_JSON,
  HOPELESS,
  NOT_THERE,
  PASSING_TROUBLE,
  UNKNOWN_WORKER,
} from './support/odd-answers.js';
import { command, QUICK, untilAborted, useFarm } from './support/with-worker.js';

/** A silent Manager is given up soon. */
const pace = { ...QUICK, timeLimits: { requestMs: 300, uploadMs: 300, afterWaitMs: 300 } };

const CHAT = { chat: (listener: { log: (text: string) => void }) => listener.log('hello') };

/** The updates of a task with one command, in their order. */
const COURSE = [
  { activity: 'Started', taskStatus: 'active' },
  { log: 'hello' },
  { activity: 'Progress', steps_completed: 1 },
  { activity: 'Completed', taskStatus: 'completed' },
];

describe('an answer to the registration (07 §9.1, D6.3)', () => {
  const farm = useFarm();

  it.each([...PASSING_TROUBLE, ...HOPELESS, ...NOT_THERE, CONFLICT, ...UNKNOWN_WORKER, DECLARED_AS_JSON])(
    'that is %s leads to the next try',
    async (_what, answer) => {
      farm.manager().script('register', answer, answer);
      farm.start({ pace });
      await farm.manager().untilReceived('task');
      expect(farm.manager().received('register')).toHaveLength(3);
      expect(farm.manager().workers.size).toBe(1);
    },
  );
});

describe('an answer to sign-on (07 §8, §9.1, §9.3, D6.3)', () => {
  const farm = useFarm();

  it.each([...PASSING_TROUBLE, ...HOPELESS, ...NOT_THERE, CONFLICT, DECLARED_AS_JSON])(
    'that is %s leads to the next try as the same Worker',
    async (_what, answer) => {
      await farm.enroll();
      farm.manager().script('sign-on', answer, answer);
      farm.start({ pace });
      await farm.manager().untilReceived('task');
      expect(farm.manager().received('sign-on')).toHaveLength(3);
      expect(farm.manager().received('register')).toEqual([]);
    },
  );

  it.each(UNKNOWN_WORKER)('that is %s twice leads to a registration', async (_what, answer) => {
    await farm.enroll();
    farm.manager().script('sign-on', answer, answer);
    farm.start();
    await farm.manager().untilReceived('task');
    const operations = farm.manager().requests.map(({ operation }) => operation);
    expect(operations.slice(0, 4)).toEqual(['sign-on', 'sign-on', 'register', 'sign-on']);
  });

  it.each(['asleep', 'starting', 'error', ''])('that asks for %j lets the Worker sleep', async (status) => {
    farm.manager().script('sign-on', { status: 200, json: { status_requested: status } });
    farm.start();
    await farm.manager().untilReceived('state', 2);
    expect(farm.manager().received('state-changed')).toMatchObject([{ json: { status: 'asleep' } }]);
    expect(farm.manager().received('task')).toEqual([]);
  });

  it.each([
    ['offline', 0],
    ['restart', 47],
  ])('that asks for %s ends the Worker with code %d', async (status, exitCode) => {
    farm.manager().script('sign-on', { status: 200, json: { status_requested: status } });
    const worker = farm.start({ restartExitCode: 47 });
    expect(await worker.exitCode).toBe(exitCode);
    const operations = farm.manager().requests.map(({ operation }) => operation);
    expect(operations).toEqual(['register', 'sign-on', 'sign-off']);
  });
});

describe('an answer to state-changed (07 §8, §10, D6.3)', () => {
  const farm = useFarm();

  it.each([...PASSING_TROUBLE, ...HOPELESS, ...NOT_THERE, CONFLICT])(
    'that is %s has it repeated before a task is asked for',
    async (_what, answer) => {
      farm.manager().script('state-changed', answer, answer);
      farm.start({ pace });
      await farm.manager().untilReceived('task');
      const operations = farm.manager().requests.map(({ operation }) => operation);
      expect(operations).toEqual(['register', 'sign-on', ...Array(3).fill('state-changed'), 'task']);
    },
  );

  it.each(UNKNOWN_WORKER)('that is %s leads to signing on again', async (_what, answer) => {
    farm.manager().script('state-changed', answer);
    farm.start();
    await farm.manager().untilReceived('task');
    const operations = farm.manager().requests.map(({ operation }) => operation);
    expect(operations.slice(0, 5)).toEqual(['register', 'sign-on', 'state-changed', 'sign-on', 'state-changed']);
  });

  it('that says it is JSON and has none is an acknowledgement', async () => {
    farm.manager().rule('state-changed', ({ user }) => {
      const worker = farm.manager().workers.get(user);
      if (worker) worker.status = 'awake';
      return DECLARED_AS_JSON[1];
    });
    farm.start();
    await farm.manager().untilReceived('task', 2);
    expect(farm.manager().received('state-changed')).toHaveLength(1);
  });
});

describe('an answer to the request for a task (07 §12.1, D6.3)', () => {
  const farm = useFarm();

  it.each([
    ...PASSING_TROUBLE,
    ...HOPELESS,
    ...NOT_THERE,
    DECLARED_AS_JSON,
    ['423 with a page', { status: 423, text: '<html>' }] as const,
    ['423 without a status', { status: 423, json: {} }] as const,
  ])('that is %s leads to the next request, and nothing else', async (_what, answer) => {
    const task = farm.manager().addTask(command('chat'));
    farm.manager().script('task', answer, answer);
    farm.start({ pace, commands: CHAT });
    await farm.manager().until(() => task.status === 'completed');
    expect(farm.manager().updates(task.uuid)).toEqual(COURSE);
    const operations = farm.manager().requests.map(({ operation }) => operation);
    expect(operations.slice(0, 6)).toEqual(['register', 'sign-on', 'state-changed', 'task', 'task', 'task']);
  });

  it.each([...UNKNOWN_WORKER, CONFLICT])('that is %s leads to signing on again', async (_what, answer) => {
    const task = farm.manager().addTask(command('chat'));
    farm.manager().script('task', answer);
    farm.start({ commands: CHAT });
    await farm.manager().until(() => task.status === 'completed');
    const operations = farm.manager().requests.map(({ operation }) => operation);
    expect(operations.slice(3, 7)).toEqual(['task', 'sign-on', 'state-changed', 'task']);
    expect(farm.manager().received('register')).toHaveLength(1);
  });

  it('that was lost on its way brings the same task again, which is run once', async () => {
    const task = farm.manager().addTask(command('chat'));
    farm.manager().rule('task', ({ user }) => {
      if (task.status !== 'queued') return undefined;
      Object.assign(task, { status: 'active', worker: user });
      return 'hang-up';
    });
    farm.start({ commands: CHAT });
    await farm.manager().until(() => task.status === 'completed');
    expect(farm.manager().updates(task.uuid)).toEqual(COURSE);
  });
});

describe('an answer to the question of a sleeping Worker (07 §10)', () => {
  const farm = useFarm();

  it.each([...PASSING_TROUBLE, ...HOPELESS, ...NOT_THERE, CONFLICT, DECLARED_AS_JSON])(
    'that is %s lets it sleep on and ask again',
    async (_what, answer) => {
      farm.manager().script('sign-on', { status: 200, json: { status_requested: 'asleep' } });
      farm.manager().script('state', answer, answer);
      farm.start({ pace });
      await farm.manager().untilReceived('state', 4);
      expect(farm.manager().received('state-changed')).toHaveLength(1);
      farm.manager().requestStatus('awake');
      await farm.manager().untilReceived('task');
      expect(farm.manager().received('sign-on')).toHaveLength(1);
    },
  );

  it.each(UNKNOWN_WORKER)('that is %s leads to signing on again', async (_what, answer) => {
    farm.manager().script('sign-on', { status: 200, json: { status_requested: 'asleep' } });
    farm.manager().script('state', answer);
    farm.start();
    await farm.manager().untilReceived('task');
    expect(farm.manager().received('sign-on')).toHaveLength(2);
    expect(farm.manager().received('register')).toHaveLength(1);
  });

  it('that asks for sleep again is acknowledged again', async () => {
    farm.manager().script('sign-on', { status: 200, json: { status_requested: 'asleep' } });
    farm.manager().script('state', { status: 200, json: { status_requested: 'asleep' } });
    farm.start();
    await farm.manager().untilReceived('state-changed', 2);
    const states = farm.manager().received('state-changed');
    expect(states.map(({ json }) => json?.['status'])).toEqual(['asleep', 'asleep']);
  });
});

describe.each(COURSE.map((update, at) => [JSON.stringify(update), at] as const))(
  'an answer to the update %s (07 §12.5, §13.5, D6.2)',
  (text, at) => {
    const farm = useFarm();

    /** Gives this answer the first so many times that the update comes. */
    function answering(answer: Parameters<ReturnType<typeof farm.manager>['script']>[1], times: number): void {
      let left = times;
      farm.manager().rule('update', (request) => (isThis(request) && left-- > 0 ? answer : undefined));
    }
    const isThis = ({ body }: RecordedRequest) => String(body) === text;

    /** The course in which this update comes so many times. */
    const courseWith = (times: number) => COURSE.flatMap((update, one) => Array(one === at ? times : 1).fill(update));

    it.each(PASSING_TROUBLE)('that is %s has it sent again, in its place', async (_what, answer) => {
      const task = farm.manager().addTask(command('chat'));
      answering(answer, 2);
      farm.start({ pace, commands: CHAT });
      await farm.manager().until(() => task.status === 'completed');
      expect(farm.manager().updates(task.uuid)).toEqual(courseWith(3));
    });

    it.each(UNKNOWN_WORKER)('that is %s has it sent again after signing on again', async (_what, answer) => {
      const task = farm.manager().addTask(command('chat'));
      answering(answer, 1);
      farm.start({ commands: CHAT });
      await farm.manager().until(() => task.status === 'completed');
      expect(farm.manager().updates(task.uuid)).toEqual(courseWith(2));
      expect(farm.manager().received('sign-on')).toHaveLength(2);
      expect(farm.manager().received('register')).toHaveLength(1);
    });

    it.each(HOPELESS)('that is %s drops it, and the rest is sent', async (_what, answer) => {
      const task = farm.manager().addTask(command('chat'));
      answering(answer, 1);
      const worker = farm.start({ commands: CHAT });
      await farm.manager().until(() => farm.manager().updates(task.uuid).length === COURSE.length);
      task.status = 'canceled';
      const asked = farm.manager().received('task').length;
      await farm.manager().untilReceived('task', asked + 1);
      expect(farm.manager().updates(task.uuid)).toEqual(COURSE);
      expect(worker.lines).toContainEqual(expect.objectContaining({ level: 40, task: task.uuid }));
    });

    it.each([...NOT_THERE, CONFLICT])('that is %s ends the matter: nothing more is said', async (_what, answer) => {
      const task = farm.manager().addTask(command('chat'));
      const isLast = at === COURSE.length - 1;
      farm.manager().rule('update', (request) => {
        if (!isThis(request)) return undefined;
        task.status = 'canceled';
        return answer;
      });
      farm.start({
        // The Worker has to hear of it before the command ends.
        commands: {
          chat: async (listener, signal) => {
            listener.log('hello');
            listener.stepsCompleted();
            if (!isLast) await untilAborted(signal);
          },
        },
      });
      await farm.manager().until(() => task.status === 'canceled');
      const asked = farm.manager().received('task').length;
      await farm.manager().untilReceived('task', asked + 1);
      expect(farm.manager().updates(task.uuid)).toEqual(COURSE.slice(0, at + 1));
    });

    it('that says it is JSON and has none is an acceptance', async () => {
      const task = farm.manager().addTask(command('chat'));
      farm.manager().rule('update', ({ json }) => {
        task.status = String(json?.['taskStatus'] ?? task.status);
        return DECLARED_AS_JSON[1];
      });
      farm.start({ commands: CHAT });
      await farm.manager().until(() => task.status === 'completed');
      expect(farm.manager().updates(task.uuid)).toEqual(COURSE);
    });
  },
);

describe('an answer to may-i-run (07 §12.4)', () => {
  const farm = useFarm();

  it.each([...PASSING_TROUBLE, ...HOPELESS, ...NOT_THERE, CONFLICT, DECLARED_AS_JSON, ...UNKNOWN_WORKER])(
    'that is %s lets the task go on',
    async (_what, answer) => {
      const task = farm.manager().addTask(command('patient'));
      farm.manager().script('may-i-run', answer, answer);
      farm.start({ pace, commands: { patient: () => farm.manager().untilReceived('may-i-run', 3) } });
      await farm.manager().until(() => task.status === 'completed');
      expect(farm.manager().received('register')).toHaveLength(1);
    },
  );

  it.each([
    ['task not assigned to this worker', false, 'task not assigned to this worker'],
    ['task is in non-runnable status "paused"', false, 'task is in non-runnable status "paused"'],
    ['Task not found', false, 'Task not found'],
    ['', false, 'manager said NO'],
    ['anything', true, 'worker status change requested'],
  ])('that says no because of %j (%s) stops the task for the reason "%s"', async (reason, change, shown) => {
    const task = farm.manager().addTask(command('endless'));
    farm.manager().rule('may-i-run', () => {
      task.status = 'canceled';
      return { status: 200, json: { mayKeepRunning: false, reason, statusChangeRequested: change } };
    });
    const worker = farm.start({ commands: { endless: (_listener, signal) => untilAborted(signal) } });
    await farm.manager().untilReceived('task', 2);
    expect(farm.manager().updates(task.uuid)).toEqual(COURSE.slice(0, 1));
    expect(worker.lines).toContainEqual(
      expect.objectContaining({ msg: 'task aborted by request of Manager', reason: shown }),
    );
  });
});

describe('an answer to sign-off (07 §9.4)', () => {
  const farm = useFarm();

  it.each([...PASSING_TROUBLE, ...HOPELESS, ...NOT_THERE, CONFLICT, ...UNKNOWN_WORKER, DECLARED_AS_JSON])(
    'that is %s changes nothing: the Worker has said goodbye once and ends well',
    async (_what, answer) => {
      const worker = farm.start({ pace });
      await farm.manager().untilReceived('task');
      farm.manager().rule('sign-off', () => answer);
      expect(await worker.stop()).toBe(0);
      expect(farm.manager().received('sign-off')).toHaveLength(1);
    },
  );
});
