import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isAlive, untilGone } from './support/alive.js';
import { useDirectory } from './support/directory.js';
import { FakeManager } from './support/fake-manager.js';
import type { FakeTask } from './support/fake-manager.js';
import { fakeProgram } from './support/fake-program.js';
import { command, untilAborted, useFarm } from './support/with-worker.js';
import { useWorkerProcesses } from './support/worker-process.js';

const exec = (exe: string, ...args: string[]) => command('exec', 0, { exe, args });

describe('a Worker process', () => {
  const directory = useDirectory();
  const launch = useWorkerProcesses();
  let manager: FakeManager;
  beforeEach(async () => {
    manager = await FakeManager.start();
  });
  afterEach(() => manager.disappear());

  const start = (...args: string[]) =>
    launch({
      args: ['-manager', manager.url, '-debug', ...args],
      home: join(directory(), 'home'),
      workingDirectory: directory(),
    });

  /** Runs this task; resolves with the number that its program wrote, in a line that matches. */
  async function running(worker: ReturnType<typeof start>, pattern: RegExp): Promise<number> {
    await worker.untilLogged(pattern);
    return Number(pattern.exec(worker.stdout())?.[1]);
  }

  const lastOperation = () => manager.requests.at(-1)?.operation;
  const statuses = (task: FakeTask) => manager.updates(task.uuid).flatMap(({ taskStatus }) => taskStatus ?? []);

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'gives its task back after %s, ends its programs, signs off and exits with 0 (07 §3, §11.1, §11.4, D6.5)',
    async (signal) => {
      const task = manager.addTask(exec(fakeProgram('never-exits')));
      const worker = start();
      const pid = await running(worker, /running as (\d+)/);
      worker.signal(signal);
      expect(await worker.ended).toBe(0);
      expect(isAlive(pid)).toBe(false);
      expect(lastOperation()).toBe('sign-off');
      expect(task.status).toBe('queued');
      expect(statuses(task)).toEqual(['active']);
      expect(worker.stdout()).toMatch(
        /INF signal received, shutting down\. signal=[^]*WRN shutdown complete, stopping process\.\n$/,
      );
    },
  );

  it('kills its programs at the second signal and exits with 1 within a second (07 §11.3, D6.5)', async () => {
    manager.addTask(exec(fakeProgram('ignores-sigterm')));
    const worker = start();
    const pid = await running(worker, /DBG ignoring.* pid=(\d+)/);
    worker.signal('SIGTERM');
    await worker.untilLogged(/signal received/);
    expect(isAlive(pid)).toBe(true);
    const askedAt = Date.now();
    worker.signal('SIGINT');
    expect(await worker.ended).toBe(1);
    expect(Date.now() - askedAt).toBeLessThan(1_000);
    await untilGone(pid);
    expect(lastOperation()).not.toBe('sign-off');
  });

  it('exits with 0 when the signal comes while it signs on', async () => {
    manager.rule('register', () => 'silence');
    const worker = start();
    await manager.untilReceived('register');
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
  });

  it('exits with 0 when the signal comes before it has said anything', async () => {
    const worker = start();
    await worker.untilLogged(/starting Flamenco Worker/);
    worker.signal('SIGINT');
    expect(await worker.ended).toBe(0);
    expect(worker.stdout()).toContain('shutdown complete');
  });

  it('exits with the restart code when the Manager asks for a restart', async () => {
    const worker = start('-restart-exit-code', '0x2f');
    await manager.untilReceived('task');
    manager.requestStatus('restart');
    expect(await worker.ended).toBe(47);
    expect(manager.received('sign-on')[0]?.json).toMatchObject({ can_restart: true });
  });

  it('sleeps after SIGUSR1 and works again after SIGUSR2', async () => {
    const worker = start();
    await manager.untilReceived('task');
    worker.signal('SIGUSR1');
    await manager.until(() => manager.received('state-changed').at(-1)?.json?.['status'] === 'asleep');
    worker.signal('SIGUSR2');
    await manager.until(() => manager.received('state-changed').at(-1)?.json?.['status'] === 'awake');
  });

  it('that is killed leaves its program running only until the next one starts, which gets the same task', async () => {
    const task = manager.addTask(exec(fakeProgram('never-exits')));
    const killed = start();
    const left = await running(killed, /running as (\d+)/);
    killed.signal('SIGKILL');
    expect(await killed.ended).toBe('SIGKILL');
    expect(isAlive(left)).toBe(true);
    const next = start();
    const pid = await running(next, /running as (\d+)/);
    expect(isAlive(left)).toBe(false);
    expect(pid).not.toBe(left);
    expect(next.stdout()).toMatch(/INF ended a program that a former run of this Worker left running/);
    expect(manager.received('register')).toHaveLength(1);
    expect(statuses(task)).toEqual(['active', 'active']);
    next.signal('SIGTERM');
    expect(await next.ended).toBe(0);
  });

  it('fails a task clearly when Blender is missing, and goes on', async () => {
    const missing = manager.addTask(command('blender-render', 1, { exe: '/opt/no/blender', blendfile: 'x.blend' }));
    const next = manager.addTask(command('echo', 0, { message: 'still here' }));
    start();
    await manager.until(() => next.status === 'completed');
    expect(missing.status).toBe('failed');
    const text = 'Failed: fork/exec /opt/no/blender: no such file or directory';
    expect(manager.updates(missing.uuid).at(-1)).toEqual({ activity: text, log: text, taskStatus: 'failed' });
  });

  it('does not hold up a program while the Manager is silent (07 §15.4)', async () => {
    manager.rule('update', () => 'silence');
    const more = 'i=0; while [ $i -lt 300 ]; do printf "%1000d\\n" $i; i=$((i+1)); done';
    manager.addTask(exec('sh', '-c', `${more}; echo written; exec sleep 60`));
    const worker = start();
    await worker.untilLogged(/DBG written/);
    expect(manager.received('update')).toHaveLength(1);
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
  });

  it('reports everything that a program does, in order (07 §15.1)', async () => {
    const task = manager.addTask(exec('sh', '-c', 'echo out; echo err >&2; exit 3'));
    start();
    await manager.until(() => task.status === 'failed');
    const [started, log, failed] = manager.updates(task.uuid);
    expect(started).toEqual({ activity: 'Started', taskStatus: 'active' });
    expect(log?.['log']).toMatch(
      /^going to run:\n\n {4}sh -c 'echo out; echo err >&2; exit 3'\n\npid=(\d+) > out\npid=\1 > err\n$/,
    );
    const text = 'Failed: command exited abnormally with code 3';
    expect(failed).toEqual({ activity: text, log: text, taskStatus: 'failed' });
  });
});

