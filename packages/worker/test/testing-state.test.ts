import { describe, expect, it } from '@jest/globals';
import { useFarm, untilAborted } from './support/with-worker.js';
import { useWorkerProcesses } from './support/worker-process.js';

describe('a Worker that is asked to test its machine', () => {
  const farm = useFarm();

  const announced = () =>
    farm
      .manager()
      .received('state-changed')
      .map(({ json }) => json?.['status']);

  it('does it once and is awake again', async () => {
    let tests = 0;
    farm.start({ test: async () => void (tests += 1) });
    await farm.manager().untilReceived('task');
    farm.manager().requestStatus('testing');
    await farm.manager().until(() => announced().length >= 3);
    const asked = farm.manager().received('task').length;
    await farm.manager().untilReceived('task', asked + 1);
    expect(announced()).toEqual(['awake', 'testing', 'awake']);
    expect(tests).toBe(1);
  });

  it('goes back to sleep when it was asleep', async () => {
    farm.start();
    await farm.manager().untilReceived('task');
    farm.manager().requestStatus('asleep');
    await farm.manager().until(() => announced().at(-1) === 'asleep');
    farm.manager().requestStatus('testing');
    await farm.manager().until(() => announced().length >= 4);
    expect(announced()).toEqual(['awake', 'asleep', 'testing', 'asleep']);
  });

  it('shows meanwhile that it is there, takes no task, and leaves the test for another status', async () => {
    let cutShort = false;
    const test = (signal: AbortSignal) =>
      untilAborted(signal).catch(() => {
        cutShort = true;
      });
    farm.start({ test });
    await farm.manager().untilReceived('task');
    farm.manager().requestStatus('testing');
    await farm.manager().untilReceived('state', 3);
    const task = farm.manager().addTask();
    await farm.manager().untilReceived('state', 6);
    expect(task.status).toBe('queued');
    farm.manager().requestStatus('asleep');
    await farm.manager().until(() => announced().length >= 3);
    expect(announced()).toEqual(['awake', 'testing', 'asleep']);
    expect(cutShort).toBe(true);
  });

  it('ends in good order in the middle of a test', async () => {
    const worker = farm.start({ test: (signal) => untilAborted(signal).catch(() => undefined) });
    await farm.manager().untilReceived('task');
    farm.manager().requestStatus('testing');
    await farm.manager().untilReceived('state', 1);
    expect(await worker.stop()).toBe(0);
    expect(farm.manager().requests.at(-1)?.operation).toBe('sign-off');
  });

  const start = useWorkerProcesses();

  it('tells in its log what it found', async () => {
    const worker = start({
      args: ['-manager', farm.manager().url],
      home: farm.home(),
      workingDirectory: '/',
      env: { PATH: '/nowhere' },
    });
    await farm.manager().untilReceived('task');
    farm.manager().requestStatus('testing');
    await worker.untilLogged(
      /INF machine test check=manager finding="\S+ answers: Fake Farm, version 3\.9" outcome=passed/,
    );
    await worker.untilLogged(/ERR machine test check=ffmpeg finding="not found;.*" outcome=failed/);
    await worker.untilLogged(/ERR machine test failed, this machine is not ready to work/);
    const asked = farm.manager().received('task').length;
    await farm.manager().untilReceived('task', asked + 1);
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
  });
});
