import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@flamenco/common';
import { killFamily } from '../../src/process/end-family.js';
import { Families } from '../../src/process/families.js';
import { endLeftovers } from '../../src/process/leftovers.js';
import { systemProcesses } from '../../src/process/process-host.js';
import type { ProcessHost } from '../../src/process/process-host.js';
import { RunningFile } from '../../src/process/running-file.js';
import { isAlive } from '../support/alive.js';
import { useDirectory } from '../support/directory.js';
import { fakeProgram } from '../support/fake-program.js';

const host = systemProcesses('linux');

describe('what a killed Worker has left running (D6.4)', () => {
  const directory = useDirectory();
  const file = () => join(directory(), 'running.json');
  const started: number[] = [];
  afterEach(() => {
    for (const pid of started.splice(0)) killFamily(pid, host);
  });

  /** A program that nobody waits for, in a group of its own; resolves when it has written its first line. */
  async function leave(name: string): Promise<{ pid: number; line: string; exited: Promise<unknown> }> {
    const child = spawn(fakeProgram(name), { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    const exited = once(child, 'exit');
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    started.push(child.pid ?? 0);
    return { pid: child.pid ?? 0, line: line.toString(), exited };
  }

  it('ends at the start of the next one', async () => {
    const { pid } = await leave('never-exits');
    new Families(host, file()).add(pid, '/opt/blender');
    const leftovers = await endLeftovers(file(), host, systemClock);
    expect(leftovers).toMatchObject([{ program: { pid, file: '/opt/blender' }, ended: true }]);
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(file())).toBe(false);
  });

  it('ends also when only what the program had started is left', async () => {
    const { pid, line, exited } = await leave('leaves-grandchild');
    await exited;
    new RunningFile(file()).write({ era: host.era, programs: [{ pid, started: '1', file: 'wrapper' }] });
    const inner = Number(/\d+/.exec(line)?.[0]);
    expect(isAlive(inner)).toBe(true);
    await endLeftovers(file(), host, systemClock);
    expect(isAlive(inner)).toBe(false);
  });

  it('is left alone when its number belongs to another program by now', async () => {
    const { pid } = await leave('never-exits');
    new RunningFile(file()).write({ era: host.era, programs: [{ pid, started: '1', file: 'blender' }] });
    expect(await endLeftovers(file(), host, systemClock)).toEqual([]);
    expect(isAlive(pid)).toBe(true);
  });

  it('is left alone when the machine was started anew since', async () => {
    const { pid } = await leave('never-exits');
    const entry = host.list().find((process) => process.pid === pid);
    new RunningFile(file()).write({
      era: 'another',
      programs: [{ pid, started: entry?.started ?? '', file: 'blender' }],
    });
    expect(await endLeftovers(file(), host, systemClock)).toEqual([]);
    expect(isAlive(pid)).toBe(true);
    expect(existsSync(file())).toBe(false);
  });

  describe('where the system lists no processes, as on Windows', () => {
    /** What the system tells about the start of every process. */
    let startedAt: number | undefined;
    const unlisted: ProcessHost = {
      ...host,
      list: () => [],
      endTree: (pid) => killFamily(pid, host),
      startTime: () => startedAt,
    };

    it('ends at the start of the next one', async () => {
      startedAt = Date.now();
      const { pid, exited } = await leave('never-exits');
      new Families(unlisted, file()).add(pid, 'blender.exe');
      expect(await endLeftovers(file(), unlisted, systemClock)).toMatchObject([{ program: { pid }, ended: true }]);
      await exited;
      expect(existsSync(file())).toBe(false);
    });

    it.each([
      ['its number belongs to a later program by now', () => Date.now() + 60_000],
      ['nothing runs under its number', () => undefined],
    ])('is left alone when %s', async (_what, told) => {
      const { pid } = await leave('never-exits');
      new Families(unlisted, file()).add(pid, 'blender.exe');
      startedAt = told();
      expect(await endLeftovers(file(), unlisted, systemClock)).toEqual([]);
      expect(isAlive(pid)).toBe(true);
    });
  });

  it.each(['', 'nonsense', '{}', '{"era":1,"programs":{}}', '{"era":"x","programs":[{"pid":1}]}', 'null'])(
    'is nothing when the note reads %j',
    async (text) => {
      await writeFile(file(), text);
      expect(await endLeftovers(file(), host, systemClock)).toEqual([]);
    },
  );
});
