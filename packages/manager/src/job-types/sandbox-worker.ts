import { parentPort } from 'node:worker_threads';
import { newQuickJSWASMModule } from 'quickjs-emscripten';
import type { SandboxRequest, ThreadMessage } from './sandbox-messages.js';
import { runScript } from './sandbox-run.js';

/** The program of a sandbox thread: loads the engine once, then answers one run after the other. */
async function serve(): Promise<void> {
  const quickjs = await newQuickJSWASMModule();
  const send = (message: ThreadMessage): void => parentPort?.postMessage(message);
  parentPort?.on('message', (request: SandboxRequest) => {
    const { end, cleanUp } = runScript(quickjs, request, (json) => send({ kind: 'tasks', json }));
    send({ kind: 'end', end }); // cleaning up after 10,000 tasks takes 50 ms: nobody waits for that
    if (end.spent) return;
    if (!cleanUp()) process.exit(1); // ends this thread; the next run gets a new one
    send({ kind: 'ready' });
  });
  send({ kind: 'ready' });
}

await serve();
