import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { command, untilAborted, useFarm } from './support/with-worker.js';

const STARTED = { activity: 'Started', taskStatus: 'active' };
const COMPLETED = { activity: 'Completed', taskStatus: 'completed' };

describe('a new Worker', () => {
  const farm = useFarm();

  it('registers, signs on, goes awake and asks for a task (07 §8, §9.2)', async () => {
    const worker = farm.start();
    await farm.manager().untilReceived('task', 2);
    const operations = farm
      .manager()
      .requests.slice(0, 4)
      .map(({ operation }) => operation);
    expect(operations).toEqual(['register', 'sign-on', 'state-changed', 'task']);
    const [registration, signOn, stateChanged] = farm.manager().requests;
    expect(registration?.json).toEqual({
      name: 'testhost',
      platform: 'linux',
      secret: expect.stringMatching(/^[0-9a-f]{64}$/),
      supported_task_types: ['blender', 'ffmpeg', 'file-management', 'misc'],
    });
    expect(registration?.headers.authorization).toBe('Basic Og==');
    expect(signOn?.json).toEqual({
      can_restart: false,
      can_test: true,
      can_check_storage: true,
      name: 'testhost',
      software_version: '4.0.0-dev',
      supported_task_types: ['blender', 'ffmpeg', 'file-management', 'misc'],
    });
    expect(signOn?.headers['user-agent']).toBe('Flamenco/4.0.0-dev (test)');
    expect(stateChanged?.json).toEqual({ status: 'awake' });
    const fetch = farm.manager().received('task')[0];
    expect(fetch?.headers['content-length']).toBe('0');
    expect(fetch?.headers).not.toHaveProperty('x-flamenco-wait');
    expect(await worker.stop()).toBe(0);
  });

  it('keeps its identity', async () => {
    await farm.start().stop();
    const first = farm.start();
    await farm.manager().untilReceived('task');
    await first.stop();
    const text = await readFile(join(farm.home(), 'flamenco-worker-credentials.yaml'), 'utf8');
    expect(text).toMatch(/^# Credentials file for Flamenco Worker\.$/m);
    expect(text).toMatch(/^worker_secret: [0-9a-f]{64}$/m);
    farm.start();
    await farm.manager().untilReceived('sign-on', 2);
    expect(farm.manager().received('register')).toHaveLength(1);
    const [before, after] = farm.manager().received('sign-on');
    expect(after?.user).toBe(before?.user);
  });

  it('takes name, types and restart code from its file', async () => {
    await farm.writeConfig('worker_name: node7\ntask_types: [misc]\nrestart_exit_code: 47\nmystery: 1\n');
    const worker = farm.start();
    await farm.manager().untilReceived('sign-on');
    expect(farm.manager().received('sign-on')[0]?.json).toMatchObject({
      name: 'node7',
      supported_task_types: ['misc'],
      can_restart: true,
    });
    expect(worker.lines).toContainEqual(expect.objectContaining({ key: 'mystery', level: 40 }));
  });

  it('registers as soon as a Manager appears that refuses at first', async () => {
    farm
      .manager()
      .script('register', 'hang-up', { status: 503, json: { code: 503, message: 'busy' } }, { status: 400 });
    farm.start();
    await farm.manager().untilReceived('sign-on');
    expect(farm.manager().received('register')).toHaveLength(4);
  });

  it('works below a path prefix (07 §6.4)', async () => {
    farm.start({ manager: `${farm.manager().url}farm` });
    await farm.manager().untilReceived('task');
    expect(farm.manager().received('task')[0]?.path).toBe('/farm/api/v3/worker/task');
  });
});

describe('an awake Worker', () => {
  const farm = useFarm();

  it('reports a task in the order of its course (07 §12.3, §13.1, §13.2)', async () => {
    const task = farm.manager().addTask(command('render', 2), command('note'));
    farm.start({
      commands: {
        render: (listener) => {
          listener.logLine('pid=1 > Fra:1');
          listener.stepsCompleted();
          listener.logLine('pid=1 > Fra:2');
          listener.stepsCompleted();
        },
        note: (listener) => listener.log('echo: "done"'),
      },
    });
    await farm.manager().until(() => task.status === 'completed');
    expect(farm.manager().updates(task.uuid)).toEqual([
      STARTED,
      { activity: 'Progress', steps_completed: 1 },
      { activity: 'Progress', steps_completed: 2 },
      { log: 'pid=1 > Fra:1\npid=1 > Fra:2\n' },
      { log: 'echo: "done"' },
      { activity: 'Progress', steps_completed: 3 },
      COMPLETED,
    ]);
  });

  it('completes a task without commands (07 §12.2)', async () => {
    const task = farm.manager().addTask();
    farm.start();
    await farm.manager().until(() => task.status === 'completed');
    expect(farm.manager().updates(task.uuid)).toEqual([STARTED, COMPLETED]);
  });

  it('asks for the next task at once (07 §12.1, D6.1)', async () => {
    const tasks = [1, 2, 3].map(() => farm.manager().addTask(command('quick')));
    farm.start({ commands: { quick: () => undefined }, pace: { backOff: { firstMs: 60_000, limitMs: 60_000 } } });
    await farm.manager().until(() => tasks.every(({ status }) => status === 'completed'));
  });

  it('reports a failing command, and runs no other one (07 §12.3)', async () => {
    const task = farm.manager().addTask(command('fail'), command('never'));
    let ran = false;
    farm.start({
      commands: {
        fail: (listener) => {
          listener.logLine('pid=1 > no such file');
          throw new Error('command exited abnormally with code 1');
        },
        never: () => {
          ran = true;
        },
      },
    });
    await farm.manager().until(() => task.status === 'failed');
    const text = 'Failed: command exited abnormally with code 1';
    expect(farm.manager().updates(task.uuid)).toEqual([
      STARTED,
      { log: 'pid=1 > no such file\n' },
      { activity: text, log: text, taskStatus: 'failed' },
    ]);
    expect(ran).toBe(false);
  });

  it('stops a task when may-i-run says no, sends the rest of the log, and says nothing else (07 §12.4)', async () => {
    const task = farm.manager().addTask(command('endless'));
    const other = farm.manager().addTask(command('quick'));
    const worker = farm.start({
      commands: {
        endless: async (listener, signal) => {
          listener.logLine('half a frame');
          await farm.manager().untilReceived('update');
          farm.manager().rule('may-i-run', () => ({
            status: 200,
            json: {
              mayKeepRunning: false,
              reason: 'task is in non-runnable status "canceled"',
              statusChangeRequested: false,
            },
          }));
          task.status = 'canceled';
          await untilAborted(signal);
        },
        quick: () => undefined,
      },
    });
    await farm.manager().until(() => other.status === 'completed');
    expect(farm.manager().updates(task.uuid).slice(1)).toEqual([{ log: 'half a frame\n' }]);
    expect(worker.lines).toContainEqual(
      expect.objectContaining({
        msg: 'task aborted by request of Manager',
        reason: 'task is in non-runnable status "canceled"',
      }),
    );
  });

  it.each([
    ['no connection', 'hang-up' as const],
    ['an error', { status: 500, json: { code: 500, message: 'x' } }],
    ['a page', { status: 200, text: '<html>' }],
  ])('goes on when may-i-run gives %s', async (_what, answer) => {
    const task = farm.manager().addTask(command('patient'));
    farm.manager().rule('may-i-run', () => answer);
    farm.start({ commands: { patient: () => farm.manager().untilReceived('may-i-run', 3) } });
    await farm.manager().until(() => task.status === 'completed');
  });

  it('goes to sleep when asked, wakes up when asked, and acknowledges both (07 §10)', async () => {
    farm.start();
    await farm.manager().untilReceived('task');
    farm.manager().requestStatus('asleep');
    await farm.manager().untilReceived('state');
    farm.manager().requestStatus('awake');
    await farm.manager().untilReceived('state-changed', 3);
    const states = farm
      .manager()
      .received('state-changed')
      .map(({ json }) => json?.['status']);
    expect(states).toEqual(['awake', 'asleep', 'awake']);
    const asked = farm.manager().received('task').length;
    await farm.manager().untilReceived('task', asked + 1);
  });

  it('sleeps instead of a state that it does not know', async () => {
    const worker = farm.start();
    await farm.manager().untilReceived('task');
    farm.manager().requestStatus('hibernating');
    await farm.manager().until((manager) => manager.received('state-changed').at(-1)?.json?.['status'] === 'asleep');
    expect(worker.lines).toContainEqual(expect.objectContaining({ msg: expect.stringMatching(/^no state starter/) }));
  });

  it.each([
    ['offline', 47, 0],
    ['restart', 47, 47],
    ['restart', 0, 0],
  ])(
    'ends when %s is asked for, with restart code %d: exit code %d (07 §3, §11.1)',
    async (status, restartExitCode, exitCode) => {
      const worker = farm.start({ restartExitCode });
      await farm.manager().untilReceived('task');
      farm.manager().requestStatus(status);
      expect(await worker.exitCode).toBe(exitCode);
      expect(farm.manager().requests.at(-1)?.operation).toBe('sign-off');
    },
  );

  it('does not flood a Manager that asks for the present state over and over', async () => {
    farm.manager().rule('task', () => ({ status: 423, json: { status_requested: 'awake' } }));
    const worker = farm.start({ pace: { backOff: { firstMs: 50, limitMs: 60_000 } } });
    const startedAt = Date.now();
    await farm.manager().untilReceived('state-changed', 4);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(0.8 * (50 + 100 + 200));
    await worker.stop();
  });
});

describe('the signals of a user (D6.10)', () => {
  const farm = useFarm();

  it('SIGUSR1 lets the task end and then sleeps, SIGUSR2 wakes', async () => {
    const task = farm.manager().addTask(command('work'));
    const worker = farm.start({ commands: { work: () => worker.program.sleep() } });
    await farm.manager().untilReceived('state');
    expect(task.status).toBe('completed');
    const order = farm
      .manager()
      .requests.map(({ operation, json }) => json?.['taskStatus'] ?? json?.['status'] ?? operation);
    expect(order.indexOf('asleep')).toBeGreaterThan(order.indexOf('completed'));
    worker.program.wake();
    await farm.manager().until((manager) => manager.received('state-changed').at(-1)?.json?.['status'] === 'awake');
  });

  it('are told to a Manager that wants to know who changed the state, and to no other', async () => {
    const told = async (extras: string[] | undefined) => {
      farm.manager().extras = extras;
      const before = farm.manager().received('state-changed').length;
      const worker = farm.start();
      await farm.manager().untilReceived('state-changed', before + 1);
      worker.program.sleep();
      await farm.manager().untilReceived('state-changed', before + 2);
      worker.program.wake();
      await farm.manager().untilReceived('state-changed', before + 3);
      await worker.stop();
      return farm
        .manager()
        .received('state-changed')
        .slice(before)
        .map(({ json }) => json);
    };
    expect(await told(undefined)).toEqual([{ status: 'awake' }, { status: 'asleep' }, { status: 'awake' }]);
    expect(await told(['status-reason'])).toEqual([
      { status: 'awake' },
      { status: 'asleep', reason: 'sent to sleep on its own machine (SIGUSR1)' },
      { status: 'awake', reason: 'woken up on its own machine (SIGUSR2)' },
    ]);
  });

  it('SIGUSR2 wakes a Worker that the Manager sent to sleep', async () => {
    const worker = farm.start();
    await farm.manager().untilReceived('task');
    farm.manager().requestStatus('asleep');
    await farm.manager().untilReceived('state');
    const asked = farm.manager().received('task').length;
    worker.program.wake();
    await farm.manager().untilReceived('task', asked + 1);
  });
});

describe('a Worker of our own Manager', () => {
  const farm = useFarm();

  it('lets its request for a task wait at the Manager once that offered it', async () => {
    farm.manager().extras = ['task-wait'];
    farm.start();
    await farm.manager().untilReceived('task');
    expect(farm.manager().received('task')[0]?.headers['x-flamenco-wait']).toBe('200');
  });

  it('uses no unknown endpoint in its whole life (D6.11)', async () => {
    farm.manager().addTask(command('quick'));
    const worker = farm.start({ commands: { quick: () => undefined } });
    await farm.manager().untilReceived('task', 3);
    await worker.stop();
    expect(farm.manager().received('unknown')).toEqual([]);
  });
});

describe('credentials', () => {
  const farm = useFarm();

  it('are given up when the Manager refuses them twice, for a new registration (07 §9.1, D6.3)', async () => {
    await farm.enroll();
    farm.manager().workers.clear();
    farm.start();
    await farm.manager().untilReceived('task');
    const operations = farm
      .manager()
      .requests.slice(0, 4)
      .map(({ operation }) => operation);
    expect(operations).toEqual(['sign-on', 'sign-on', 'register', 'sign-on']);
  });

  it('survive a Manager that refuses once by mistake', async () => {
    await farm.enroll();
    farm.manager().script('sign-on', { status: 403, json: { message: 'security requirements failed: …' } });
    farm.start();
    await farm.manager().untilReceived('task');
    expect(farm.manager().received('register')).toEqual([]);
  });

  it.each([
    ["a proxy's 403 page", { status: 403, text: '<html>Forbidden</html>' }],
    ['404', { status: 404, json: { code: 404, message: 'no' } }],
    ['500', { status: 500, json: { code: 500, message: 'no' } }],
    ["a captive portal's page", { status: 200, text: '<html>Welcome</html>' }],
    ['broken JSON', { status: 403, text: '{"mess', headers: { 'Content-Type': 'application/json' } }],
    ['nothing at all', 'hang-up' as const],
  ])('survive %s', async (_what, answer) => {
    await farm.enroll();
    farm.manager().script('sign-on', answer, answer, answer);
    farm.start();
    await farm.manager().untilReceived('task');
    expect(farm.manager().received('sign-on')).toHaveLength(4);
    expect(farm.manager().received('register')).toEqual([]);
  });

  it.each(['', 'worker_id: 6b0b', 'nonsense: ['])('that read %j lead to a registration', async (text) => {
    await farm.enroll();
    await writeFile(join(farm.home(), 'flamenco-worker-credentials.yaml'), text);
    farm.start();
    await farm.manager().untilReceived('task');
    expect(farm.manager().requests[0]?.operation).toBe('register');
  });

  it('are replaced with -register (D6.6)', async () => {
    const { workerId } = await farm.enroll();
    farm.start({ register: true });
    await farm.manager().untilReceived('sign-on');
    expect(
      farm
        .manager()
        .requests.map(({ operation }) => operation)
        .slice(0, 2),
    ).toEqual(['register', 'sign-on']);
    const text = await readFile(join(farm.home(), 'flamenco-worker-credentials.yaml'), 'utf8');
    expect(text).not.toContain(workerId);
  });

  it('are renewed in the middle of the work when the Worker was deleted at the Manager', async () => {
    farm.start();
    await farm.manager().untilReceived('task');
    farm.manager().workers.clear();
    await farm.manager().untilReceived('register', 2);
    const asked = farm.manager().received('task').length;
    await farm.manager().untilReceived('task', asked + 2);
    expect(farm.manager().received('register')).toHaveLength(2);
  });

  it('that a Manager refuses right after registering do not lead to one Worker after the other', async () => {
    farm.manager().rule('sign-on', () => ({ status: 403, json: { message: 'no such worker known' } }));
    farm.start();
    await farm.manager().untilReceived('sign-on', 10);
    expect(farm.manager().received('register')).toHaveLength(1);
  });
});

describe('a Worker whose Manager', () => {
  const farm = useFarm();

  it('does not see it as awake signs on again', async () => {
    farm.start();
    await farm.manager().untilReceived('task');
    for (const worker of farm.manager().workers.values()) worker.status = 'error';
    await farm.manager().untilReceived('sign-on', 2);
    const seen = farm.manager().received('task').length;
    await farm.manager().untilReceived('task', seen + 2);
    const states = farm
      .manager()
      .received('state-changed')
      .map(({ json }) => json?.['status']);
    expect(states).toEqual(['awake', 'awake']);
  });

  it('does not acknowledge its state repeats it', async () => {
    farm.manager().script('state-changed', 'hang-up', { status: 500 }, { status: 200, text: '<html>' });
    farm.start();
    await farm.manager().untilReceived('task');
    expect(farm.manager().received('state-changed')).toHaveLength(4);
  });

  it('hangs gives up the request after its time', async () => {
    farm.manager().script('task', 'silence');
    const task = farm.manager().addTask();
    const worker = farm.start({ pace: { timeLimits: { requestMs: 50, uploadMs: 50, afterWaitMs: 50 } } });
    await farm.manager().until(() => task.status === 'completed');
    expect(worker.lines).toContainEqual(
      expect.objectContaining({ msg: 'error obtaining task', error: 'no answer within 0.05 s' }),
    );
  });

  it('asks for patience is left alone for as long', async () => {
    const busy = { status: 503, json: { code: 503, message: 'busy' }, headers: { 'Retry-After': '1' } };
    farm.manager().script('task', busy);
    farm.start();
    await farm.manager().untilReceived('task', 2);
    const [refused, taken] = farm.manager().received('task');
    expect((taken?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it('hands out nonsense asks again', async () => {
    farm.manager().script('task', { status: 200, json: { uuid: 7 } }, { status: 200, text: 'hello' }, { status: 418 });
    const task = farm.manager().addTask();
    farm.start();
    await farm.manager().until(() => task.status === 'completed');
  });
});
