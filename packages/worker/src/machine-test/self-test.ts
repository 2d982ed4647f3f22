import type { Logger } from 'pino';
import * as texts from '../texts/machine-test.js';
import { isReady } from './findings.js';
import type { Finding, Outcome } from './findings.js';
import { testMachine } from './machine-test.js';
import type { TestedWorker } from './machine-test.js';
import { withBench } from './open-bench.js';
import type { BenchParts } from './open-bench.js';

const LEVELS = { passed: 'info', skipped: 'info', warning: 'warn', failed: 'error' } as const satisfies Record<
  Outcome,
  string
>;

/** Tests the machine of a running Worker, with the result in its log (contract 00 D2.13, D6.10). Never throws. */
export async function selfTest(worker: TestedWorker, parts: BenchParts, signal: AbortSignal): Promise<void> {
  const { logger } = parts;
  logger.info(texts.TESTING);
  try {
    const tell = (finding: Finding) => logFinding(finding, logger);
    const findings = await withBench(parts, (bench) => testMachine(worker, bench, tell, signal));
    if (signal.aborted) logger.warn(texts.TEST_CUT_SHORT);
    else if (isReady(findings)) logger.info(texts.TEST_PASSED);
    else logger.error(texts.TEST_FAILED);
  } catch (error) {
    logger.error({ error }, texts.TEST_BROKEN);
  }
}

function logFinding({ check, outcome, text }: Finding, logger: Logger): void {
  logger[LEVELS[outcome]]({ check, outcome, finding: text }, texts.CHECK_DONE);
}
