import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { runTests } from './test/run-tests.mjs';

// Runs on a fresh clone: nothing in here may import a package.
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.exitCode = await runTests(root, process.argv.slice(2));
