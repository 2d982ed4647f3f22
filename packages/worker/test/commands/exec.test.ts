import { describe, expect, it } from '@jest/globals';
import { useBench } from '../support/command-bench.js';
import { fakeProgram } from '../support/fake-program.js';

describe('exec (contract 04 §14, 07 §14.4, §15.1)', () => {
  const bench = useBench();

  it('says what it is going to run, and what that says', async () => {
    const { log, failure } = await bench.run('exec', { exe: '/bin/sh', args: ['-c', 'echo one; echo; echo two >&2'] });
    expect(log.slice(0, 4)).toEqual(['going to run:', '', "    /bin/sh -c 'echo one; echo; echo two >&2'", '']);
    expect(log.slice(4).map((line) => line.replace(/^pid=\d+/, 'pid=N'))).toEqual([
      'pid=N > one',
      'pid=N > ',
      'pid=N > two',
    ]);
    expect(failure).toBeUndefined();
  });

  it('turns what is no text in its list into text', async () => {
    const { output } = await bench.run('exec', { exe: 'echo', args: ['a', 47, 0.327, true, null, 1e6] });
    expect(output).toEqual(['a 47 0.327 true <nil> 1e+06']);
  });

  it('uses no shell', async () => {
    expect((await bench.run('exec', { exe: 'echo', args: ['$HOME', '*'] })).output).toEqual(['$HOME *']);
  });

  it('does without arguments', async () => {
    expect((await bench.run('exec', { exe: 'true' })).failure).toBeUndefined();
  });

  it.each([
    ['exit 3', 'command exited abnormally with code 3'],
    ['kill -9 $$', 'command exited abnormally with code -1'],
  ])('of `%s` fails with the exit code', async (script, failure) => {
    expect((await bench.run('exec', { exe: 'sh', args: ['-c', script] })).failure).toBe(failure);
  });

  it.each([
    ['no-such-program', 'exec: "no-such-program": executable file not found in $PATH'],
    ['/no/such/program', 'fork/exec /no/such/program: no such file or directory'],
    ['/tmp', 'fork/exec /tmp: permission denied'],
  ])('of %s fails, and says before what could not be run', async (exe, failure) => {
    const record = await bench.run('exec', { exe });
    expect(record.failure).toBe(failure);
    expect(record.log).toContain(`    ${exe}`);
  });

  it.each([
    [{}, 'exec: mandatory parameter "exe" is missing: map[]'],
    [{ exe: '' }, 'exec: mandatory parameter "exe" is missing: map[exe:]'],
    [{ exe: 3 }, 'exec: mandatory parameter "exe" is missing: map[exe:3]'],
    [{ exe: 'a', args: 'b' }, 'exec: parameter "args" has invalid value b: cannot convert to list of strings'],
    [{ exe: 'a', args: null }, 'exec: parameter "args" has invalid value <nil>: cannot convert to list of strings'],
  ])('with %j fails', async (parameters, failure) => {
    const record = await bench.run('exec', parameters);
    expect(record.failure).toBe(failure);
    expect(record.log).toEqual([]);
  });

  it('does not count as success when it was aborted, whatever the program says', async () => {
    const aborting = new AbortController();
    const script = 'trap "exit 0" TERM; echo ready; while :; do sleep 0.02; done';
    const { failure } = await bench.run(
      'exec',
      { exe: 'sh', args: ['-c', script] },
      {
        signal: aborting.signal,
        onLog: (text) => text.endsWith('> ready') && aborting.abort(),
      },
    );
    expect(failure).toBeDefined();
  });

  it('ends with all that it started when it is aborted', async () => {
    const aborting = new AbortController();
    const { failure } = await bench.run(
      'exec',
      { exe: fakeProgram('leaves-session') },
      {
        signal: aborting.signal,
        onLog: (text) => /session \d+$/.test(text) && aborting.abort(),
      },
    );
    expect(failure).toBe('command exited abnormally with code -1');
  });

  describe('with the additions that only this Worker knows', () => {
    const run = (script: string, more: object) => bench.run('exec', { exe: 'sh', args: ['-c', script], ...more });

    it('runs in a directory of its own, with variables besides those of the Worker', async () => {
      const script = 'pwd; echo "$GREETING $COUNT"; test -n "$PATH"';
      const { output, failure } = await run(script, { cwd: bench.directory(), env: { GREETING: 'hello', COUNT: 3 } });
      expect(output).toEqual([bench.directory(), 'hello 3']);
      expect(failure).toBeUndefined();
    });

    it('says which working directory is missing, and runs nothing', async () => {
      const { output, failure } = await run('echo here', { cwd: bench.path('nowhere') });
      expect(failure).toBe(`the working directory "${bench.path('nowhere')}" does not exist on this computer`);
      expect(output).toEqual([]);
    });

    it('succeeds when the expected files are there, and shows one of them', async () => {
      const more = { cwd: bench.directory(), expectedFiles: ['a.txt', bench.path('b.txt')], preview: 'a.txt' };
      const { images, failure } = await run('echo a > a.txt; echo b > b.txt', more);
      expect(failure).toBeUndefined();
      expect(images).toEqual([bench.path('a.txt')]);
    });

    it('fails when an expected file is missing or empty, in spite of the exit code', async () => {
      const more = { cwd: bench.directory(), expectedFiles: ['a.txt', 'b.txt'], preview: 'a.txt' };
      const { images, failure, log } = await run('touch a.txt', more);
      const [a, b] = [bench.path('a.txt'), bench.path('b.txt')];
      expect(failure).toBe(`expected file "${a}" is empty; expected file "${b}" does not exist`);
      expect(log).toContain(`exec: expected file "${b}" does not exist`);
      expect(images).toEqual([]);
    });

    it('refuses an environment that is none', async () => {
      const { failure } = await run('true', { env: 'A=1' });
      expect(failure).toBe('exec: parameter "env" has invalid value A=1: cannot convert to texts by name');
    });
  });
});
