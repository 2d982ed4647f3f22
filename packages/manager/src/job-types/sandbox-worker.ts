import { parentPort } from 'node:worker_threads';
import { newQuickJSWASMModule } from 'quickjs-emscripten';
import type { SandboxRequest, ThreadMessage } from './sandbox-messages.js';
import { runScript } from './sandbox-run.js';

/** The program of a sandbox thread: loads the engine once, then answers one run after the other. */
async function serve(): Promise<void> {
  const quickjs = await newQuickJSWASMModule();
  const send = (message: ThreadMessage): void => parentPort?.postMessage(message);
  parentPort?.on('message', (request: SandboxRequest) => {
    const end = runScript(quickjs, request, (json) => send({ kind: 'tasks', json }));
    send({ kind: 'end', end });
  });
  send({ kind: 'ready' });
}

await serve();
