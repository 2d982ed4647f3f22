// Starts the sandbox thread from the TypeScript sources, for tests: the built program starts sandbox-worker.js itself.
import { register } from 'node:module';

register('./hooks.mjs', import.meta.url);
await import('../sandbox-worker.ts');
