import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { ProgressDisplay } from './progress-display.mjs';
import { showFarm } from './show-farm.mjs';
import { fakeFarm } from './testing/fake-farm.js';
import type { Behaviour } from './testing/fake-farm.js';

let tidyUp: () => Promise<void> = () => Promise.resolve();

afterEach(() => tidyUp());

async function show(behaviour: Behaviour, { keep = false, stopAt = 'nothing' } = {}) {
  const { farm, remove } = await fakeFarm(behaviour);
  tidyUp = remove;
  const stopping = new AbortController();
  const lines: string[] = [];
  const say = (text: string) => {
    lines.push(text.trimEnd());
    if (text.includes(stopAt)) stopping.abort(new Error('Ctrl+C'));
  };
  const screen = { say, display: new ProgressDisplay({ write: say }) };
  const outcome = await showFarm(farm, keep, screen, stopping.signal).catch((error: unknown) => error);
  return { farm, outcome, lines };
}

/** Whether one of the farm's programs still runs: its Manager would answer. */
async function isRunning(config: string): Promise<boolean> {
  const [, address] = /listen: "(.*)"/.exec(await readFile(config, 'utf8')) ?? [];
  return fetch(`http://${address}/api/v3/version`).then(
    () => true,
    () => false,
  );
}

it('shows the way from the scene to the video, and stops the farm', async () => {
  const { farm, outcome, lines } = await show('renders');
  expect(outcome).toBeUndefined();
  expect(
    lines.filter((line) => /\d\/24 frames/.test(line)).map((line) => line.replace(/^.*?(\d+\/24).*$/, '$1')),
  ).toEqual(['6/24', '12/24', '18/24', '24/24']);
  expect(lines.at(-2)).toContain(`  ${path.join(farm.places.frames, '000024.png')}\nPreview video:\n`);
  expect(lines.at(-1)).toMatch(/^Done: 24 frames of 320x180 .* preview video of 1\.0 s with 24 frames\.$/);
  expect(await isRunning(farm.places.config)).toBe(false);
});

it('leaves the farm running with --keep, until Ctrl+C', async () => {
  const { farm, outcome, lines } = await show('renders', { keep: true, stopAt: 'keeps running' });
  expect(outcome).toBeUndefined();
  expect(lines.at(-2)).toMatch(/^The farm keeps running at http:\/\/127\.0\.0\.1:\d+\/ until you press Ctrl\+C\.$/);
  expect(await isRunning(farm.places.config)).toBe(false);
});

it('ends a failed job with the log of the task', async () => {
  const { outcome } = await show('fails');
  expect(outcome).toMatchObject({
    message: 'the job is failed (is failed).',
    log: expect.stringContaining('task "render-1-24" ---\nBlender ran out of colours'),
  });
});

it('says why the Manager did not start', async () => {
  const { outcome } = await show('dies');
  expect(outcome).toMatchObject({
    message: expect.stringContaining('the Manager ended with exit code 3'),
    log: expect.stringContaining('the port is taken'),
  });
});

it('stops the farm at Ctrl+C in the middle of a job', async () => {
  const { farm, outcome, lines } = await show('waits', { stopAt: 'waiting for the Worker' });
  expect(outcome).toMatchObject({ message: 'Ctrl+C' });
  expect(lines.at(-1)).toBe('Stopping the farm…');
  expect(await isRunning(farm.places.config)).toBe(false);
});
