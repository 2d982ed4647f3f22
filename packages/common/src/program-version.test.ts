import { expect, it } from '@jest/globals';
import { runVersion } from './program-version.js';

/** Long enough for a program that ends by itself. */
const AMPLE_MS = 20_000;

const runScript = (script: string, timeoutMs = AMPLE_MS) => runVersion(process.execPath, ['-e', script], timeoutMs);

it('shows what a program prints, on both streams', async () => {
  const script = 'console.error("warning"); console.log("Blender 4.5.1")';
  expect(await runScript(script)).toEqual({ kind: 'ended', exitCode: 0, output: 'Blender 4.5.1\nwarning\n' });
});

it('shows how a program ended that did not like the question', async () => {
  expect(await runScript('console.log("what?"); process.exitCode = 7')).toEqual({
    kind: 'ended',
    exitCode: 7,
    output: 'what?\n',
  });
});

it('does not wait for a program that never ends, nor for what that has started', async () => {
  const script = 'require("child_process").spawn("sleep", ["3"], { stdio: "inherit" }); setInterval(() => {}, 1000)';
  expect(await runScript(script, 300)).toEqual({ kind: 'too-long' });
});

it('gives no input to a program that asks for some', async () => {
  const script = 'process.stdin.resume(); process.stdin.on("end", () => console.log("nothing"))';
  expect(await runScript(script)).toEqual({ kind: 'ended', exitCode: 0, output: 'nothing\n' });
});

it('passes arguments on as they are, without a shell', async () => {
  const run = await runVersion(process.execPath, ['-p', 'process.argv[1]', '$HOME; "a b"'], AMPLE_MS);
  expect(run).toMatchObject({ output: '$HOME; "a b"\n' });
});

it.each(['/no/such/program', '', 'a\0b'])('says why %j cannot be started', async (file) => {
  expect(await runVersion(file, [], AMPLE_MS)).toMatchObject({
    kind: 'failed',
    error: { code: expect.stringMatching(/^E/) },
  });
});

it('gives up on a program that writes without end, or is killed', async () => {
  expect(await runScript('for (;;) require("fs").writeSync(1, "x".repeat(65536))')).toMatchObject({ kind: 'failed' });
  expect(await runScript('process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)')).toMatchObject({
    kind: 'failed',
  });
});
