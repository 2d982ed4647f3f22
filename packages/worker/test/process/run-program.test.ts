import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@flamenco/common';
import { Families } from '../../src/process/families.js';
import type { ProgramTrouble } from '../../src/process/program.js';
import { systemProcesses } from '../../src/process/process-host.js';
import { runProgram } from '../../src/process/run-program.js';
import type { RunProgramParts } from '../../src/process/run-program.js';
import { isAlive, untilGone } from '../support/alive.js';
import { useDirectory } from '../support/directory.js';
import { fakeProgram } from '../support/fake-program.js';

const host = systemProcesses('linux');

describe('a program', () => {
  const directory = useDirectory();
  const noteFile = () => join(directory(), 'running.json');

  /** Runs a program; aborts as soon as a line matches `abortAt`. */
  async function run(
    file: string,
    args: readonly string[] = [],
    options: Partial<RunProgramParts> & { abortAt?: RegExp } = {},
  ) {
    const { abortAt, ...parts } = options;
    const lines: string[] = [];
    const troubles: ProgramTrouble[] = [];
    const aborting = new AbortController();
    const listener = {
      line: (_pid: number, line: string) => {
        lines.push(line);
        if (abortAt?.test(line)) aborting.abort();
      },
      trouble: (trouble: ProgramTrouble) => void troubles.push(trouble),
    };
    const ending = await runProgram({ file, args }, listener, aborting.signal, {
      host,
      families: new Families(host, noteFile()),
      platform: 'linux',
      env: process.env,
      oomScoreAdjust: undefined,
      clock: systemClock,
      ...parts,
    });
    return { ending, lines, troubles };
  }

  const shell = (script: string, options?: Parameters<typeof run>[2]) => run('/bin/sh', ['-c', script], options);
  const numberIn = (lines: readonly string[]) => Number(/\d+/.exec(lines.join('\n'))?.[0]);

  it('has its stdout and stderr in the order in which it wrote them (07 §15.2, D6.4)', async () => {
    const { ending, lines } = await shell(
      'for i in 1 2 3; do echo "out $i"; echo "err $i" >&2; echo "dev $i" > /dev/stderr; done',
    );
    expect(lines).toEqual([1, 2, 3].flatMap((i) => [`out ${i}`, `err ${i}`, `dev ${i}`]));
    expect(ending).toMatchObject({ kind: 'exited', exitCode: 0 });
  });

  it('steps back behind other work when it shall be nice', async () => {
    const { ending, lines, troubles } = await shell('until [ "$(nice)" = 7 ]; do :; done; echo "nice $(nice)"', {
      nice: 7,
    });
    expect(lines).toEqual(['nice 7']);
    expect(ending).toMatchObject({ kind: 'exited', exitCode: 0 });
    expect(troubles).toEqual([]);
  });

  it('is ended with all that it started when it runs longer than it may', async () => {
    const { ending, lines } = await shell('sleep 300 & echo "child $!"; wait', { timeLimitMs: 300 });
    expect(ending).toMatchObject({ kind: 'too-long', limitMs: 300 });
    await untilGone(numberIn(lines));
  });

  it('has its time to itself when it ends before the limit', async () => {
    const { ending } = await shell('exit 3', { timeLimitMs: 60_000 });
    expect(ending).toMatchObject({ kind: 'exited', exitCode: 3 });
  });

  it('keeps all of its output where the system has no such pipe', async () => {
    const { lines } = await shell('echo out; echo err >&2', { platform: 'win32' });
    expect(lines.sort()).toEqual(['err', 'out']);
  });

  it.each([
    ['exit 3', 3],
    ['exit 255', 255],
    ['kill -9 $$', -1],
    ['kill $$', -1],
  ])('that ends with `%s` has the code %d', async (script, exitCode) => {
    expect((await shell(script)).ending).toMatchObject({ kind: 'exited', exitCode });
  });

  it('has nothing to read, and does not wait for it', async () => {
    expect((await shell('cat; echo done')).lines).toEqual(['done']);
  });

  it('has the environment and the working directory of the Worker (07 §15.2)', async () => {
    process.env['FLAMENCO_TEST_VALUE'] = 'passed on';
    const { lines } = await shell('echo "$FLAMENCO_TEST_VALUE"; pwd');
    delete process.env['FLAMENCO_TEST_VALUE'];
    expect(lines).toEqual(['passed on', process.cwd()]);
  });

  it('is found on the PATH by its bare name, and still called by that', async () => {
    const { ending } = await run('sh', ['-c', 'test "$(tr "\\0" " " < /proc/$$/cmdline | cut -d" " -f1)" = sh']);
    expect(ending).toMatchObject({ kind: 'exited', exitCode: 0 });
  });

  it('that is nowhere on the PATH is not found', async () => {
    expect((await run('no-such-program')).ending).toEqual({ kind: 'not-found', name: 'no-such-program' });
    expect((await run('sh', [], { env: { PATH: directory() } })).ending).toEqual({ kind: 'not-found', name: 'sh' });
  });

  it.each([
    ['a missing file', '/no/such/program', 'ENOENT'],
    ['a directory', '/tmp', 'EACCES'],
    ['an argument that no program can get', '/bin/true\0', undefined],
  ])('that is %s is not started', async (_what, file, code) => {
    const { ending } = await run(file);
    expect(ending).toMatchObject({ kind: 'not-started', file });
    if (code && ending.kind === 'not-started') expect(ending.error).toMatchObject({ code });
  });

  it('without permission to run is not started', async () => {
    const file = join(directory(), 'program');
    await writeFile(file, '#!/bin/sh\n');
    await chmod(file, 0o644);
    expect((await run(file)).ending).toMatchObject({ kind: 'not-started', error: { code: 'EACCES' } });
  });

  it('leads a group and a session of its own', async () => {
    const { ending, lines } = await shell('cut -d" " -f5,6 /proc/$$/stat');
    const pid = 'pid' in ending ? ending.pid : 0;
    expect(lines).toEqual([`${pid} ${pid}`]);
  });

  it('may write whole characters in pieces, and bytes that are none', async () => {
    const { lines } = await run(fakeProgram('half-utf8'));
    expect(lines).toEqual(['caf\u00e9', 'latin \ufffd', 'true \ufffd', 'end \ufffd']);
  });

  it('may write a lot', async () => {
    const { lines, troubles } = await run(process.execPath, [fakeProgram('floods-output.mjs'), '200000']);
    expect(lines.slice(0, 200_000).every((line, index) => line === `line ${index + 1}`)).toBe(true);
    expect(lines.slice(200_000).map(({ length }) => length)).toEqual([40_960, 40_960, 18_080]);
    expect(troubles[0]).toMatchObject({ kind: 'long-line', beginning: 'x'.repeat(256) });
  });

  it('gets the OOM score that is configured (07 §18)', async () => {
    const { ending } = await shell('until grep -qx 500 /proc/self/oom_score_adj; do :; done', { oomScoreAdjust: 500 });
    expect(ending).toMatchObject({ exitCode: 0 });
  });

  it('runs also when its OOM score cannot be set', async () => {
    const { ending, troubles } = await shell('exit 0', { oomScoreAdjust: 5000 });
    expect(ending).toMatchObject({ exitCode: 0 });
    expect(troubles).toMatchObject([{ kind: 'oom-score-not-set', error: { code: 'EINVAL' } }]);
  });

  it('is noted on disk as long as it runs', async () => {
    const { ending, lines } = await shell(`until test -s ${noteFile()}; do :; done; cat ${noteFile()}`);
    const pid = 'pid' in ending ? ending.pid : 0;
    expect(JSON.parse(lines.join(''))).toMatchObject({ programs: [{ pid, file: '/bin/sh' }] });
    await expect(readFile(noteFile())).rejects.toThrow(/ENOENT/);
  });

  it('runs also when it cannot be noted', async () => {
    const families = new Families(host, join(directory(), 'missing', 'running.json'));
    const { ending, troubles } = await shell('exit 0', { families });
    expect(ending).toMatchObject({ exitCode: 0 });
    expect(troubles).toMatchObject([{ kind: 'not-noted' }]);
  });

  describe('when its command is aborted (07 §15.5, D6.4)', () => {
    it('ends when it is asked to', async () => {
      const { ending } = await run(fakeProgram('never-exits'), [], { abortAt: /running/ });
      expect(ending.kind).toBe('aborted');
      expect('pid' in ending && isAlive(ending.pid)).toBe(false);
    });

    it('may say a last word', async () => {
      const script = 'trap "echo saved my work; exit 0" TERM; echo ready; while :; do sleep 0.02; done';
      const { ending, lines } = await shell(script, { abortAt: /ready/ });
      expect(lines.at(-1)).toBe('saved my work');
      expect(ending.kind).toBe('aborted');
    });

    it('is killed when it does not listen', async () => {
      const limits = { politeMs: 100, forceMs: 2_000 };
      const { ending } = await run(fakeProgram('ignores-sigterm'), [], { abortAt: /ignoring/, limits });
      expect('pid' in ending && isAlive(ending.pid)).toBe(false);
    });

    it('takes along a program that it runs in a session of its own', async () => {
      const { lines } = await run(fakeProgram('leaves-session'), [], { abortAt: /session/ });
      expect(isAlive(numberIn(lines))).toBe(false);
    });

    it('is not even started when that was before', async () => {
      const aborted = AbortSignal.abort(new Error('too late'));
      const started = runProgram(
        { file: '/bin/sh', args: [] },
        { line: () => undefined, trouble: () => undefined },
        aborted,
        {
          host,
          families: new Families(host, noteFile()),
          platform: 'linux',
          env: process.env,
          oomScoreAdjust: undefined,
          clock: systemClock,
        },
      );
      await expect(started).rejects.toThrow('too late');
    });
  });

  it.each([0, 7])('that leaves another one running and exits with %d takes it along (07 §15.5, D6.4)', async (code) => {
    const { ending, lines } = await run(fakeProgram('leaves-grandchild'), [String(code)]);
    expect(ending).toMatchObject({ kind: 'exited', exitCode: code });
    expect(isAlive(numberIn(lines))).toBe(false);
  });

  it('whose output somebody else holds open does not hold up the command', async () => {
    // In a session of its own and without a parent that is known, nobody can tell that it belongs to the command.
    const { lines } = await shell('(setsid sh -c "echo \\$\\$; exec sleep 3" &) ; sleep 0.2');
    const stranger = numberIn(lines);
    process.kill(stranger, 'SIGKILL');
    await untilGone(stranger);
  });

  it('that runs can be killed on the spot', async () => {
    const families = new Families(host, noteFile());
    const lines: string[] = [];
    const listener = {
      line: (_pid: number, line: string) => {
        lines.push(line);
        families.killAll();
      },
      trouble: () => undefined,
    };
    const parts = {
      host,
      families,
      platform: 'linux',
      env: process.env,
      oomScoreAdjust: undefined,
      clock: systemClock,
    } as const;
    const ending = await runProgram(
      { file: fakeProgram('ignores-sigterm'), args: [] },
      listener,
      new AbortController().signal,
      parts,
    );
    expect(ending).toMatchObject({ kind: 'exited', exitCode: -1 });
    expect(lines).toEqual(['ignoring']);
  });
});
