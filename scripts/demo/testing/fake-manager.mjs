import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import process from 'node:process';

/**
 * A Manager that renders a submitted job all by itself, six frames whenever somebody looks, as the file `behaviour` in
 * its directory says: `renders`, `fails`, `waits` (nobody takes the job) or `dies` (at the start).
 */
const behaviour = await readFile('behaviour', 'utf8');
if (behaviour === 'dies') {
  console.error('the port is taken');
  process.exit(3);
}

const FRAMES = 24;
const [, port] = /listen: "127\.0\.0\.1:(\d+)"/.exec(await readFile('flamenco-manager.yaml', 'utf8')) ?? [];
let done = 0;

/** @returns {'failed' | 'completed' | 'active' | 'queued'} */
function status() {
  if (behaviour === 'waits') return 'queued';
  if (done < FRAMES) return 'active';
  return behaviour === 'fails' ? 'failed' : 'completed';
}

/** @param {string} output where the frames go, as in the job's settings */
async function render(output) {
  const png = Buffer.alloc(24);
  png.write('\x89PNG\r\n\x1a\n', 'latin1');
  png.writeUInt32BE(320, 16);
  png.writeUInt32BE(180, 20);
  await mkdir(path.dirname(output), { recursive: true });
  for (let frame = 1; frame <= FRAMES; frame++) {
    await writeFile(output.replace('######', String(frame).padStart(6, '0')) + '.png', png);
  }
}

/** @type {Record<string, (body: string) => unknown>} */
const ANSWERS = {
  'GET /api/v3/version': () => ({ version: '4.0.0' }),
  'POST /api/v3/jobs': async (body) => {
    const job = JSON.parse(body);
    await render(job.settings.render_output_path);
    return { id: 'job', name: job.name, status: 'queued' };
  },
  'GET /api/v3/jobs/job': () => ({ id: 'job', status: status(), activity: `is ${status()}` }),
  'GET /api/v3/jobs/job/tasks': () => {
    if (behaviour !== 'waits') done = Math.min(done + 6, FRAMES);
    return { tasks: [{ id: 'task', name: 'render-1-24', status: status(), steps_completed: done }] };
  },
  'GET /api/v3/tasks/task/logtail': () => 'Blender ran out of colours',
};

createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const answer = await ANSWERS[`${request.method} ${request.url}`]?.(body);
  response.statusCode = answer === undefined ? 404 : 200;
  response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
}).listen(Number(port), '127.0.0.1');