describe('a Worker that shuts down (contract 11 §12)', () => {
  const farm = useFarm();

  it('sends the rest of the log before it signs off (07 §9.4, §11.2)', async () => {
    const task = farm.manager().addTask(command('long'));
    const worker = farm.start({
      commands: {
        long: async (listener, signal) => {
          listener.logLine('half a frame');
          await untilAborted(signal);
        },
      },
    });
    await farm.manager().untilReceived('update');
    expect(await worker.stop()).toBe(0);
    expect(farm.manager().updates(task.uuid).at(-1)).toEqual({ log: 'half a frame\n' });
    expect(farm.manager().requests.at(-1)?.operation).toBe('sign-off');
    expect(task.status).toBe('queued');
  });

  it('gives its task back to a Manager that understands it', async () => {
    farm.manager().extras = ['task-give-back'];
    const task = farm.manager().addTask(command('long'));
    const worker = farm.start({ commands: { long: (_listener, signal) => untilAborted(signal) } });
    await farm.manager().untilReceived('update');
    expect(await worker.stop()).toBe(0);
    expect(farm.manager().updates(task.uuid).at(-1)).toEqual({ taskStatus: 'queued' });
    const operations = farm
      .manager()
      .requests.slice(-2)
      .map(({ operation }) => operation);
    expect(operations).toEqual(['update', 'sign-off']);
  });

  it('reports work that is done at the last moment as done', async () => {
    const task = farm.manager().addTask(command('nearly'));
    const worker = farm.start({
      commands: {
        nearly: (_listener, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
      },
    });
    await farm.manager().untilReceived('update');
    await worker.stop();
    expect(task.status).toBe('completed');
  });

  it('does not wait for ever for a Manager that is silent', async () => {
    farm.manager().rule('sign-off', () => 'silence');
    const worker = farm.start();
    await farm.manager().untilReceived('task');
    expect(await worker.stop()).toBe(0);
    expect(worker.lines).toContainEqual(expect.objectContaining({ msg: 'unable to sign off at Manager' }));
  });

  it('is ended by force when something does not end, with the code of the original (07 §3, §11.2)', async () => {
    farm.manager().addTask(command('stuck'));
    let release: () => void = () => undefined;
    const worker = farm.start({
      pace: { shutdown: { flushMs: 50, giveBackMs: 50, signOffMs: 50, totalMs: 100 } },
      commands: { stuck: () => new Promise((resolve) => (release = resolve)) },
    });
    await farm.manager().untilReceived('update');
    expect(await worker.stop()).toBe(254);
    expect(worker.lines.at(-1)).toMatchObject({ msg: 'shutdown forced, stopping process.', level: 50 });
    release();
  });

  it('exits with 1 after an error that nobody expected, signed off', async () => {
    const worker = farm.start();
    await farm.manager().untilReceived('task');
    worker.program.fail(new Error('out of luck'));
    expect(await worker.exitCode).toBe(1);
    expect(worker.lines.at(-1)).toMatchObject({ level: 60, msg: 'unexpected trouble, the Worker has to stop' });
    expect(farm.manager().requests.at(-1)?.operation).toBe('sign-off');
  });
});
