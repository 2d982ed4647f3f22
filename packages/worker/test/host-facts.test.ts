import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@flamenco/common';
import { hostFacts } from '../src/host-facts/collect.js';
import { FarmQuestions } from '../src/manager/farm-questions.js';
import { Requester } from '../src/manager/requester.js';
import { useDirectory } from './support/directory.js';
import { FakeManager } from './support/fake-manager.js';
import { useWorkerProcesses } from './support/worker-process.js';

const NEVER = new AbortController().signal;

describe('the facts of a machine', () => {
  const directory = useDirectory();
  const start = useWorkerProcesses();
  let manager: FakeManager;
  beforeEach(async () => {
    manager = await FakeManager.start();
  });
  afterEach(() => manager.disappear());

  const farm = () => new FarmQuestions(new Requester({ baseUrl: manager.url, userAgent: 'test', clock: systemClock }));
  const describeHost = (path: string) =>
    hostFacts({ platform: 'linux', env: { PATH: path }, clock: systemClock }, 'linux')(farm(), NEVER);

  /** A program that prints a text. */
  async function addProgram(name: string, text: string): Promise<void> {
    const path = join(directory(), name);
    await writeFile(path, `#!/bin/sh\nPATH=/usr/bin:/bin\ncat <<'END'\n${text}\nEND\n`);
    await chmod(path, 0o755);
  }

  it('name its processor, memory and graphics, and the space in the shared storage', async () => {
    manager.storage = directory();
    await addProgram('nvidia-smi', 'NVIDIA GeForce RTX 4090, 24564');
    const facts = await describeHost(directory());
    expect(facts.os).not.toBe('');
    expect(facts.cpu_threads).toBeGreaterThan(0);
    expect(facts.memory_bytes).toBeGreaterThan(2 ** 20);
    expect(facts.gpus).toContainEqual({ name: 'NVIDIA GeForce RTX 4090', memory_bytes: 24564 * 2 ** 20 });
    expect(facts.storage?.free_bytes).toBeLessThanOrEqual(facts.storage?.total_bytes ?? 0);
  });

  it('leave out what cannot be told', async () => {
    manager.storage = join(directory(), 'not-mounted');
    expect(await describeHost('/nowhere')).not.toHaveProperty('storage');
    await manager.disappear();
    expect(await describeHost('/nowhere')).not.toHaveProperty('storage');
  });

  it('go to the Manager with the sign-on', async () => {
    manager.storage = join(directory(), 'storage');
    await mkdir(manager.storage);
    const worker = start({ args: ['-manager', manager.url], home: directory(), workingDirectory: directory() });
    await manager.untilReceived('sign-on');
    expect(manager.received('sign-on')[0]?.json).toMatchObject({
      can_test: true,
      can_check_storage: true,
      host: { cpu_threads: expect.any(Number), storage: { total_bytes: expect.any(Number) } },
    });
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
  });
});
