import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Families } from '../process/families.js';
import * as texts from '../texts/machine-test.js';
import { programFinder, programRunner } from '../workbench.js';
import type { Machine } from '../workbench.js';
import { isReady } from './findings.js';
import type { Finding } from './findings.js';
import { testMachine } from './machine-test.js';
import { withBench } from './open-bench.js';
import { findTestedWorker } from './tested-worker.js';
import type { FindingParts } from './tested-worker.js';

/** What the errand of `-test` takes. */
export interface ErrandParts extends FindingParts {
  readonly machine: Machine;
  /** The program's name and version. */
  readonly program: string;
  /** Whether a script reads the result. */
  readonly asJson: boolean;
  readonly print: (text: string) => void;
}

/** How programs run when the configuration does not say it. */
const PLAIN = { oomScoreAdjust: undefined, nice: 0, commandTimeLimitMs: undefined };

/** One run of `-test`: tests this machine and prints the verdict (contract 00 D6.10). */
export class TestErrand {
  readonly #stopping = new AbortController();
  readonly #families: Families;
  readonly #note = join(tmpdir(), `flamenco-worker-test-${randomUUID()}.json`);

  constructor(private readonly parts: ErrandParts) {
    // Not the note in the home: that one may belong to a Worker that is at work.
    this.#families = new Families(parts.machine.host, this.#note, parts.machine.clock);
  }

  /** Gives the exit code: 0 when this machine is ready to work, else 1. */
  async run(): Promise<number> {
    const { program, asJson, print } = this.parts;
    if (!asJson) print(texts.heading(program));
    try {
      const findings = await this.#test(asJson ? () => undefined : (finding) => print(texts.findingLine(finding)));
      return this.#conclude(findings);
    } finally {
      await rm(this.#note, { force: true });
    }
  }

  /** Ends the test early. */
  interrupt(): void {
    this.#stopping.abort();
  }

  killNow(): void {
    this.#families.killAll();
  }

  async #test(tell: (finding: Finding) => void): Promise<readonly Finding[]> {
    const { machine, logger } = this.parts;
    const stopping = this.#stopping.signal;
    const { worker, options } = await findTestedWorker(this.parts, stopping);
    const runProgram = programRunner(options ?? PLAIN, machine, this.#families);
    const programs = programFinder(machine);
    return withBench({ machine, runProgram, programs, logger }, (bench) => testMachine(worker, bench, tell, stopping));
  }

  #conclude(findings: readonly Finding[]): number {
    const { asJson, print, program } = this.parts;
    const isInterrupted = this.#stopping.signal.aborted;
    const passed = isReady(findings) && !isInterrupted;
    if (asJson) print(JSON.stringify({ program, passed, checks: findings }));
    else print(isInterrupted ? texts.TEST_INTERRUPTED : texts.verdict(findings));
    return passed ? 0 : 1;
  }
}
