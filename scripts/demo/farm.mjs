import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DemoError } from './demo-error.mjs';
import { farmEnvironment } from './environment.mjs';
import { freePort } from './free-port.mjs';
import { managerConfig } from './manager-config.mjs';
import { ManagerApi } from './manager-api.mjs';
import { Program } from './program.mjs';
import * as texts from './texts.mjs';
import { pause } from './pause.mjs';

/** How long the Manager may take until it answers, in milliseconds. */
const START_LIMIT_MS = 60_000;

/** How long a program may take to end, in milliseconds; the Worker gives its task back meanwhile (contract 07 §11). */
const STOP_LIMIT_MS = 15_000;

/** A Manager and a Worker of this repository, on this machine. */
export class Farm {
  /** In the order of their start. @type {Program[]} */
  #programs = [];
  /** @type {Promise<void> | undefined} */
  #stopping;

  /**
   * @param {string} root of the repository
   * @param {import('./places.mjs').Places} places
   * @param {import('../setup/install-programs.mjs').Programs} programs
   */
  constructor(root, places, programs) {
    this.root = root;
    this.places = places;
    this.programs = programs;
    this.env = farmEnvironment(process.env, Object.values(programs));
  }

  /**
   * Starts both on a free port; resolves when the Manager answers.
   * @param {AbortSignal} signal
   * @returns {Promise<ManagerApi>}
   */
  async start(signal) {
    const port = await freePort();
    const sharedStorage = path.dirname(this.places.blendFile);
    await writeFile(this.places.config, managerConfig({ port, sharedStorage, blender: this.programs.blender }));
    const api = new ManagerApi(`http://127.0.0.1:${port}/`, signal);
    const manager = this.#startProgram('Manager', 'manager', [], this.env);
    await this.#answering(api, manager, signal);
    const workerEnv = { ...this.env, FLAMENCO_HOME: this.places.workerHome, FLAMENCO_WORKER_NAME: 'demo-worker' };
    this.#startProgram('Worker', 'worker', ['-manager', api.url], workerEnv);
    return api;
  }

  /** Rejects as soon as one of the programs ends by itself. @returns {Promise<never>} */
  watch() {
    return Promise.race(this.#programs.map((program) => program.watch()));
  }

  /** The ends of both logs. */
  async tails() {
    return (await Promise.all(this.#programs.map((program) => program.tail()))).join('\n');
  }

  /** Stops the Worker, then the Manager; a second call waits for the first. */
  stop() {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  /** Ends all at once. */
  kill() {
    for (const program of this.#programs) program.kill();
  }

  async #stopAll() {
    for (const program of [...this.#programs].reverse()) await program.stop(STOP_LIMIT_MS);
  }

  /**
   * @param {string} title
   * @param {'manager' | 'worker'} name
   * @param {string[]} args
   * @param {NodeJS.ProcessEnv} env
   */
  #startProgram(title, name, args, env) {
    const script = path.join(this.root, 'packages', name, 'bin', `flamenco-${name}.js`);
    const logFile = path.join(this.places.logs, `flamenco-${name}.log`);
    const program = new Program(title, logFile, [script, ...args], { cwd: this.places.farm, env });
    this.#programs.push(program);
    return program;
  }

  /**
   * @param {ManagerApi} api
   * @param {Program} manager
   * @param {AbortSignal} signal
   */
  async #answering(api, manager, signal) {
    const limit = Date.now() + START_LIMIT_MS;
    while (!(await api.isThere())) {
      if (manager.hasEnded) await manager.watch();
      if (Date.now() > limit) throw new DemoError(texts.managerSilent(START_LIMIT_MS), await manager.tail());
      await pause(100, signal);
    }
  }
}
