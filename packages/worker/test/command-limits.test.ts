import { describe, expect, it } from '@jest/globals';
import { untilGone } from './support/alive.js';
import { command, useFarm } from './support/with-worker.js';
import { useWorkerProcesses } from './support/worker-process.js';

describe('the limits that a Worker sets for programs', () => {
  const farm = useFarm();
  const start = useWorkerProcesses();

  it('make a task fail whose program runs for too long, and say why', async () => {
    await farm.writeConfig('command_time_limit: 2s\nnice: 5\n');
    const script = 'until [ "$(nice)" = 5 ]; do :; done; echo "nice $(nice), child $$"; exec sleep 300';
    const task = farm.manager().addTask(command('exec', 1, { exe: '/bin/sh', args: ['-c', script] }));
    const worker = start({
      args: ['-manager', farm.manager().url],
      home: farm.home(),
      workingDirectory: farm.directory(),
    });
    await farm.manager().until(() => task.status === 'failed');
    const updates = farm.manager().updates(task.uuid);
    expect(updates.at(-1)).toMatchObject({
      activity: "Failed: command ended after 2s, the command_time_limit of this Worker's configuration",
      taskStatus: 'failed',
    });
    const pid = /nice 5, child (\d+)/.exec(updates.map(({ log }) => log).join('\n'))?.[1];
    expect(pid).toBeDefined();
    await untilGone(Number(pid));
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
  });
});
