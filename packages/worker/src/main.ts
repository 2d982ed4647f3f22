import { catchSignals } from './signals.js';

// Before everything else is even loaded: a signal during start-up ends the Worker in good order too.
const signals = catchSignals(process, process.platform);
const { runWorker } = await import('./cli.js');
process.exit(await runWorker(process, signals));
