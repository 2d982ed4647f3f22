import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { killTree, startGroup } from '../setup/process-tree.mjs';
import * as texts from './texts.mjs';
import { DemoError } from './demo-error.mjs';

/** How many lines of a program's log are shown when it fails. */
const TAIL_LINES = 25;

/** A Manager or Worker that runs, with its log in a file. */
export class Program {
  /** Settles when the program has ended. @type {Promise<void>} */
  ended;

  /**
   * @param {string} title as in a sentence: `Manager`
   * @param {string} logFile
   * @param {readonly [script: string, ...args: string[]]} command a script for Node and its arguments
   * @param {{ cwd: string, env: NodeJS.ProcessEnv }} surroundings
   */
  constructor(title, logFile, command, { cwd, env }) {
    this.title = title;
    this.logFile = logFile;
    const log = openSync(logFile, 'a');
    this.child = startGroup(process.execPath, command, { cwd, env, stdio: ['ignore', log, log] });
    closeSync(log);
    this.ended = new Promise((resolve) => {
      this.child.once('error', () => resolve());
      this.child.once('exit', () => resolve());
    });
  }

  get hasEnded() {
    return this.child.exitCode !== null || this.child.signalCode !== null || this.child.pid === undefined;
  }

  /** Rejects with what its log says as soon as the program ends; never resolves. @returns {Promise<never>} */
  async watch() {
    await this.ended;
    throw new DemoError(
      texts.programEnded(this.title, this.child.exitCode, path.resolve(this.logFile)),
      await this.tail(),
    );
  }

  /** The end of its log. */
  async tail() {
    const text = await readFile(this.logFile, 'utf8').catch(() => '');
    return texts.logTail(this.title, text.trimEnd().split('\n').slice(-TAIL_LINES).join('\n'));
  }

  /**
   * Asks the program to end and waits; kills it if it has not ended in time.
   * @param {number} limitMs
   */
  async stop(limitMs) {
    // Only the program itself: what it started is its own to end, in order.
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.kill(), limitMs);
    await this.ended;
    clearTimeout(timer);
  }

  /** Ends the program and all that it started, now. */
  kill() {
    if (!this.hasEnded) killTree(this.child);
  }
}
