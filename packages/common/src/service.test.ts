import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { ServiceGroup } from './service.js';
import type { Service } from './service.js';
import { stressService } from './testing/index.js';

/** A service that takes a turn of the event loop for everything, and notes what happens in a diary. */
class Lamp implements Service {
  lit = false;

  constructor(
    readonly name: string,
    private readonly diary: string[],
    private readonly broken: 'start' | 'stop' | undefined = undefined,
  ) {}

  async start(): Promise<void> {
    await setImmediate();
    if (this.broken === 'start') throw new Error(`${this.name} does not start`);
    if (!this.lit) this.diary.push(`${this.name} on`);
    this.lit = true;
  }

  async stop(): Promise<void> {
    await setImmediate();
    if (this.lit) this.diary.push(`${this.name} off`);
    this.lit = false;
    if (this.broken === 'stop') throw new Error(`${this.name} does not stop`);
  }
}

describe('a group of services', () => {
  it('starts in order and stops in reverse', async () => {
    const diary: string[] = [];
    const group = new ServiceGroup(
      'farm',
      ['database', 'web', 'discovery'].map((name) => new Lamp(name, diary)),
    );
    await group.start();
    await group.stop();
    expect(diary).toEqual(['database on', 'web on', 'discovery on', 'discovery off', 'web off', 'database off']);
  });

  it('is dark again when one does not start, and says why', async () => {
    const diary: string[] = [];
    const group = new ServiceGroup('farm', [
      new Lamp('database', diary),
      new Lamp('web', diary, 'start'),
      new Lamp('loops', diary),
    ]);
    await expect(group.start()).rejects.toThrow('web does not start');
    expect(diary).toEqual(['database on', 'database off']);
  });

  it('stops all although some do not stop, and passes on the first error', async () => {
    const diary: string[] = [];
    const lamps = [new Lamp('database', diary), new Lamp('web', diary, 'stop'), new Lamp('loops', diary, 'stop')];
    const group = new ServiceGroup('farm', lamps);
    await group.start();
    await expect(group.stop()).rejects.toThrow('loops does not stop');
    expect(lamps.map((lamp) => lamp.lit)).toEqual([false, false, false]);
    await group.stop();
  });

  it('bears being started and stopped at any time', async () => {
    const lamps = ['database', 'web', 'loops'].map((name) => new Lamp(name, []));
    await stressService(new ServiceGroup('farm', lamps), () => lamps.some((lamp) => lamp.lit));
  });
});

it('a stop during the start leaves nothing at work', async () => {
  const atWork = new Set<string>();
  const slow = (name: string): Service => ({
    name,
    start: async () => {
      await setImmediate();
      atWork.add(name);
    },
    stop: () => Promise.resolve(void atWork.delete(name)),
  });
  const group = new ServiceGroup('group', [slow('one'), slow('two'), slow('three')]);
  await Promise.all([group.start(), group.stop()]);
  expect([...atWork]).toEqual([]);
  await group.start();
  expect([...atWork]).toEqual(['one', 'two', 'three']);
});
