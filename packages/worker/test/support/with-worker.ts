import { EventEmitter, once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach } from '@jest/globals';
import { systemClock } from '@flamenco/common';
import { pino } from 'pino';
import { PACE } from '../../src/pace.js';
import type { Pace } from '../../src/pace.js';
import type { SearchNetwork } from '../../src/discovery/search-network.js';
import type { TaskCommand } from '../../src/manager/assigned-task.js';
import { WorkerProgram } from '../../src/program.js';
import type { TaskListener } from '../../src/updates/listener.js';
import type { Workbench } from '../../src/workbench.js';
import { useDirectory } from './directory.js';
import { FakeManager } from './fake-manager.js';

/** A rhythm in which a test does not wait. */
export const QUICK: Pace = {
  ...PACE,
  backOff: { firstMs: 2, limitMs: 20 },
  timeLimits: { requestMs: 1_000, uploadMs: 1_000, afterWaitMs: 500 },
  mayRunEveryMs: 10,
  pollEveryMs: 10,
  longPollMs: 200,
  discovery: { limitMs: 10_000, askEveryMs: 10 },
  shutdown: { flushMs: 300, giveBackMs: 300, signOffMs: 300, totalMs: 5_000 },
};

/** A command of a test: what it does while it "runs". */
export type CommandScript = (
  listener: TaskListener,
  signal: AbortSignal,
  parameters: TaskCommand['parameters'],
) => Promise<void> | void;

/** How a Worker of a test is started. */
export interface StartOptions {
  readonly flush?: boolean;
  readonly register?: boolean;
  /** A URL; empty for a Worker that has to find its Manager. */
  readonly manager?: string;
  readonly restartExitCode?: number;
  readonly pace?: Partial<Pace>;
  readonly commands?: Readonly<Record<string, CommandScript>>;
  /** What happens while the Worker tests its machine. */
  readonly test?: (signal: AbortSignal) => Promise<void>;
  /** Where Managers are looked for; nowhere when left out. */
  readonly network?: SearchNetwork;
}

/** A line of the Worker's log. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly msg: string; readonly level: number };

/** A Worker that runs in the test's process. */
export interface RunningWorker {
  readonly program: WorkerProgram;
  readonly exitCode: Promise<number>;
  readonly lines: LogLine[];
  /** Resolves when the log has a line whose message begins so. */
  untilLogged(beginning: string): Promise<void>;
  /** Ends it as SIGTERM does, and gives the exit code. */
  stop(): Promise<number>;
}

/** A farm of one fake Manager and one home directory for each test; everything started is ended after the test. */
export interface Farm {
  readonly manager: () => FakeManager;
  readonly directory: () => string;
  readonly home: () => string;
  start(options?: StartOptions): RunningWorker;
  /** Puts credentials into the home that the Manager knows. */
  enroll(): Promise<{ workerId: string; secret: string }>;
  writeConfig(text: string): Promise<void>;
}

/** Sets up a farm for each test of the suite that calls this. */
export function useFarm(): Farm {
  const directory = useDirectory();
  const running: RunningWorker[] = [];
  let manager: FakeManager;
  beforeEach(async () => {
    manager = await FakeManager.start();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((worker) => worker.stop()));
    await manager.disappear();
  });
  const home = () => join(directory(), 'home');
  return {
    manager: () => manager,
    directory,
    home,
    start: (options = {}) => {
      const worker = startWorker(directory(), options.manager ?? manager.url, options);
      running.push(worker);
      return worker;
    },
    enroll: async () => {
      const credentials = { workerId: '6b0b2a3f-1111-4444-8888-000000000000', secret: 'ab'.repeat(32) };
      manager.addWorker(credentials.workerId, credentials.secret);
      await writeCredentials(home(), credentials);
      return credentials;
    },
    writeConfig: (text) => writeFile(join(directory(), 'flamenco-worker.yaml'), text),
  };
}

/** Puts credentials into a home. */
export async function writeCredentials(home: string, who: { workerId: string; secret: string }): Promise<void> {
  await mkdir(home, { recursive: true });
  const text = `worker_id: ${who.workerId}\nworker_secret: ${who.secret}\n`;
  await writeFile(join(home, 'flamenco-worker-credentials.yaml'), text);
}

function startWorker(directory: string, url: string, options: StartOptions): RunningWorker {
  const lines: LogLine[] = [];
  const logged = new EventEmitter();
  const program = new WorkerProgram({
    flags: {
      manager: url,
      register: options.register ?? false,
      flush: options.flush ?? false,
      restartExitCode: options.restartExitCode ?? 0,
    },
    host: {
      env: { FLAMENCO_HOME: join(directory, 'home') },
      workingDirectory: directory,
      platform: 'linux',
      hostName: 'testhost',
      userHome: directory,
      softwareVersion: '4.0.0-dev',
    },
    clock: systemClock,
    logger: recordingLogger(lines, logged),
    userAgent: 'Flamenco/4.0.0-dev (test)',
    network: options.network ?? { open: () => ({ ask: () => undefined, close: () => undefined }) },
    prepareWorkbench: () => Promise.resolve(() => scriptedWorkbench(options)),
    pace: { ...QUICK, ...options.pace },
  });
  const exitCode = program.run();
  const stop = () => {
    if (!program.isStopping) program.interrupt('terminated');
    return exitCode;
  };
  const untilLogged = async (beginning: string) => {
    while (!lines.some(({ msg }) => msg.startsWith(beginning))) await once(logged, 'line');
  };
  return { program, exitCode, lines, untilLogged, stop };
}

function scriptedWorkbench({ commands = {}, test = () => Promise.resolve() }: StartOptions): Workbench {
  const runCommand = async (
    command: TaskCommand,
    _task: unknown,
    listener: TaskListener,
    signal: AbortSignal,
  ): Promise<void> => {
    const script = commands[command.name];
    if (!script) throw new Error(`unknown command: "${command.name}"`);
    await script(listener, signal, command.parameters);
  };
  return { runCommand, testMachine: test, stop: () => Promise.resolve(), killNow: () => undefined };
}

function recordingLogger(lines: LogLine[], logged: EventEmitter): pino.Logger {
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as LogLine);
      logged.emit('line');
      done();
    },
  });
  return pino({ level: 'trace', base: {} }, stream);
}

/** Resolves when the signal is aborted: a command that runs until it is stopped. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = () => reject(new Error('aborted'));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

/** A command of a task, as the Manager sends it. */
export function command(name: string, steps = 0, parameters: Record<string, unknown> = {}): unknown {
  return { name, parameters, total_step_count: steps };
}
